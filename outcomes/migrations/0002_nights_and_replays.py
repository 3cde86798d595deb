"""Nights, whom they look at and when to look again, and past nights replayed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('outcomes', '0013_verdicts_rest_on_families_that_stay')]
    dependencies = [
        ('outcomes', '0001_outcomes_plans_and_verdicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='Night',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('business_date', models.DateField(unique=True)),
                    ('known_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('chosen', models.JSONField(default=dict)),
                    ('follows', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.night')),
                    ('rules', models.CharField(blank=True, max_length=64)),
                    ('why_full', models.CharField(blank=True, choices=[('first', 'Nothing was judged before'), ('rules', 'The product’s own rules were changed'), ('calendar', 'The school calendar changed'), ('weekly', 'Once a week everybody is judged, to check the nights between')], max_length=10)),
                    ('unforeseen', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'ordering': ['-business_date'],
                },
            ),
            migrations.CreateModel(
                name='NightChunk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_family', models.BigIntegerField()),
                    ('last_family', models.BigIntegerField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('given_up', 'Given up')], default='waiting', max_length=10)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('judged', models.PositiveIntegerField(default=0)),
                    ('changed', models.PositiveIntegerField(default=0)),
                    ('joined', models.PositiveIntegerField(default=0)),
                    ('left', models.PositiveIntegerField(default=0)),
                    ('night', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chunks', to='outcomes.night')),
                ],
                options={
                    'ordering': ['night', 'first_family'],
                    'constraints': [
                        models.UniqueConstraint(fields=('night', 'first_family'), name='night_chunk_is_planned_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NightFamily',
                fields=[
                    ('pk', models.CompositePrimaryKey('night', 'family', blank=True, editable=False, primary_key=True, serialize=False)),
                    ('family', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('night', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='families', to='outcomes.night')),
                    ('because', models.CharField(choices=[('touched', 'Something about it was recorded, corrected or withdrawn'), ('by_hand', 'It was judged outside a night, and is judged again'), ('due', 'A day came on which its verdicts could change'), ('claim', 'Its claim was moved'), ('plan', 'Another version of its outcomes plan came into force'), ('coverage', 'What a feed is known to cover changed'), ('left_over', 'The night before had not judged it'), ('everybody', 'Everybody was judged')], max_length=10)),
                    ('next_look', models.CharField(blank=True, choices=[('due', 'A verdict’s time is over'), ('term', 'A school term is over'), ('school_age', 'A child is past school age'), ('of_age', 'A member comes of age for work'), ('member', 'A member leaves'), ('dated', 'The day came of something recorded ahead'), ('slides', 'A fact leaves the months that count'), ('work', 'A work history is in motion'), ('expires', 'A decision is no longer valid')], max_length=10)),
                    ('changed', models.BooleanField(default=False)),
                ],
                options={
                    'verbose_name_plural': 'night families',
                },
            ),
            migrations.CreateModel(
                name='LookAgain',
                fields=[
                    ('family', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='families.family')),
                    ('next_on', models.DateField(null=True)),
                    ('next_look', models.CharField(blank=True, choices=[('due', 'A verdict’s time is over'), ('term', 'A school term is over'), ('school_age', 'A child is past school age'), ('of_age', 'A member comes of age for work'), ('member', 'A member leaves'), ('dated', 'The day came of something recorded ahead'), ('slides', 'A fact leaves the months that count'), ('work', 'A work history is in motion'), ('expires', 'A decision is no longer valid')], max_length=10)),
                ],
            ),
            migrations.CreateModel(
                name='Replay',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('asked_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('statuses', models.JSONField(default=dict)),
                    ('readiness', models.JSONField(default=dict)),
                    ('asked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('night', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replays', to='outcomes.night')),
                ],
                options={
                    'ordering': ['-asked_at', '-id'],
                    'indexes': [
                        models.Index(fields=['as_of', 'known_at'], name='replays_of_one_moment'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReplayPart',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_family', models.BigIntegerField()),
                    ('last_family', models.BigIntegerField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('given_up', 'Given up')], default='waiting', max_length=10)),
                    ('done_at', models.DateTimeField(null=True)),
                    ('statuses', models.JSONField(default=dict)),
                    ('readiness', models.JSONField(default=dict)),
                    ('digests', models.BinaryField(default=b'')),
                    ('replay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='outcomes.replay')),
                ],
                options={
                    'ordering': ['replay', 'first_family'],
                    'constraints': [
                        models.UniqueConstraint(fields=('replay', 'first_family'), name='replay_part_is_planned_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReplayDifference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kept', models.JSONField(default=dict)),
                    ('replayed', models.JSONField(default=dict)),
                    ('explanation', models.CharField(choices=[('not_judged', 'The night has not judged this family yet.'), ('judged_on_change', 'Something about this family was changed while the night was at work. The family was judged at once with the change, and the night left that as it was.'), ('later_day', 'The family had already been judged for a later day when this night came late.'), ('none', 'Nothing on record explains this. Tell whoever looks after the system, with this page’s address.')], max_length=20)),
                    ('criterion', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.criterion')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('replay', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='differences', to='outcomes.replay')),
                ],
                options={
                    'ordering': ['replay', 'family__reference', 'criterion_id', 'person_id'],
                },
            ),
        ),
    ]
