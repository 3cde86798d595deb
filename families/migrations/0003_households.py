"""Who lives where and is related to whom, who works with a family, lines of families, purposes and objections."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import families.two_clocks
from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0002_facts_and_feeds'),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='Relationship',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('kind', models.CharField(choices=[('parent', 'Parent'), ('step_parent', 'Step-parent'), ('grandparent', 'Grandparent'), ('carer', 'Carer'), ('sibling', 'Brother or sister'), ('half_sibling', 'Half-brother or half-sister'), ('partner', 'Partner'), ('ex_partner', 'Ex-partner')], max_length=20)),
                    ('starts_on', models.DateField(null=True)),
                    ('ends_on', models.DateField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships_of_others', to='families.person')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='relationships', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='relationship_has_one_current_belief', violation_error_message='This was corrected already.'),
                        models.CheckConstraint(condition=models.Q(('person', models.F('other')), _negated=True), name='relationship_is_between_two_people', violation_error_message='Nobody is related to themselves. Choose two different people.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('sibling', 'half_sibling', 'partner', 'ex_partner')), _negated=True), ('person__lt', models.F('other')), _connector='OR'), name='relationship_of_equals_is_kept_once', violation_error_message='A relationship that reads the same both ways is kept from the lower id.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='relationship_dates_in_order', violation_error_message='The relationship ends before it starts.'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('person', '='), ('other', '='), ('kind', '=')], name='relationship_is_recorded_once', violation_error_message='This relationship is already recorded for some of these days.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='UnbornChild',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('due_on', models.DateField()),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('born_as', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='unborn_children', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('other_parent', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='expecting', to='families.person', verbose_name='who is expecting')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'unborn children',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='unborn_child_has_one_current_belief', violation_error_message='This was corrected already.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='unborn_child_dates_in_order', violation_error_message='The last day is before the first day.'),
                        models.CheckConstraint(condition=models.Q(('born_as__isnull', True), ('ends_on__isnull', False), _connector='OR'), name='unborn_child_is_born_on_a_day', violation_error_message='Give the day of birth.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Address',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('use', models.CharField(choices=[('home', 'Lives here'), ('part_time', 'Lives here part of the time')], max_length=20)),
                    ('line_1', models.CharField(max_length=120)),
                    ('line_2', models.CharField(blank=True, max_length=120)),
                    ('town', models.CharField(blank=True, max_length=80)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('uprn', models.CharField(blank=True, max_length=12, verbose_name='UPRN')),
                    ('ward', models.CharField(blank=True, max_length=80)),
                    ('tenure', models.CharField(blank=True, max_length=80)),
                    ('is_confidential', models.BooleanField(default=False)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='families.district')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'addresses',
                    'indexes': [
                        models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper(django.db.models.functions.text.Replace('postcode', models.Value(' '), models.Value(''))), name='text_pattern_ops'), condition=models.Q(('superseded_at__isnull', True), models.Q(('postcode', ''), _negated=True)), name='addresses_by_postcode'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='address_has_one_current_belief', violation_error_message='This was corrected already.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='address_dates_in_order', violation_error_message='The last day at the address is before the first.'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('person__isnull', True), ('superseded_at__isnull', True)), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('family', '=')], name='family_has_one_home_at_a_time', violation_error_message='The family already has a home on some of these days.'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('person__isnull', False), ('superseded_at__isnull', True), ('use', 'home')), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('person', '=')], name='person_has_one_home_of_their_own_at_a_time', violation_error_message='This person already has a home of their own on some of these days.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Professional',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('name', models.CharField(max_length=120)),
                    ('agency', models.CharField(max_length=120)),
                    ('job', models.CharField(blank=True, max_length=120)),
                    ('phone', models.CharField(blank=True, max_length=40)),
                    ('email', models.EmailField(blank=True, max_length=120)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='professionals', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='professional_has_one_current_belief', violation_error_message='This was corrected already.'),
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='professional_dates_in_order', violation_error_message='The last day is before the first day.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ProfessionalContact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField()),
                    ('kind', models.CharField(choices=[('visit', 'Visit or appointment'), ('call', 'Telephone or video call'), ('meeting', 'Meeting about the family'), ('message', 'Letter, e-mail or text')], max_length=20)),
                    ('happened_on', models.DateField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='professional_contacts', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread', 'happened_on', 'kind'), name='contact_is_recorded_once', violation_error_message='This contact on that day is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Referral',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('received_on', models.DateField()),
                    ('referrer_name', models.CharField(max_length=120)),
                    ('referrer_agency', models.CharField(max_length=120)),
                    ('referrer_phone', models.CharField(blank=True, max_length=40)),
                    ('referrer_email', models.EmailField(blank=True, max_length=120)),
                    ('about', models.CharField(max_length=200)),
                    ('reason', models.TextField()),
                    ('acknowledged_on', models.DateField(null=True)),
                    ('outcome', models.CharField(blank=True, choices=[('taken_on', 'The family was taken on'), ('already_known', 'The programme already works with the family'), ('passed_on', 'Passed on to another service'), ('not_taken_on', 'The family was not taken on')], max_length=20)),
                    ('decided_on', models.DateField(null=True)),
                    ('outcome_told_on', models.DateField(null=True)),
                    ('told', models.TextField(blank=True)),
                    ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='families.district')),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='referrals_taken', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='referral_has_one_current_belief', violation_error_message='This was changed already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_on', None), ('acknowledged_on__gte', models.F('received_on')), _connector='OR'), models.Q(('decided_on', None), ('decided_on__gte', models.F('received_on')), _connector='OR'), models.Q(('outcome_told_on', None), ('outcome_told_on__gte', models.F('received_on')), _connector='OR')), name='referral_is_answered_after_it_came', violation_error_message='The answer is dated before the referral came.'),
                        models.CheckConstraint(condition=models.Q(('outcome_told_on', None), models.Q(('outcome', ''), _negated=True), _connector='OR'), name='referral_outcome_is_told_once_decided', violation_error_message='Record what was decided before recording that the referrer was told.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LineageEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('kind', models.CharField(choices=[('split', 'Split: a new family came out of it, and both go on'), ('join', 'Join: it moved in with another family and is worked with as that one'), ('merge', "Merge: it is another family's record, written a second time"), ('re_registration', 'Registered again: it came back after its work was closed')], max_length=20)),
                    ('happened_on', models.DateField()),
                    ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_to', to='families.family')),
                    ('later', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='came_from', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('earlier', models.F('later')), _negated=True), name='lineage_ties_two_families', violation_error_message='Name two different families.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('earlier', 'later', 'kind', 'happened_on'), name='lineage_is_recorded_once', violation_error_message='This is already recorded for these two families and that day.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='KnownName',
                fields=[
                    ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                    ('plain', models.CharField(max_length=160)),
                    ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=170), size=None)),
                ],
                options={
                    'indexes': [
                        django.contrib.postgres.indexes.GinIndex(fields=['plain'], name='known_name_by_spelling', opclasses=['gin_trgm_ops']),
                        django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='known_name_by_sound'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PurposeBasis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('purpose', models.CharField(choices=[('support', 'Helping the family'), ('claim_evidence', 'Evidence for the payment of results'), ('national_study', 'The national study of the programme'), ('family_monitoring', 'Monitoring of families for the department'), ('research', 'Other research'), ('service_planning', "Planning the council's services")], max_length=20)),
                    ('basis', models.CharField(choices=[('public_task', 'Public task'), ('legal_obligation', 'Legal obligation'), ('consent', 'Consent'), ('vital_interests', 'Vital interests'), ('legitimate_interests', 'Legitimate interests')], max_length=20)),
                    ('gateway', models.CharField(blank=True, max_length=200)),
                    ('starts_on', models.DateField()),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'purpose bases',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('purpose', 'starts_on'), name='purpose_has_one_basis_from_a_day', violation_error_message='A lawful basis of this purpose from that day is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NoticeGiven',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('version', models.CharField(max_length=60)),
                    ('given_on', models.DateField()),
                    ('way', models.CharField(choices=[('by_hand', 'Given on paper'), ('read_out', 'Read out and talked through'), ('post', 'Sent by post'), ('email', 'Sent by e-mail or text'), ('interpreter', 'Through an interpreter or in an easy-read version')], max_length=20)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices_given', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices_given', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'notices given',
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'person', 'version', 'given_on'), name='notice_is_recorded_once', nulls_distinct=False, violation_error_message='This notice on that day is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('purpose', models.CharField(choices=[('support', 'Helping the family'), ('claim_evidence', 'Evidence for the payment of results'), ('national_study', 'The national study of the programme'), ('family_monitoring', 'Monitoring of families for the department'), ('research', 'Other research'), ('service_planning', "Planning the council's services")], max_length=20)),
                    ('objected_on', models.DateField()),
                    ('reason', models.TextField(blank=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'indexes': [
                        models.Index(condition=models.Q(('superseded_at__isnull', True)), fields=['purpose'], name='objections_by_purpose'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='objection_has_one_current_belief', violation_error_message='This objection was changed already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ObjectionTakenBack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField()),
                    ('taken_back_on', models.DateField()),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'objections taken back',
                    'indexes': [
                        models.Index(models.F('thread'), name='taken_back_by_thread'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('family__isnull', False), ('person__isnull', True)), models.Q(('family__isnull', True), ('person__isnull', False)), _connector='OR'), name='objection_is_taken_back_by_one', violation_error_message='Name either a person or a family, not both and not neither.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread', 'family', 'person'), name='objection_is_taken_back_once', nulls_distinct=False, violation_error_message='This objection was taken back already.'),
                    ],
                },
            ),
        ),
    ]
