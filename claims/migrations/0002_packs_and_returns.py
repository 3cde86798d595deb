"""Sealed packs, to whom they were handed over and what for; returns, each made for a recipient, and their files.

A return of a window is a return like any other.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0001_windows_and_claims'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='ClaimPack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(unique=True)),
                    ('evidence_digest', models.CharField(max_length=64)),
                    ('manifest', models.TextField()),
                    ('content', models.BinaryField()),
                    ('previous', models.CharField(max_length=64, unique=True)),
                    ('digest', models.CharField(max_length=64, unique=True)),
                    ('sealed_at', models.DateTimeField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='packs', to='claims.claim')),
                    ('move', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pack', to='claims.claimmove')),
                    ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='claims.claimpack')),
                ],
                options={
                    'ordering': ['number'],
                },
            ),
            migrations.CreateModel(
                name='PackBundle',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('made_at', models.DateTimeField()),
                    ('purpose', models.CharField(max_length=200)),
                    ('recipient', models.CharField(max_length=200)),
                    ('head', models.CharField(max_length=64)),
                    ('sha256', models.CharField(max_length=64)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('packs', models.ManyToManyField(related_name='bundles', to='claims.claimpack')),
                ],
                options={
                    'ordering': ['-made_at', '-id'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('purpose', ''), _negated=True), models.Q(('recipient', ''), _negated=True)), name='bundle_says_what_for_and_to_whom', violation_error_message='Say what the packs are for, and who gets them.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Return',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=40)),
                    ('schema_version', models.PositiveIntegerField()),
                    ('edition', models.PositiveSmallIntegerField(default=1)),
                    ('first_day', models.DateField(null=True)),
                    ('last_day', models.DateField(null=True)),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('recipient', models.CharField(max_length=120)),
                    ('purpose', models.CharField(max_length=200)),
                    ('note', models.TextField(blank=True)),
                    ('noted', models.PositiveIntegerField(default=0)),
                    ('left_out', models.PositiveIntegerField(default=0)),
                    ('reason', models.TextField(blank=True)),
                    ('rows', models.PositiveIntegerField()),
                    ('made_at', models.DateTimeField()),
                    ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='claims.return')),
                    ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('window', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='claims.submissionwindow')),
                ],
                options={
                    'ordering': ['-made_at', '-id'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('window__isnull', False)), fields=('window', 'edition'), name='return_of_a_window_is_made_once', violation_error_message='This return was already made for this window.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('recipient', ''), _negated=True), models.Q(('purpose', ''), _negated=True)), name='return_says_for_whom_and_why', violation_error_message='Say for whom the return is made, and for what.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('corrects__isnull', True), ('edition', 1), ('reason', '')), models.Q(('corrects__isnull', False), ('edition__gt', 1), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='correction_cites_a_return_and_says_why', violation_error_message='A correction cites the return that it corrects, and says why.'),
                        models.CheckConstraint(condition=models.Q(('noted', 0), models.Q(('note', ''), _negated=True), _connector='OR'), name='return_with_faults_carries_a_note', violation_error_message='Say what the recipient is told about the faults.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('first_day__isnull', True), ('last_day__isnull', True)), ('last_day__gte', models.F('first_day')), _connector='OR'), name='return_is_over_days_in_order', violation_error_message='The period ends before it begins.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReturnFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('format', models.CharField(max_length=10)),
                    ('content', models.BinaryField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('sent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='claims.return')),
                ],
                options={
                    'ordering': ['sent', 'format'],
                    'constraints': [
                        models.UniqueConstraint(fields=('sent', 'format'), name='return_is_written_once', violation_error_message='This return was already written in this format.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ReturnLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('sent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='claims.return')),
                ],
                options={
                    'ordering': ['sent', 'number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('sent', 'number'), name='line_of_a_return_is_about_one', violation_error_message='This line is already there.'),
                    ],
                },
            ),
        ),
    ]
