"""Audits of windows: settings, frames, samples and what was found."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0002_packs_and_returns'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='SamplingSettings',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('from_day', models.DateField(error_messages={'unique': 'Settings from this day are recorded already.'}, unique=True)),
                    ('percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                    ('minimum', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                    ('extend_percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                    ('reply_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                    ('reason', models.CharField(max_length=200)),
                    ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['from_day'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('extend_percent__gte', 1), ('extend_percent__lte', 100), ('percent__gte', 1), ('percent__lte', 100)), name='sampling_percentages_are_from_1_to_100', violation_error_message='A percentage is a whole number from 1 to 100.'),
                        models.CheckConstraint(condition=models.Q(('minimum__gte', 1), ('reply_days__gte', 1)), name='sampling_always_asks_for_something', violation_error_message='At least one claim is audited, and a reply has at least one day.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days") VALUES (NEW."extend_percent", NEW."from_day", NEW."id", NEW."minimum", NEW."owner_id", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."reply_days"); RETURN NULL;', hash='e32b1ff4d8e9947f0e0705e83cc4bd33a54811ae', operation='INSERT', pgid='pgtrigger_insert_insert_9be9e', table='claims_samplingsettings', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days") VALUES (NEW."extend_percent", NEW."from_day", NEW."id", NEW."minimum", NEW."owner_id", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."reply_days"); RETURN NULL;', hash='16ff42d901eea728c21087de6b858f9595e5159b', operation='UPDATE', pgid='pgtrigger_update_update_6759c', table='claims_samplingsettings', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_samplingsettingsevent" ("extend_percent", "from_day", "id", "minimum", "owner_id", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "reply_days") VALUES (OLD."extend_percent", OLD."from_day", OLD."id", OLD."minimum", OLD."owner_id", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."reply_days"); RETURN NULL;', hash='0aa1c93920d2d2348c3ad8a69e9b9e755c073885', operation='DELETE', pgid='pgtrigger_delete_delete_fed0b', table='claims_samplingsettings', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SamplingSettingsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('from_day', models.DateField(error_messages={'unique': 'Settings from this day are recorded already.'})),
                    ('percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                    ('minimum', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1)])),
                    ('extend_percent', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(100)])),
                    ('reply_days', models.PositiveSmallIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(60)])),
                    ('reason', models.CharField(max_length=200)),
                    ('owner', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.samplingsettings')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='AuditCampaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('method', models.CharField(choices=[('simple', 'Simple: every claim is as likely as any other'), ('stratified', 'Stratified: every group gives its share, and at least one'), ('risk', 'Weighted by risk: a claim with more that could be wrong is likelier to be drawn')], max_length=20)),
                    ('groups', models.CharField(blank=True, choices=[('route', 'Route to the result'), ('district', 'District'), ('worker', 'Lead worker')], max_length=20)),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('minimum', models.PositiveSmallIntegerField()),
                    ('extend_percent', models.PositiveSmallIntegerField()),
                    ('reply_days', models.PositiveSmallIntegerField()),
                    ('frame_sha256', models.CharField(max_length=64)),
                    ('seed', models.CharField(max_length=64)),
                    ('drawn_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('window', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='campaign', to='claims.submissionwindow')),
                ],
                options={
                    'ordering': ['-drawn_at', '-id'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('method', 'stratified'), models.Q(('groups', ''), _negated=True)), models.Q(models.Q(('method', 'stratified'), _negated=True), ('groups', '')), _connector='OR'), name='campaign_has_groups_exactly_if_stratified', violation_error_message='A stratified sample, and no other, says by what it is divided.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('closed_by__isnull', True)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='campaign_closed_names_by_whom', violation_error_message='A closed campaign says when, and by whom.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "window_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."extend_percent", NEW."frame_sha256", NEW."groups", NEW."id", NEW."method", NEW."minimum", NEW."percent", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reply_days", NEW."seed", NEW."window_id"); RETURN NULL;', hash='33c5a00c95d5ef9afd00a6e94a02c71262653b58', operation='INSERT', pgid='pgtrigger_insert_insert_cc559', table='claims_auditcampaign', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "window_id") VALUES (NEW."closed_at", NEW."closed_by_id", NEW."drawn_at", NEW."drawn_by_id", NEW."extend_percent", NEW."frame_sha256", NEW."groups", NEW."id", NEW."method", NEW."minimum", NEW."percent", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reply_days", NEW."seed", NEW."window_id"); RETURN NULL;', hash='11f4d2bea94561c3fb9e771066fe3bb3066a2fdb', operation='UPDATE', pgid='pgtrigger_update_update_e4642', table='claims_auditcampaign', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_auditcampaignevent" ("closed_at", "closed_by_id", "drawn_at", "drawn_by_id", "extend_percent", "frame_sha256", "groups", "id", "method", "minimum", "percent", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reply_days", "seed", "window_id") VALUES (OLD."closed_at", OLD."closed_by_id", OLD."drawn_at", OLD."drawn_by_id", OLD."extend_percent", OLD."frame_sha256", OLD."groups", OLD."id", OLD."method", OLD."minimum", OLD."percent", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reply_days", OLD."seed", OLD."window_id"); RETURN NULL;', hash='4a0c6ea308d8ae093d1dba1cd499198e58b66754', operation='DELETE', pgid='pgtrigger_delete_delete_9fbea', table='claims_auditcampaign', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AuditCampaignEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('method', models.CharField(choices=[('simple', 'Simple: every claim is as likely as any other'), ('stratified', 'Stratified: every group gives its share, and at least one'), ('risk', 'Weighted by risk: a claim with more that could be wrong is likelier to be drawn')], max_length=20)),
                    ('groups', models.CharField(blank=True, choices=[('route', 'Route to the result'), ('district', 'District'), ('worker', 'Lead worker')], max_length=20)),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('minimum', models.PositiveSmallIntegerField()),
                    ('extend_percent', models.PositiveSmallIntegerField()),
                    ('reply_days', models.PositiveSmallIntegerField()),
                    ('frame_sha256', models.CharField(max_length=64)),
                    ('seed', models.CharField(max_length=64)),
                    ('drawn_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(null=True)),
                    ('closed_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('drawn_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.auditcampaign')),
                    ('window', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.submissionwindow')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FrameClaim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20)),
                    ('digest', models.CharField(max_length=64)),
                    ('pence', models.BigIntegerField()),
                    ('route', models.CharField(max_length=20)),
                    ('district', models.CharField(blank=True, max_length=120)),
                    ('worker', models.CharField(blank=True, max_length=200)),
                    ('weight', models.PositiveSmallIntegerField()),
                    ('must', models.BooleanField()),
                    ('risks', models.JSONField()),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frame', to='claims.auditcampaign')),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='framed', to='claims.claim')),
                ],
                options={
                    'ordering': ['campaign', 'reference'],
                    'constraints': [
                        models.UniqueConstraint(fields=('campaign', 'claim'), name='claim_is_in_a_frame_once', violation_error_message='This claim is in the frame already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SampleItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('stage', models.PositiveSmallIntegerField()),
                    ('part', models.CharField(choices=[('must', 'Always audited'), ('drawn', 'Drawn')], max_length=10)),
                    ('state', models.CharField(choices=[('to_review', 'Waits for an auditor'), ('to_reply', 'Waits for a reply'), ('replied', 'Waits for a conclusion'), ('accepted', 'Stands'), ('failed', 'Does not stand'), ('left', 'Left the window')], max_length=20)),
                    ('drawn_at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='claims.auditcampaign')),
                    ('replaces', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='claims.sampleitem')),
                    ('row', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='item', to='claims.frameclaim')),
                ],
                options={
                    'ordering': ['campaign', 'number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('campaign', 'number'), name='sample_is_numbered_once', violation_error_message='This number in the sample is taken.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'left'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='sample_left_says_why', violation_error_message='A claim that left a sample says why.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AuditView',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('eligible', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('cannot_tell', 'Cannot tell')], max_length=20)),
                    ('eligible_note', models.TextField(blank=True)),
                    ('whole_family', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('cannot_tell', 'Cannot tell')], max_length=20)),
                    ('whole_family_note', models.TextField(blank=True)),
                    ('result', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('cannot_tell', 'Cannot tell')], max_length=20)),
                    ('result_note', models.TextField(blank=True)),
                    ('stands', models.BooleanField()),
                    ('code', models.CharField(blank=True, choices=[('NO_EVIDENCE_ELIGIBILITY', 'Eligibility is not evidenced'), ('FEWER_THAN_MIN_PROBLEMS', 'The family had too few headline problems'), ('NO_ASSESSMENT', 'There was no whole-family assessment'), ('PLAN_NOT_WHOLE_FAMILY', 'The plan left out a member of the family'), ('NO_LEAD_WORKER', 'Nobody led the work with the family'), ('WINDOW_INCOMPLETE', 'The progress was not kept up for long enough'), ('TERM_DATA_MISSING', 'Attendance for a term is missing'), ('SIBLING_NOT_CHECKED', 'A brother or sister was not checked'), ('NEW_PROBLEM_UNMET', 'A problem found later was not resolved'), ('REGRESSION_IN_WINDOW', 'The progress was lost again within the window'), ('PRE_ENGAGEMENT_WINDOW', 'The progress came before the family was engaged'), ('DUPLICATE_FAMILY', 'The family is recorded twice'), ('ALREADY_CLAIMED', 'A result for the family was already claimed'), ('ESF_WP_DOUBLE_FUNDING', 'Another programme paid for the same result'), ('EMPLOYMENT_NOT_VERIFIED', 'The employment was not verified'), ('OFF_BENEFIT_NOT_IN_WORK', 'The adult was off benefit but not in work'), ('WRONG_BENEFIT_RULE', "The wrong benefit's rule was applied"), ('THRESHOLD_MISAPPLIED', 'A threshold was misapplied'), ('DISCRETION_NOT_AUTHORISED', 'Discretion was used without authority'), ('OUT_OF_CLAIM_WINDOW', 'The claim came outside its window'), ('OVER_ANNUAL_CAP', 'More results were claimed than the year allows')], max_length=40)),
                    ('note', models.TextField(blank=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('reply_by', models.DateField(null=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='view', to='claims.sampleitem')),
                ],
                options={
                    'ordering': ['item'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('code', ''), ('reply_by__isnull', True), ('stands', True)), models.Q(('reply_by__isnull', False), ('stands', False), models.Q(('code', ''), _negated=True)), _connector='OR'), name='view_says_in_what_a_claim_does_not_stand', violation_error_message='A claim that does not stand carries the code of the finding.'),
                        models.CheckConstraint(condition=models.Q(('stands', False), models.Q(('eligible', 'yes'), ('result', 'yes'), ('whole_family', 'yes')), _connector='OR'), name='view_of_a_claim_that_stands_answers_yes', violation_error_message='A claim stands only if all three questions are answered with yes.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AuditReply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('agrees', models.BooleanField()),
                    ('reason', models.TextField()),
                    ('evidence', models.TextField(blank=True)),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='reply', to='claims.sampleitem')),
                ],
                options={
                    'ordering': ['item'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='reply_gives_its_reason', violation_error_message='Give the reason.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AuditConclusion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('stands', models.BooleanField()),
                    ('reason', models.TextField()),
                    ('at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('item', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='conclusion', to='claims.sampleitem')),
                ],
                options={
                    'ordering': ['item'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='conclusion_gives_its_reason', violation_error_message='Give the reason.'),
                    ],
                },
            ),
        ),
    ]
