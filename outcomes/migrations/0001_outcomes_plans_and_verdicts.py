"""Outcomes plans, published and drafted, and the verdicts given by them.

A verdict's criterion, person and family, and a readiness' family and plan, are taken from rows that nobody can delete:
the database does not look for them again (`db_constraint=False`), which would be a quarter of a night's work.
"""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    initial = True
    replaces = [('outcomes', '0013_verdicts_rest_on_families_that_stay')]
    dependencies = [
        ('families', '0009_find_what_was_touched'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='OutcomesPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('version', models.PositiveIntegerField()),
                    ('name', models.CharField(max_length=200)),
                    ('effective_from', models.DateField()),
                    ('headlines_needed', models.PositiveIntegerField()),
                    ('non_resident_cap', models.PositiveIntegerField(null=True)),
                    ('routes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20), size=None)),
                    ('preferred', models.CharField(choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20)),
                    ('toml', models.TextField()),
                    ('digest', models.CharField(max_length=64)),
                    ('published_at', models.DateTimeField()),
                    ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['code', 'version'],
                    'constraints': [
                        models.UniqueConstraint(fields=('code', 'version'), name='outcomes_plan_version_is_published_once', violation_error_message='This version of the outcomes plan is already published.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Headline',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=50)),
                    ('name', models.CharField(max_length=200)),
                    ('applies', models.CharField(choices=[('when_raised', 'When the family has an accepted problem under it'), ('always', 'For every family')], max_length=20)),
                    ('require', models.CharField(choices=[('all', 'Every criterion'), ('any', 'Any one criterion')], max_length=10)),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='headlines', to='outcomes.outcomesplan')),
                ],
                options={
                    'ordering': ['plan', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('plan', 'code'), name='headline_code_is_used_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Criterion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=50)),
                    ('kind', models.CharField(choices=[('school_terms', 'Attendance over consecutive terms'), ('clear_period', 'None of these for a number of months'), ('reduction', 'Fewer than before'), ('continuous_work', 'Off benefit and in work'), ('score', 'A scored tool improved and held'), ('judgement', "A named person's recorded decision")], max_length=20)),
                    ('parameters', models.JSONField()),
                    ('headline', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='criteria', to='outcomes.headline')),
                ],
                options={
                    'verbose_name_plural': 'criteria',
                    'ordering': ['headline', 'position'],
                    'constraints': [
                        models.UniqueConstraint(fields=('headline', 'code'), name='criterion_code_is_used_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Verdict',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('status', models.CharField(choices=[('met', 'Met'), ('pending', 'Not yet: time has to pass'), ('not_met', 'Not met'), ('regressed', 'Lost again'), ('no_data', 'Cannot tell: evidence is missing'), ('neutral', 'Does not apply')], max_length=10)),
                    ('reason', models.CharField(blank=True, max_length=20)),
                    ('window_starts_on', models.DateField(null=True)),
                    ('window_ends_on', models.DateField(null=True)),
                    ('value', models.CharField(blank=True, max_length=20)),
                    ('threshold', models.CharField(blank=True, max_length=20)),
                    ('due_on', models.DateField(null=True)),
                    ('judged_on', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('criterion', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.criterion')),
                    ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='verdicts', to='families.family')),
                    ('person', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], null=True)),
                ],
                options={
                    'indexes': [
                        models.Index(condition=models.Q(('status', 'no_data'), ('superseded_at__isnull', True)), fields=['criterion'], name='verdict_waits_for_evidence'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'criterion', 'person'), name='verdict_in_force_is_one', nulls_distinct=False),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Readiness',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('engaged', models.BooleanField()),
                    ('eligible', models.BooleanField()),
                    ('sustained', models.CharField(blank=True, choices=[('met', 'Met'), ('pending', 'Not yet: time has to pass'), ('not_met', 'Not met'), ('regressed', 'Lost again'), ('no_data', 'Cannot tell: evidence is missing'), ('neutral', 'Does not apply')], max_length=10)),
                    ('employment', models.CharField(blank=True, choices=[('met', 'Met'), ('pending', 'Not yet: time has to pass'), ('not_met', 'Not met'), ('regressed', 'Lost again'), ('no_data', 'Cannot tell: evidence is missing'), ('neutral', 'Does not apply')], max_length=10)),
                    ('claimable', models.BooleanField()),
                    ('route', models.CharField(blank=True, choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20)),
                    ('earliest_on', models.DateField(null=True)),
                    ('blockers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), default=list, size=None)),
                    ('in_the_way', models.JSONField(default=dict)),
                    ('judged_on', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='readiness', to='families.family')),
                    ('plan', models.ForeignKey(db_constraint=False, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.outcomesplan')),
                ],
                options={
                    'verbose_name_plural': 'readiness',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family',), name='readiness_in_force_is_one'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Need',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('supplier', models.CharField(choices=[('schools', 'schools'), ('police', 'the police'), ('jobcentre', 'Jobcentre Plus (DWP)'), ('social_care', "children's social care"), ('housing', 'the housing service or landlord'), ('health', 'health services'), ('key_worker', 'the key worker')], max_length=20)),
                    ('kind', models.CharField(choices=[('engagement', 'Engagement'), ('assessment', 'Whole-family assessment'), ('plan', 'Plan'), ('lead_worker', 'Lead worker'), ('attendance', 'School attendance'), ('coverage', 'Complete information about a kind of fact'), ('spell_end', 'End of something that goes on'), ('work', 'Work'), ('score', 'Score'), ('decision', 'Decision'), ('work_history', 'Work and benefit history'), ('term_dates', 'Dates of school terms')], max_length=20)),
                    ('about', models.CharField(blank=True, max_length=80)),
                    ('first_on', models.DateField(null=True)),
                    ('last_on', models.DateField(null=True)),
                    ('claimable_on', models.DateField(null=True)),
                    ('ask', models.JSONField()),
                    ('judged_on', models.DateField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='needs', to='families.family')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                ],
                options={
                    'indexes': [
                        models.Index(fields=['supplier', 'claimable_on'], name='needs_by_supplier'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='JudgedOnChange',
                fields=[
                    ('family', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='families.family')),
                    ('known_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='CorePlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('version', models.PositiveIntegerField()),
                    ('name', models.CharField(max_length=200)),
                    ('toml', models.TextField()),
                    ('digest', models.CharField(max_length=64)),
                    ('taken_in_at', models.DateTimeField()),
                    ('taken_in_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['code', '-version'],
                    'constraints': [
                        models.UniqueConstraint(fields=('code', 'version'), name='core_plan_version_is_taken_in_once', violation_error_message='This version of the core plan is here already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlanDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('text', models.TextField()),
                    ('examples', models.TextField(blank=True)),
                    ('reasons', models.JSONField(default=dict)),
                    ('revision', models.PositiveIntegerField(default=1)),
                    ('state', models.CharField(choices=[('open', 'Being written'), ('published', 'Published'), ('discarded', 'Discarded')], default='open', max_length=10)),
                    ('started_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('based_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.outcomesplan')),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('core', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='outcomes.coreplan')),
                    ('published_as', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='outcomes.outcomesplan')),
                    ('started_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-started_at', '-id'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='plan_draft_that_is_closed_says_by_whom', violation_error_message='A draft that is closed says when, and by whom.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('published_as__isnull', False), ('state', 'published')), models.Q(models.Q(('state', 'published'), _negated=True), ('published_as__isnull', True)), _connector='OR'), name='plan_draft_that_is_published_names_its_version', violation_error_message='A draft that was published names the version it became.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), models.Q(('closed_by', models.F('started_by')), _negated=True), _connector='OR'), name='plan_draft_is_published_by_a_second_person', violation_error_message='Whoever wrote a draft cannot publish it.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DraftChange',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('revision', models.PositiveIntegerField()),
                    ('at', models.DateTimeField()),
                    ('what', models.TextField()),
                    ('text', models.TextField()),
                    ('examples', models.TextField(blank=True)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='outcomes.plandraft')),
                ],
                options={
                    'ordering': ['draft', '-revision'],
                    'constraints': [
                        models.UniqueConstraint(fields=('draft', 'revision'), name='plan_draft_revision_is_made_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlanBackground',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('examples', models.TextField(blank=True)),
                    ('departures', models.JSONField(default=list)),
                    ('core', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='overlays', to='outcomes.coreplan')),
                    ('plan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='background', to='outcomes.outcomesplan')),
                ],
                options={
                    'verbose_name_plural': 'plan backgrounds',
                },
            ),
            migrations.CreateModel(
                name='DraftPreview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('digest', models.CharField(max_length=64)),
                    ('text', models.TextField()),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('asked_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='previews', to='outcomes.plandraft')),
                ],
                options={
                    'ordering': ['-asked_at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='PreviewChunk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('first_family', models.BigIntegerField()),
                    ('last_family', models.BigIntegerField()),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('done', 'Done'), ('given_up', 'Given up')], default='waiting', max_length=10)),
                    ('attempts', models.PositiveIntegerField(default=0)),
                    ('judged', models.PositiveIntegerField(default=0)),
                    ('preview', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chunks', to='outcomes.draftpreview')),
                ],
                options={
                    'ordering': ['preview', 'first_family'],
                    'constraints': [
                        models.UniqueConstraint(fields=('preview', 'first_family'), name='preview_chunk_is_planned_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PreviewedFamily',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('direction', models.CharField(choices=[('up', 'Nearer to a claim'), ('down', 'Further from a claim'), ('other', 'No nearer, no further')], max_length=10)),
                    ('claim', models.CharField(blank=True, choices=[('', 'No change'), ('joins', 'Joins the claim queue'), ('leaves', 'Leaves the claim queue'), ('lapses', 'Goes back into the queue: it must be looked at again')], max_length=10)),
                    ('changes_verdict', models.BooleanField()),
                    ('changes_date', models.BooleanField()),
                    ('before', models.JSONField()),
                    ('after', models.JSONField()),
                    ('verdicts', models.JSONField(default=list)),
                    ('pence_before', models.BigIntegerField(null=True)),
                    ('pence_after', models.BigIntegerField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('preview', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rows', to='outcomes.draftpreview')),
                ],
                options={
                    'verbose_name_plural': 'previewed families',
                    'ordering': ['preview', 'family'],
                    'constraints': [
                        models.UniqueConstraint(fields=('preview', 'family'), name='previewed_family_is_listed_once'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SavedList',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60)),
                    ('asked', models.JSONField()),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_lists', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['name'],
                    'constraints': [
                        models.UniqueConstraint(fields=('user', 'name'), name='saved_list_has_a_name_of_its_own', violation_error_message='You have a list of that name already. Give this one another name.'),
                    ],
                },
            ),
        ),
    ]
