"""People who sign in, families and who belongs to them, files that were loaded, and the log.

Extensions come first: btree_gist for days that may not overlap, the others to find names however they are spelt.
"""

import uuid

import django.contrib.auth.models
import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.contrib.postgres.operations import BtreeGistExtension, CreateExtension, TrigramExtension, UnaccentExtension
from django.db import migrations, models

import families.two_clocks
from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    initial = True
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension('fuzzystrmatch'),
        MakeTables(
            migrations.CreateModel(
                name='District',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('name', models.CharField(max_length=120)),
                    ('coordinator', models.CharField(blank=True, max_length=120)),
                    ('estimate', models.PositiveIntegerField(null=True)),
                ],
                options={
                    'ordering': ['name'],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_districtevent" ("code", "coordinator", "estimate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."coordinator", NEW."estimate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0653c01bcbd8bbc858d1b069ec4cd08d0fdc57cf', operation='INSERT', pgid='pgtrigger_insert_insert_4d78a', table='families_district', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "families_districtevent" ("code", "coordinator", "estimate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."coordinator", NEW."estimate", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='6cc51649bd7ca8d6b5ba3d51ee71f6ba108b6f90', operation='UPDATE', pgid='pgtrigger_update_update_f5f21', table='families_district', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_districtevent" ("code", "coordinator", "estimate", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."coordinator", OLD."estimate", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='f4136a33b2edfc64b9fe30fa02de97c2f01aafa6', operation='DELETE', pgid='pgtrigger_delete_delete_5ce87', table='families_district', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DistrictEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=40)),
                    ('name', models.CharField(max_length=120)),
                    ('coordinator', models.CharField(blank=True, max_length=120)),
                    ('estimate', models.PositiveIntegerField(null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='families.district')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('role', models.CharField(choices=[('key_worker', 'Key worker'), ('team_manager', 'Team manager'), ('programme_manager', 'Programme manager'), ('analyst', 'Analyst'), ('auditor', 'Auditor'), ('partner', 'Partner agency'), ('administrator', 'Administrator')], max_length=20)),
                    ('staff_number', models.CharField(max_length=40)),
                    ('agency', models.CharField(blank=True, help_text="For a partner: the source name their agency's files carry.", max_length=60)),
                    ('district', models.ForeignKey(blank=True, help_text='For a team manager: the district whose families they oversee.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='staff', to='families.district')),
                    ('password_is_temporary', models.BooleanField(default=False)),
                    ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                    ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
                ],
                options={
                    'ordering': ['username'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('staff_number', ''), _negated=True), name='user_has_a_staff_number', violation_error_message="Give the person's staff number: approvals compare persons, not sign-ins."),
                        models.CheckConstraint(condition=models.Q(models.Q(('role', 'partner'), _negated=True), models.Q(('agency', ''), _negated=True), _connector='OR'), name='user_partner_names_an_agency', violation_error_message="A partner's sign-in needs the name of the agency."),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_userevent" ("agency", "date_joined", "district_id", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_number", "username") VALUES (NEW."agency", NEW."date_joined", NEW."district_id", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."password_is_temporary", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."role", NEW."staff_number", NEW."username"); RETURN NULL;', hash='ed045eef2a14f326e1fc7b54eddbadebeb8b2dcb', operation='INSERT', pgid='pgtrigger_insert_insert_7821c', table='families_user', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."agency" IS DISTINCT FROM (NEW."agency") OR OLD."date_joined" IS DISTINCT FROM (NEW."date_joined") OR OLD."district_id" IS DISTINCT FROM (NEW."district_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."first_name" IS DISTINCT FROM (NEW."first_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."is_staff" IS DISTINCT FROM (NEW."is_staff") OR OLD."is_superuser" IS DISTINCT FROM (NEW."is_superuser") OR OLD."last_name" IS DISTINCT FROM (NEW."last_name") OR OLD."password_is_temporary" IS DISTINCT FROM (NEW."password_is_temporary") OR OLD."role" IS DISTINCT FROM (NEW."role") OR OLD."staff_number" IS DISTINCT FROM (NEW."staff_number") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "families_userevent" ("agency", "date_joined", "district_id", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_number", "username") VALUES (NEW."agency", NEW."date_joined", NEW."district_id", NEW."email", NEW."first_name", NEW."id", NEW."is_active", NEW."is_staff", NEW."is_superuser", NEW."last_name", NEW."password_is_temporary", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."role", NEW."staff_number", NEW."username"); RETURN NULL;', hash='9e8b858ed62945561cc43ac0b7f8731cb127d849', operation='UPDATE', pgid='pgtrigger_update_update_0c902', table='families_user', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "families_userevent" ("agency", "date_joined", "district_id", "email", "first_name", "id", "is_active", "is_staff", "is_superuser", "last_name", "password_is_temporary", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "role", "staff_number", "username") VALUES (OLD."agency", OLD."date_joined", OLD."district_id", OLD."email", OLD."first_name", OLD."id", OLD."is_active", OLD."is_staff", OLD."is_superuser", OLD."last_name", OLD."password_is_temporary", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."role", OLD."staff_number", OLD."username"); RETURN NULL;', hash='0173c1aebf47bbbf17733289ebc5c30c1a878b71', operation='DELETE', pgid='pgtrigger_delete_delete_80424', table='families_user', when='AFTER')),
                    ],
                },
                managers=[
                    ('objects', django.contrib.auth.models.UserManager()),
                ],
            ),
            migrations.CreateModel(
                name='UserEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                    ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                    ('first_name', models.CharField(blank=True, max_length=150, verbose_name='first name')),
                    ('last_name', models.CharField(blank=True, max_length=150, verbose_name='last name')),
                    ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                    ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                    ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                    ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                    ('role', models.CharField(choices=[('key_worker', 'Key worker'), ('team_manager', 'Team manager'), ('programme_manager', 'Programme manager'), ('analyst', 'Analyst'), ('auditor', 'Auditor'), ('partner', 'Partner agency'), ('administrator', 'Administrator')], max_length=20)),
                    ('staff_number', models.CharField(max_length=40)),
                    ('agency', models.CharField(blank=True, help_text="For a partner: the source name their agency's files carry.", max_length=60)),
                    ('district', models.ForeignKey(blank=True, db_constraint=False, help_text='For a team manager: the district whose families they oversee.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='families.district')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                    ('password_is_temporary', models.BooleanField(default=False)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Load',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('dataset', models.CharField(max_length=40)),
                    ('file_name', models.CharField(max_length=255)),
                    ('sha256', models.CharField(max_length=64)),
                    ('source', models.CharField(blank=True, max_length=60)),
                    ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Loaded'), ('part', 'Loaded in part: some rows were handed back'), ('refused', 'Refused: nothing was loaded'), ('held', 'Held for a person: nothing is loaded yet'), ('returned', 'Returned to the sender: nothing was loaded')], max_length=10)),
                    ('started_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(null=True)),
                    ('rows', models.PositiveIntegerField(default=0)),
                    ('accepted', models.PositiveIntegerField(default=0)),
                    ('rejected', models.PositiveIntegerField(default=0)),
                    ('unchanged', models.PositiveIntegerField(default=0)),
                    ('message', models.TextField(blank=True)),
                    ('rejected_file', models.BinaryField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-started_at', '-id'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('rows', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('accepted'), '+', models.F('rejected')), '+', models.F('unchanged'))), _connector='OR'), name='load_accounts_for_every_row', violation_error_message='The rows taken, handed back and unchanged do not add up to the file.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LogEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('role', models.CharField(blank=True, choices=[('key_worker', 'Key worker'), ('team_manager', 'Team manager'), ('programme_manager', 'Programme manager'), ('analyst', 'Analyst'), ('auditor', 'Auditor'), ('partner', 'Partner agency'), ('administrator', 'Administrator')], max_length=20)),
                    ('verb', models.CharField(choices=[('signed_in', 'signed in'), ('signed_out', 'signed out'), ('refused_sign_in', 'was refused at sign-in'), ('viewed', 'looked at'), ('listed', 'saw in a list'), ('searched', 'searched'), ('recorded', 'recorded'), ('corrected', 'corrected'), ('withdrew', 'withdrew'), ('loaded', 'loaded a file'), ('published', 'published'), ('judged', 'judged'), ('queued', 'put into the claim queue'), ('moved', 'moved a claim'), ('exported', 'exported'), ('managed', 'managed a user or setting')], max_length=20)),
                    ('about_type', models.CharField(max_length=30)),
                    ('about_id', models.BigIntegerField(null=True)),
                    ('detail', models.CharField(blank=True, max_length=200)),
                    ('request_id', models.UUIDField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-at', '-id'],
                    'indexes': [
                        models.Index(fields=['about_type', 'about_id', '-at'], name='log_by_subject'),
                        models.Index(fields=['by', '-at'], name='log_by_person'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Family',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=40, unique=True)),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ],
                options={
                    'verbose_name_plural': 'families',
                    'ordering': ['reference'],
                },
            ),
            migrations.CreateModel(
                name='FamilyDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('ward', models.CharField(blank=True, max_length=80)),
                    ('postcode', models.CharField(blank=True, max_length=10)),
                    ('tenure', models.CharField(blank=True, max_length=80)),
                    ('identified_on', models.DateField()),
                    ('stage', models.CharField(choices=[('information_gathering', 'Information gathering'), ('awaiting_lead_worker', 'Awaiting lead worker'), ('active_plan', 'Active plan'), ('sustaining', 'Sustaining'), ('closed', 'Closed')], max_length=30)),
                    ('engaged_on', models.DateField(null=True)),
                    ('assessed_on', models.DateField(null=True)),
                    ('lead_agency', models.CharField(blank=True, max_length=120)),
                    ('delivery_route', models.CharField(blank=True, max_length=120)),
                    ('closed_on', models.DateField(null=True)),
                    ('closed_reason', models.CharField(blank=True, max_length=200)),
                    ('district', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='families.district')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='details', to='families.family')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'family details',
                    'indexes': [
                        models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Upper(django.db.models.functions.text.Replace('postcode', models.Value(' '), models.Value(''))), name='text_pattern_ops'), condition=models.Q(('superseded_at__isnull', True), models.Q(('postcode', ''), _negated=True)), name='families_by_postcode'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family',), name='family_has_one_current_record', violation_error_message='This family is already recorded.'),
                        models.CheckConstraint(condition=models.Q(('closed_on__isnull', True), ('closed_on__gte', models.F('identified_on')), _connector='OR'), name='family_closes_after_it_is_identified', violation_error_message='The family is closed before it was identified.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=40, unique=True)),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ],
                options={
                    'verbose_name_plural': 'people',
                    'ordering': ['reference'],
                },
            ),
            migrations.CreateModel(
                name='PersonDetails',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('forename', models.CharField(max_length=80)),
                    ('surname', models.CharField(max_length=80)),
                    ('date_of_birth', models.DateField(null=True)),
                    ('sex', models.CharField(blank=True, choices=[('F', 'Female'), ('M', 'Male'), ('X', 'Other'), ('U', 'Not known')], max_length=1)),
                    ('upn', models.CharField(blank=True, max_length=20, verbose_name='UPN')),
                    ('nino', models.CharField(blank=True, max_length=20, verbose_name='National Insurance number')),
                    ('nhs_number', models.CharField(blank=True, max_length=20, verbose_name='NHS number')),
                    ('ethnicity', models.CharField(blank=True, max_length=80)),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='details', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'verbose_name_plural': 'person details',
                    'indexes': [
                        models.Index(models.F('surname'), models.F('forename'), condition=models.Q(('superseded_at__isnull', True)), name='people_by_name'),
                        models.Index(models.F('forename'), condition=models.Q(('superseded_at__isnull', True)), name='people_by_forename'),
                        models.Index(models.F('date_of_birth'), condition=models.Q(('superseded_at__isnull', True)), name='people_by_birthday'),
                        models.Index(django.db.models.functions.text.Upper(django.db.models.functions.text.Replace('nhs_number', models.Value(' '), models.Value(''))), condition=models.Q(('superseded_at__isnull', True), models.Q(('nhs_number', ''), _negated=True)), name='people_by_nhs_number'),
                        models.Index(django.db.models.functions.text.Upper(django.db.models.functions.text.Replace('upn', models.Value(' '), models.Value(''))), condition=models.Q(('superseded_at__isnull', True), models.Q(('upn', ''), _negated=True)), name='people_by_upn'),
                        models.Index(django.db.models.functions.text.Upper(django.db.models.functions.text.Replace('nino', models.Value(' '), models.Value(''))), condition=models.Q(('superseded_at__isnull', True), models.Q(('nino', ''), _negated=True)), name='people_by_nino'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('person',), name='person_has_one_current_record', violation_error_message='This person is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Membership',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('role', models.CharField(choices=[('adult', 'Adult'), ('child', 'Child'), ('non_resident_parent', 'Non-resident parent'), ('expectant_parent', 'Expectant parent')], max_length=30)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='families.person')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='membership_dates_in_order', violation_error_message='The membership ends before it starts.'),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('family', '='), ('person', '=')], name='memberships_of_one_person_in_one_family_never_overlap', violation_error_message='This person is already a member of this family on some of these days.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Problem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('headline', models.CharField(max_length=50)),
                    ('identified_on', models.DateField()),
                    ('source', models.CharField(max_length=60)),
                    ('status', models.CharField(choices=[('accepted', 'Accepted'), ('suspected', 'Suspected'), ('rejected', 'Rejected')], max_length=20)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='problems', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'headline', 'person'), name='problem_is_recorded_once', nulls_distinct=False, violation_error_message='This problem is already recorded for this family and person.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='LeadWorker',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('name', models.CharField(max_length=120)),
                    ('starts_on', models.DateField(null=True)),
                    ('ends_on', models.DateField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lead_workers', to='families.family')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('worker', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='families_led', to=settings.AUTH_USER_MODEL)),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='lead_worker_dates_in_order', violation_error_message="The lead worker's last day is before the first."),
                        django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('superseded_at__isnull', True)), expressions=[(families.two_clocks.DateRange('starts_on', 'ends_on', django.contrib.postgres.fields.ranges.RangeBoundary(inclusive_lower=True, inclusive_upper=True)), '&&'), ('family', '=')], name='one_lead_worker_at_a_time', violation_error_message='The family already has a lead worker on some of these days.'),
                    ],
                },
            ),
        ),
    ]
