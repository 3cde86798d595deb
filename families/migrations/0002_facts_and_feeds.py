"""What partners told us about families, and the feeds in which it came.

Each fact says how well it is founded. What came in files is an official record, unless its feed says otherwise; what was
typed in without saying so is the worker's observation, a decision a judgement.
"""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.expressions
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import families.two_clocks
from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0001_people_and_families'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='Term',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                ],
            ),
            migrations.CreateModel(
                name='TermDates',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('counts', models.BooleanField()),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dates', to='families.term')),
                ],
                options={
                    'verbose_name_plural': 'term dates',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('term',), name='term_has_one_current_record', violation_error_message='This term is already recorded.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='term_dates_in_order', violation_error_message='The term ends before it starts.'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&')], name='terms_never_overlap', violation_error_message='The term overlaps another term.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='TermRecord',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('school', models.CharField(max_length=120)),
                    ('possible', models.PositiveIntegerField()),
                    ('authorised', models.PositiveIntegerField()),
                    ('unauthorised', models.PositiveIntegerField()),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='term_records', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('term', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to='families.term')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=1, default=1)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='term_record_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('person', 'term', 'school'), name='term_record_is_recorded_once', violation_error_message="This child's term at this school is already recorded."),
                        models.CheckConstraint(condition=models.Q(('possible__gte', django.db.models.expressions.CombinedExpression(models.F('authorised'), '+', models.F('unauthorised')))), name='term_record_absence_fits_possible_sessions', violation_error_message='More sessions were missed than were possible.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Event',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('source', models.CharField(max_length=60)),
                    ('source_ref', models.CharField(max_length=80)),
                    ('kind', models.CharField(choices=[('fixed_exclusion', 'Fixed-term exclusion'), ('permanent_exclusion', 'Permanent exclusion'), ('proven_offence', 'Proven offence'), ('asb_incident', 'Anti-social behaviour incident'), ('domestic_abuse_incident', 'Domestic abuse incident'), ('police_callout', 'Police call-out'), ('missing_episode', 'Missing episode'), ('eviction_notice', 'Eviction notice')], max_length=40)),
                    ('occurred_on', models.DateField()),
                    ('note', models.TextField(blank=True)),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='families.person')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=3, default=3)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='event_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('source', 'source_ref'), name='event_is_recorded_once', violation_error_message='This source already told us of an event under this reference.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('family__isnull', False), ('person__isnull', True)), models.Q(('family__isnull', True), ('person__isnull', False)), _connector='OR'), name='event_is_about_a_person_or_a_family', violation_error_message='Name either a person or a family, not both and not neither.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Spell',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('source', models.CharField(max_length=60)),
                    ('source_ref', models.CharField(max_length=80)),
                    ('kind', models.CharField(choices=[('employment', 'Employment'), ('benefit_jsa', "Jobseeker's Allowance"), ('benefit_esa', 'Employment and Support Allowance'), ('benefit_is', 'Income Support'), ('benefit_ib', 'Incapacity Benefit'), ('benefit_ca', "Carer's Allowance"), ('benefit_sda', 'Severe Disablement Allowance'), ('benefit_uc', 'Universal Credit'), ('child_in_need', 'Child in need'), ('child_protection', 'Child protection plan'), ('looked_after', 'Looked after by the council'), ('early_help', 'Early help'), ('work_programme', 'Work Programme'), ('esf_provision', 'European Social Fund provision'), ('custody', 'In custody'), ('alternative_provision', 'Alternative provision'), ('not_on_roll', 'Not on a school roll'), ('neet', 'Not in education, employment or training'), ('rent_arrears', 'Rent arrears'), ('treatment', 'In treatment')], max_length=40)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('note', models.TextField(blank=True)),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='spells', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=3, default=3)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='spell_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('source', 'source_ref'), name='spell_is_recorded_once', violation_error_message='This source already told us of a spell under this reference.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('family__isnull', False), ('person__isnull', True)), models.Q(('family__isnull', True), ('person__isnull', False)), _connector='OR'), name='spell_is_about_a_person_or_a_family', violation_error_message='Name either a person or a family, not both and not neither.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='spell_dates_in_order', violation_error_message='The spell ends before it starts.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Score',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('tool', models.CharField(max_length=80)),
                    ('scored_on', models.DateField()),
                    ('score', models.DecimalField(decimal_places=4, max_digits=14)),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='scores', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=3, default=3)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='score_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('person', 'family', 'tool', 'scored_on'), name='score_is_recorded_once', nulls_distinct=False, violation_error_message='A score for this tool is already recorded on that day.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('family__isnull', False), ('person__isnull', True)), models.Q(('family__isnull', True), ('person__isnull', False)), _connector='OR'), name='score_is_about_a_person_or_a_family', violation_error_message='Name either a person or a family, not both and not neither.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='OwnReading',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('tool', models.CharField(max_length=80)),
                    ('scored_on', models.DateField()),
                    ('score', models.PositiveSmallIntegerField()),
                    ('words', models.TextField(blank=True)),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=4, default=4)),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_readings', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='own_readings', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='own_reading_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('person', 'family', 'tool', 'scored_on'), name='own_reading_is_recorded_once', nulls_distinct=False, violation_error_message="The family's own score for this is already recorded on that day."),
                        models.CheckConstraint(condition=models.Q(models.Q(('family__isnull', False), ('person__isnull', True)), models.Q(('family__isnull', True), ('person__isnull', False)), _connector='OR'), name='own_reading_is_about_a_person_or_a_family', violation_error_message='Name either a person or a family, not both and not neither.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('headline', models.CharField(max_length=50)),
                    ('decided_on', models.DateField()),
                    ('decided_by', models.CharField(max_length=120)),
                    ('decider_role', models.CharField(blank=True, max_length=20)),
                    ('achieved', models.BooleanField()),
                    ('reason', models.TextField()),
                    ('decider', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='judgements', to='families.family')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=5, default=5)),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='judgement_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'headline', 'decided_on'), name='judgement_is_recorded_once', violation_error_message='A decision about this headline is already recorded on that day.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Coverage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('kind', models.CharField(max_length=40)),
                    ('source', models.CharField(max_length=60)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')], db_default=1, default=1)),
                ],
                options={
                    'verbose_name_plural': 'coverage',
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='coverage_has_a_grade', violation_error_message='Say how well the fact is founded.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('kind', 'source', 'starts_on'), name='coverage_is_recorded_once', violation_error_message="This source's coverage from that day is already recorded."),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='coverage_dates_in_order', violation_error_message='The coverage ends before it starts.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ClaimMade',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('framework', models.CharField(max_length=40)),
                    ('route', models.CharField(choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20)),
                    ('claimed_on', models.DateField()),
                    ('amount', models.BigIntegerField(null=True)),
                    ('status', models.CharField(choices=[('approved', 'Approved'), ('submitted', 'Submitted'), ('paid', 'Paid'), ('rejected', 'Rejected'), ('withdrawn', 'Withdrawn')], max_length=20)),
                    ('reference', models.CharField(blank=True, max_length=40)),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims_made', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'claims made',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'framework', 'claimed_on'), name='claim_made_is_recorded_once', violation_error_message='A claim for this family on that day is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Feed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dataset', models.CharField(max_length=40)),
                    ('source', models.CharField(blank=True, max_length=60)),
                    ('supplier', models.CharField(blank=True, max_length=120)),
                    ('contact', models.EmailField(blank=True, max_length=254)),
                    ('beat_days', models.PositiveSmallIntegerField(null=True)),
                    ('grace_days', models.PositiveSmallIntegerField()),
                    ('usual_rows', models.PositiveIntegerField(null=True)),
                    ('fewest_rows', models.PositiveIntegerField(null=True)),
                    ('gives_total', models.BooleanField(default=False)),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')])),
                    ('is_active', models.BooleanField(default=True)),
                    ('registered_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['dataset', 'source'],
                    'constraints': [
                        models.UniqueConstraint(fields=('dataset', 'source'), name='feed_is_registered_once', violation_error_message='This feed is registered already.'),
                        models.CheckConstraint(condition=models.Q(('beat_days__isnull', True), ('beat_days__gte', 1), _connector='OR'), name='feed_beats_at_least_daily_or_not_at_all', violation_error_message='There is at least one day from one file to the next.'),
                        models.CheckConstraint(condition=models.Q(('grade__in', [1, 2, 3, 4, 5])), name='feed_has_a_grade', violation_error_message='Say how well founded what the feed brings is.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_feedevent" ("beat_days", "contact", "dataset", "fewest_rows", "gives_total", "grace_days", "grade", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "source", "supplier", "usual_rows") VALUES (NEW."beat_days", NEW."contact", NEW."dataset", NEW."fewest_rows", NEW."gives_total", NEW."grace_days", NEW."grade", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."registered_at", NEW."source", NEW."supplier", NEW."usual_rows"); RETURN NULL;', hash='6c59987d7e3f0df571961879340d65ddbf08caec', operation='INSERT', pgid='pgtrigger_insert_insert_98dde', table='families_feed', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_feedevent" ("beat_days", "contact", "dataset", "fewest_rows", "gives_total", "grace_days", "grade", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "source", "supplier", "usual_rows") VALUES (NEW."beat_days", NEW."contact", NEW."dataset", NEW."fewest_rows", NEW."gives_total", NEW."grace_days", NEW."grade", NEW."id", NEW."is_active", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."registered_at", NEW."source", NEW."supplier", NEW."usual_rows"); RETURN NULL;', hash='a8ca438295ecb0862ce820a7bf593126ee46ed2e', operation='UPDATE', pgid='pgtrigger_update_update_5717c', table='families_feed', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_feedevent" ("beat_days", "contact", "dataset", "fewest_rows", "gives_total", "grace_days", "grade", "id", "is_active", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "registered_at", "source", "supplier", "usual_rows") VALUES (OLD."beat_days", OLD."contact", OLD."dataset", OLD."fewest_rows", OLD."gives_total", OLD."grace_days", OLD."grade", OLD."id", OLD."is_active", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."registered_at", OLD."source", OLD."supplier", OLD."usual_rows"); RETURN NULL;', hash='ead99e1214e7fbcca71930073d6b1428b678edde', operation='DELETE', pgid='pgtrigger_delete_delete_2b15e', table='families_feed', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='FeedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('dataset', models.CharField(max_length=40)),
                    ('source', models.CharField(blank=True, max_length=60)),
                    ('supplier', models.CharField(blank=True, max_length=120)),
                    ('contact', models.EmailField(blank=True, max_length=254)),
                    ('beat_days', models.PositiveSmallIntegerField(null=True)),
                    ('grace_days', models.PositiveSmallIntegerField()),
                    ('usual_rows', models.PositiveIntegerField(null=True)),
                    ('fewest_rows', models.PositiveIntegerField(null=True)),
                    ('gives_total', models.BooleanField(default=False)),
                    ('grade', models.PositiveSmallIntegerField(choices=[(1, 'Official record'), (2, "Partner's statement"), (3, "Worker's observation"), (4, "Family's statement"), (5, 'Judgement')])),
                    ('is_active', models.BooleanField(default=True)),
                    ('registered_at', models.DateTimeField()),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='families.feed')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rows', models.PositiveIntegerField()),
                    ('kinds', models.JSONField(default=dict)),
                    ('places', models.JSONField(default=dict)),
                    ('first_on', models.DateField(null=True)),
                    ('last_on', models.DateField(null=True)),
                    ('covers_from', models.DateField(null=True)),
                    ('covers_to', models.DateField(null=True)),
                    ('ends_cleanly', models.BooleanField(default=True)),
                    ('odd', models.JSONField(default=list)),
                    ('load', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='families.load')),
                    ('feed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='families.feed')),
                ],
                options={
                    'verbose_name_plural': 'deliveries',
                    'ordering': ['-load_id', 'feed'],
                    'constraints': [
                        models.UniqueConstraint(fields=('load', 'feed'), name='delivery_is_recorded_once', violation_error_message='What this file brought of this feed is recorded already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='HeldFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('content', models.BinaryField(null=True)),
                    ('strict', models.BooleanField()),
                    ('covers_from', models.DateField(null=True)),
                    ('covers_to', models.DateField(null=True)),
                    ('odd', models.JSONField(default=list)),
                    ('held_at', models.DateTimeField()),
                    ('decision', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('returned', 'Returned')], max_length=10)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('load', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('decision', '')), models.Q(models.Q(('decision', ''), _negated=True), ('content__isnull', True), ('decided_at__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='held_file_is_kept_until_it_is_decided_with_a_reason', violation_error_message='Give the reason for the decision.'),
                    ],
                },
            ),
        ),
    ]
