"""Submission windows, claims and what became of them."""

import uuid

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    initial = True
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('families', '0009_find_what_was_touched'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='SubmissionWindow',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(error_messages={'unique': 'This window is already there.'}, max_length=40, unique=True)),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('opens_on', models.DateField()),
                    ('evidence_cutoff_on', models.DateField()),
                    ('closes_on', models.DateField()),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('submitted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-opens_on', 'code'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='window_closes_after_it_opens', violation_error_message='The window closes before it opens.'),
                        models.CheckConstraint(condition=models.Q(('evidence_cutoff_on__lte', models.F('closes_on'))), name='window_takes_no_evidence_after_it_closes', violation_error_message='The evidence cut-off is after the window closes.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('submitted_at__isnull', True), ('submitted_by__isnull', True)), models.Q(('submitted_at__isnull', False), ('submitted_by__isnull', False)), _connector='OR'), name='window_submitted_names_by_whom', violation_error_message='A submitted window says when, and by whom.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_submissionwindowevent" ("closes_on", "code", "evidence_cutoff_on", "framework", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (NEW."closes_on", NEW."code", NEW."evidence_cutoff_on", NEW."framework", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='b243e66f78dd5c37f21f257467eb15b43096f3c0', operation='INSERT', pgid='pgtrigger_insert_insert_5412f', table='claims_submissionwindow', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "claims_submissionwindowevent" ("closes_on", "code", "evidence_cutoff_on", "framework", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (NEW."closes_on", NEW."code", NEW."evidence_cutoff_on", NEW."framework", NEW."id", NEW."opens_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."submitted_at", NEW."submitted_by_id"); RETURN NULL;', hash='23cdd2f7649c2b7edff086d01a265602f55e52ea', operation='UPDATE', pgid='pgtrigger_update_update_d65fc', table='claims_submissionwindow', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_submissionwindowevent" ("closes_on", "code", "evidence_cutoff_on", "framework", "id", "opens_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "submitted_at", "submitted_by_id") VALUES (OLD."closes_on", OLD."code", OLD."evidence_cutoff_on", OLD."framework", OLD."id", OLD."opens_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."submitted_at", OLD."submitted_by_id"); RETURN NULL;', hash='131f07c60030fa6b0c7516bbbfbcb48fa0d36527', operation='DELETE', pgid='pgtrigger_delete_delete_da4d4', table='claims_submissionwindow', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='SubmissionWindowEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(error_messages={'unique': 'This window is already there.'}, max_length=40)),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('opens_on', models.DateField()),
                    ('evidence_cutoff_on', models.DateField()),
                    ('closes_on', models.DateField()),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.submissionwindow')),
                    ('submitted_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SignOff',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('chief_officer', models.CharField(max_length=120)),
                    ('finance_officer', models.CharField(max_length=120)),
                    ('signed_on', models.DateField()),
                    ('claims', models.PositiveIntegerField()),
                    ('pence', models.BigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('recorded_at', models.DateTimeField()),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sign_offs', to='claims.submissionwindow')),
                ],
                options={
                    'ordering': ['window', 'id'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(models.Q(('chief_officer', ''), _negated=True), models.Q(('finance_officer', ''), _negated=True), models.Q(('chief_officer', models.F('finance_officer')), _negated=True)), name='sign_off_names_two_officers', violation_error_message='Name two different officers.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Claim',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reference', models.CharField(max_length=20, unique=True)),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('route', models.CharField(choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20)),
                    ('status', models.CharField(choices=[('queued', 'In the queue'), ('left_queue', 'Left the queue'), ('checked', 'Evidence checked'), ('approved', 'Approved'), ('declined', 'Declined'), ('in_sample', 'In the audit sample'), ('audit_passed', 'Passed audit'), ('audit_failed', 'Failed audit'), ('signed_off', 'Signed off'), ('submitted', 'Submitted'), ('paid', 'Paid'), ('rejected', 'Rejected by the department'), ('withdrawn', 'Withdrawn'), ('spot_valid', 'Valid in a spot check'), ('spot_invalid', 'Not valid in a spot check'), ('repaid', 'Repaid')], max_length=20)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('evidence', models.JSONField()),
                    ('evidence_digest', models.CharField(max_length=64)),
                    ('approved_digest', models.CharField(blank=True, max_length=64)),
                    ('approved_at', models.DateTimeField(null=True)),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('claimed_on', models.DateField(null=True)),
                    ('paid_on', models.DateField(null=True)),
                    ('paid_amount', models.BigIntegerField(null=True)),
                    ('rejection_code', models.CharField(blank=True, choices=[('NO_EVIDENCE_ELIGIBILITY', 'Eligibility is not evidenced'), ('FEWER_THAN_MIN_PROBLEMS', 'The family had too few headline problems'), ('NO_ASSESSMENT', 'There was no whole-family assessment'), ('PLAN_NOT_WHOLE_FAMILY', 'The plan left out a member of the family'), ('NO_LEAD_WORKER', 'Nobody led the work with the family'), ('WINDOW_INCOMPLETE', 'The progress was not kept up for long enough'), ('TERM_DATA_MISSING', 'Attendance for a term is missing'), ('SIBLING_NOT_CHECKED', 'A brother or sister was not checked'), ('NEW_PROBLEM_UNMET', 'A problem found later was not resolved'), ('REGRESSION_IN_WINDOW', 'The progress was lost again within the window'), ('PRE_ENGAGEMENT_WINDOW', 'The progress came before the family was engaged'), ('DUPLICATE_FAMILY', 'The family is recorded twice'), ('ALREADY_CLAIMED', 'A result for the family was already claimed'), ('ESF_WP_DOUBLE_FUNDING', 'Another programme paid for the same result'), ('EMPLOYMENT_NOT_VERIFIED', 'The employment was not verified'), ('OFF_BENEFIT_NOT_IN_WORK', 'The adult was off benefit but not in work'), ('WRONG_BENEFIT_RULE', "The wrong benefit's rule was applied"), ('THRESHOLD_MISAPPLIED', 'A threshold was misapplied'), ('DISCRETION_NOT_AUTHORISED', 'Discretion was used without authority'), ('OUT_OF_CLAIM_WINDOW', 'The claim came outside its window'), ('OVER_ANNUAL_CAP', 'More results were claimed than the year allows')], max_length=40)),
                    ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='families.family')),
                    ('previous', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='later', to='claims.claim')),
                    ('window', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='claims', to='claims.submissionwindow')),
                    ('checked_at', models.DateTimeField(null=True)),
                    ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('checked_digest', models.CharField(blank=True, max_length=64)),
                    ('finding_code', models.CharField(blank=True, choices=[('NO_EVIDENCE_ELIGIBILITY', 'Eligibility is not evidenced'), ('FEWER_THAN_MIN_PROBLEMS', 'The family had too few headline problems'), ('NO_ASSESSMENT', 'There was no whole-family assessment'), ('PLAN_NOT_WHOLE_FAMILY', 'The plan left out a member of the family'), ('NO_LEAD_WORKER', 'Nobody led the work with the family'), ('WINDOW_INCOMPLETE', 'The progress was not kept up for long enough'), ('TERM_DATA_MISSING', 'Attendance for a term is missing'), ('SIBLING_NOT_CHECKED', 'A brother or sister was not checked'), ('NEW_PROBLEM_UNMET', 'A problem found later was not resolved'), ('REGRESSION_IN_WINDOW', 'The progress was lost again within the window'), ('PRE_ENGAGEMENT_WINDOW', 'The progress came before the family was engaged'), ('DUPLICATE_FAMILY', 'The family is recorded twice'), ('ALREADY_CLAIMED', 'A result for the family was already claimed'), ('ESF_WP_DOUBLE_FUNDING', 'Another programme paid for the same result'), ('EMPLOYMENT_NOT_VERIFIED', 'The employment was not verified'), ('OFF_BENEFIT_NOT_IN_WORK', 'The adult was off benefit but not in work'), ('WRONG_BENEFIT_RULE', "The wrong benefit's rule was applied"), ('THRESHOLD_MISAPPLIED', 'A threshold was misapplied'), ('DISCRETION_NOT_AUTHORISED', 'Discretion was used without authority'), ('OUT_OF_CLAIM_WINDOW', 'The claim came outside its window'), ('OVER_ANNUAL_CAP', 'More results were claimed than the year allows')], max_length=40)),
                    ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('repaid_amount', models.BigIntegerField(null=True)),
                    ('repaid_on', models.DateField(null=True)),
                ],
                options={
                    'ordering': ['reference'],
                    'indexes': [
                        models.Index(fields=['status', 'reference'], name='claim_by_status'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('status__in', ('queued', 'checked', 'approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid'))), fields=('family', 'framework'), name='one_live_claim_per_family_and_framework', violation_error_message='This family already has a claim in this framework.'),
                        models.UniqueConstraint(condition=models.Q(('status__in', ('queued', 'checked', 'approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid'))), fields=('line', 'framework'), name='one_live_claim_per_line_and_framework', violation_error_message='Another family of this line already has a claim in this framework.'),
                        models.CheckConstraint(condition=models.Q(('line__isnull', False), ('submitted_at__isnull', False), models.Q(('status__in', ('queued', 'checked', 'approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid')), _negated=True), _connector='OR'), name='claim_is_of_a_line_until_it_is_sent', violation_error_message='A claim that was not sent names the line of families it belongs to.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('checked', 'approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid')), _negated=True), ('checked_digest', models.F('evidence_digest')), _connector='OR'), name='claim_checked_digest_is_the_current_one', violation_error_message='The evidence is not the evidence that was checked.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('checked', 'approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid')), _negated=True), models.Q(('checked_at__isnull', False), ('checked_by__isnull', False)), _connector='OR'), name='claim_checked_names_its_checker', violation_error_message='A checked claim says who checked it, and when.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid')), _negated=True), ('approved_digest', models.F('evidence_digest')), _connector='OR'), name='claim_approved_digest_is_the_current_one', violation_error_message='The evidence is not the evidence that was approved.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('approved', 'in_sample', 'audit_passed', 'signed_off', 'submitted', 'paid', 'spot_valid', 'spot_invalid')), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='claim_approved_names_its_approver', violation_error_message='An approved claim says who approved it, and when.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['queued', 'left_queue', 'declined', 'checked']), _negated=True), models.Q(('approved_at__isnull', True), ('approved_by__isnull', True), ('approved_digest', ''), ('window__isnull', True)), _connector='OR'), name='claim_in_the_queue_carries_no_approval', violation_error_message='A claim that nobody approved carries no approval and is in no window.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('queued', 'left_queue', 'declined')), _negated=True), models.Q(('checked_at__isnull', True), ('checked_by__isnull', True), ('checked_digest', '')), _connector='OR'), name='claim_in_the_queue_carries_no_check', violation_error_message='A claim that nobody checked carries no check.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('audit_failed', 'spot_invalid')), _negated=True), models.Q(('finding_code', ''), _negated=True), _connector='OR'), name='claim_found_wanting_says_in_what', violation_error_message='A claim that failed an audit or a spot check carries the code of the finding.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status', 'audit_failed'), _negated=True), ('window__isnull', True), _connector='OR'), name='claim_that_failed_audit_is_in_no_window', violation_error_message='A claim that failed its audit is taken out of its window.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('amount__isnull', True), ('amount__gt', 0), _connector='OR'), models.Q(('paid_amount__isnull', True), ('paid_amount__gt', 0), _connector='OR'), models.Q(('repaid_amount__isnull', True), ('repaid_amount__gt', 0), _connector='OR')), name='claim_amounts_are_positive', violation_error_message='An amount is more than nothing.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['submitted', 'paid', 'spot_valid', 'spot_invalid', 'rejected', 'repaid']), _negated=True), models.Q(('amount__isnull', False), ('claimed_on__isnull', False), ('submitted_at__isnull', False), ('window__isnull', False)), _connector='OR'), name='claim_sent_has_window_day_and_amount', violation_error_message='A submitted claim has a window, a day and an amount.'),
                        models.CheckConstraint(condition=models.Q(('paid_on__isnull', True), ('paid_on__gte', models.F('claimed_on')), _connector='OR'), name='claim_is_paid_after_it_is_made', violation_error_message='The payment is dated before the claim.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status__in', ('paid', 'spot_valid', 'spot_invalid', 'repaid')), _negated=True), models.Q(('paid_amount__isnull', False), ('paid_on__isnull', False)), _connector='OR'), name='claim_paid_says_when_and_how_much', violation_error_message='A paid claim says when and how much.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('repaid_amount__isnull', False), ('repaid_amount__lte', models.F('paid_amount')), ('repaid_on__gte', models.F('paid_on')), ('repaid_on__isnull', False), ('status', 'repaid')), models.Q(models.Q(('status', 'repaid'), _negated=True), ('repaid_amount__isnull', True), ('repaid_on__isnull', True)), _connector='OR'), name='claim_repaid_says_when_and_how_much', violation_error_message='A repaid claim says when and how much: not before it was paid, and no more.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('status', 'rejected'), _negated=True), models.Q(('rejection_code', ''), _negated=True), _connector='OR'), name='claim_rejected_says_why', violation_error_message='A rejected claim carries the code of the reason.'),
                    ],
                    'triggers': [
                        pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("amount", "approved_at", "approved_by_id", "approved_digest", "as_of", "checked_at", "checked_by_id", "checked_digest", "claimed_on", "evidence_digest", "family_id", "finding_code", "framework", "id", "known_at", "line_id", "paid_amount", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "reference", "rejection_code", "repaid_amount", "repaid_on", "route", "status", "submitted_at", "token", "window_id") VALUES (NEW."amount", NEW."approved_at", NEW."approved_by_id", NEW."approved_digest", NEW."as_of", NEW."checked_at", NEW."checked_by_id", NEW."checked_digest", NEW."claimed_on", NEW."evidence_digest", NEW."family_id", NEW."finding_code", NEW."framework", NEW."id", NEW."known_at", NEW."line_id", NEW."paid_amount", NEW."paid_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."previous_id", NEW."reference", NEW."rejection_code", NEW."repaid_amount", NEW."repaid_on", NEW."route", NEW."status", NEW."submitted_at", NEW."token", NEW."window_id"); RETURN NULL;', hash='be605a596bd3c63c8d19059ca17561829f923374', operation='INSERT', pgid='pgtrigger_insert_insert_df8fa', table='claims_claim', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."amount" IS DISTINCT FROM (NEW."amount") OR OLD."approved_at" IS DISTINCT FROM (NEW."approved_at") OR OLD."approved_by_id" IS DISTINCT FROM (NEW."approved_by_id") OR OLD."approved_digest" IS DISTINCT FROM (NEW."approved_digest") OR OLD."as_of" IS DISTINCT FROM (NEW."as_of") OR OLD."checked_at" IS DISTINCT FROM (NEW."checked_at") OR OLD."checked_by_id" IS DISTINCT FROM (NEW."checked_by_id") OR OLD."checked_digest" IS DISTINCT FROM (NEW."checked_digest") OR OLD."claimed_on" IS DISTINCT FROM (NEW."claimed_on") OR OLD."evidence_digest" IS DISTINCT FROM (NEW."evidence_digest") OR OLD."family_id" IS DISTINCT FROM (NEW."family_id") OR OLD."finding_code" IS DISTINCT FROM (NEW."finding_code") OR OLD."framework" IS DISTINCT FROM (NEW."framework") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."known_at" IS DISTINCT FROM (NEW."known_at") OR OLD."line_id" IS DISTINCT FROM (NEW."line_id") OR OLD."paid_amount" IS DISTINCT FROM (NEW."paid_amount") OR OLD."paid_on" IS DISTINCT FROM (NEW."paid_on") OR OLD."previous_id" IS DISTINCT FROM (NEW."previous_id") OR OLD."reference" IS DISTINCT FROM (NEW."reference") OR OLD."rejection_code" IS DISTINCT FROM (NEW."rejection_code") OR OLD."repaid_amount" IS DISTINCT FROM (NEW."repaid_amount") OR OLD."repaid_on" IS DISTINCT FROM (NEW."repaid_on") OR OLD."route" IS DISTINCT FROM (NEW."route") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."token" IS DISTINCT FROM (NEW."token") OR OLD."window_id" IS DISTINCT FROM (NEW."window_id"))', func='INSERT INTO "claims_claimevent" ("amount", "approved_at", "approved_by_id", "approved_digest", "as_of", "checked_at", "checked_by_id", "checked_digest", "claimed_on", "evidence_digest", "family_id", "finding_code", "framework", "id", "known_at", "line_id", "paid_amount", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "reference", "rejection_code", "repaid_amount", "repaid_on", "route", "status", "submitted_at", "token", "window_id") VALUES (NEW."amount", NEW."approved_at", NEW."approved_by_id", NEW."approved_digest", NEW."as_of", NEW."checked_at", NEW."checked_by_id", NEW."checked_digest", NEW."claimed_on", NEW."evidence_digest", NEW."family_id", NEW."finding_code", NEW."framework", NEW."id", NEW."known_at", NEW."line_id", NEW."paid_amount", NEW."paid_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."previous_id", NEW."reference", NEW."rejection_code", NEW."repaid_amount", NEW."repaid_on", NEW."route", NEW."status", NEW."submitted_at", NEW."token", NEW."window_id"); RETURN NULL;', hash='4cfec6450939389179d7cf1dfa501e641b32b79d', operation='UPDATE', pgid='pgtrigger_update_update_fe4ba', table='claims_claim', when='AFTER')),
                        pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "claims_claimevent" ("amount", "approved_at", "approved_by_id", "approved_digest", "as_of", "checked_at", "checked_by_id", "checked_digest", "claimed_on", "evidence_digest", "family_id", "finding_code", "framework", "id", "known_at", "line_id", "paid_amount", "paid_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "previous_id", "reference", "rejection_code", "repaid_amount", "repaid_on", "route", "status", "submitted_at", "token", "window_id") VALUES (OLD."amount", OLD."approved_at", OLD."approved_by_id", OLD."approved_digest", OLD."as_of", OLD."checked_at", OLD."checked_by_id", OLD."checked_digest", OLD."claimed_on", OLD."evidence_digest", OLD."family_id", OLD."finding_code", OLD."framework", OLD."id", OLD."known_at", OLD."line_id", OLD."paid_amount", OLD."paid_on", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."previous_id", OLD."reference", OLD."rejection_code", OLD."repaid_amount", OLD."repaid_on", OLD."route", OLD."status", OLD."submitted_at", OLD."token", OLD."window_id"); RETURN NULL;', hash='1a8c33b985d8e9068eb3a7997462e55632f98efa', operation='DELETE', pgid='pgtrigger_delete_delete_dbf31', table='claims_claim', when='AFTER')),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ClaimEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('reference', models.CharField(max_length=20)),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('framework', models.CharField(choices=[('phase-1', 'Phase 1 (2012 to 2015)'), ('expanded', 'Expanded programme (2015 to 2021)'), ('supporting-families', 'Supporting Families (2021 to 2025)')], max_length=40)),
                    ('route', models.CharField(choices=[('sustained', 'Significant and sustained progress'), ('employment', 'Continuous employment')], max_length=20)),
                    ('status', models.CharField(choices=[('queued', 'In the queue'), ('left_queue', 'Left the queue'), ('checked', 'Evidence checked'), ('approved', 'Approved'), ('declined', 'Declined'), ('in_sample', 'In the audit sample'), ('audit_passed', 'Passed audit'), ('audit_failed', 'Failed audit'), ('signed_off', 'Signed off'), ('submitted', 'Submitted'), ('paid', 'Paid'), ('rejected', 'Rejected by the department'), ('withdrawn', 'Withdrawn'), ('spot_valid', 'Valid in a spot check'), ('spot_invalid', 'Not valid in a spot check'), ('repaid', 'Repaid')], max_length=20)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('evidence_digest', models.CharField(max_length=64)),
                    ('approved_digest', models.CharField(blank=True, max_length=64)),
                    ('approved_at', models.DateTimeField(null=True)),
                    ('submitted_at', models.DateTimeField(null=True)),
                    ('claimed_on', models.DateField(null=True)),
                    ('paid_on', models.DateField(null=True)),
                    ('paid_amount', models.BigIntegerField(null=True)),
                    ('rejection_code', models.CharField(blank=True, choices=[('NO_EVIDENCE_ELIGIBILITY', 'Eligibility is not evidenced'), ('FEWER_THAN_MIN_PROBLEMS', 'The family had too few headline problems'), ('NO_ASSESSMENT', 'There was no whole-family assessment'), ('PLAN_NOT_WHOLE_FAMILY', 'The plan left out a member of the family'), ('NO_LEAD_WORKER', 'Nobody led the work with the family'), ('WINDOW_INCOMPLETE', 'The progress was not kept up for long enough'), ('TERM_DATA_MISSING', 'Attendance for a term is missing'), ('SIBLING_NOT_CHECKED', 'A brother or sister was not checked'), ('NEW_PROBLEM_UNMET', 'A problem found later was not resolved'), ('REGRESSION_IN_WINDOW', 'The progress was lost again within the window'), ('PRE_ENGAGEMENT_WINDOW', 'The progress came before the family was engaged'), ('DUPLICATE_FAMILY', 'The family is recorded twice'), ('ALREADY_CLAIMED', 'A result for the family was already claimed'), ('ESF_WP_DOUBLE_FUNDING', 'Another programme paid for the same result'), ('EMPLOYMENT_NOT_VERIFIED', 'The employment was not verified'), ('OFF_BENEFIT_NOT_IN_WORK', 'The adult was off benefit but not in work'), ('WRONG_BENEFIT_RULE', "The wrong benefit's rule was applied"), ('THRESHOLD_MISAPPLIED', 'A threshold was misapplied'), ('DISCRETION_NOT_AUTHORISED', 'Discretion was used without authority'), ('OUT_OF_CLAIM_WINDOW', 'The claim came outside its window'), ('OVER_ANNUAL_CAP', 'More results were claimed than the year allows')], max_length=40)),
                    ('approved_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='families.family')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='claims.claim')),
                    ('previous', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.claim')),
                    ('window', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='claims.submissionwindow')),
                    ('checked_at', models.DateTimeField(null=True)),
                    ('checked_by', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                    ('checked_digest', models.CharField(blank=True, max_length=64)),
                    ('finding_code', models.CharField(blank=True, choices=[('NO_EVIDENCE_ELIGIBILITY', 'Eligibility is not evidenced'), ('FEWER_THAN_MIN_PROBLEMS', 'The family had too few headline problems'), ('NO_ASSESSMENT', 'There was no whole-family assessment'), ('PLAN_NOT_WHOLE_FAMILY', 'The plan left out a member of the family'), ('NO_LEAD_WORKER', 'Nobody led the work with the family'), ('WINDOW_INCOMPLETE', 'The progress was not kept up for long enough'), ('TERM_DATA_MISSING', 'Attendance for a term is missing'), ('SIBLING_NOT_CHECKED', 'A brother or sister was not checked'), ('NEW_PROBLEM_UNMET', 'A problem found later was not resolved'), ('REGRESSION_IN_WINDOW', 'The progress was lost again within the window'), ('PRE_ENGAGEMENT_WINDOW', 'The progress came before the family was engaged'), ('DUPLICATE_FAMILY', 'The family is recorded twice'), ('ALREADY_CLAIMED', 'A result for the family was already claimed'), ('ESF_WP_DOUBLE_FUNDING', 'Another programme paid for the same result'), ('EMPLOYMENT_NOT_VERIFIED', 'The employment was not verified'), ('OFF_BENEFIT_NOT_IN_WORK', 'The adult was off benefit but not in work'), ('WRONG_BENEFIT_RULE', "The wrong benefit's rule was applied"), ('THRESHOLD_MISAPPLIED', 'A threshold was misapplied'), ('DISCRETION_NOT_AUTHORISED', 'Discretion was used without authority'), ('OUT_OF_CLAIM_WINDOW', 'The claim came outside its window'), ('OVER_ANNUAL_CAP', 'More results were claimed than the year allows')], max_length=40)),
                    ('line', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='families.family')),
                    ('repaid_amount', models.BigIntegerField(null=True)),
                    ('repaid_on', models.DateField(null=True)),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ClaimMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('before', models.CharField(blank=True, choices=[('queued', 'In the queue'), ('left_queue', 'Left the queue'), ('checked', 'Evidence checked'), ('approved', 'Approved'), ('declined', 'Declined'), ('in_sample', 'In the audit sample'), ('audit_passed', 'Passed audit'), ('audit_failed', 'Failed audit'), ('signed_off', 'Signed off'), ('submitted', 'Submitted'), ('paid', 'Paid'), ('rejected', 'Rejected by the department'), ('withdrawn', 'Withdrawn'), ('spot_valid', 'Valid in a spot check'), ('spot_invalid', 'Not valid in a spot check'), ('repaid', 'Repaid')], max_length=20)),
                    ('verb', models.CharField(choices=[('join', 'joined the queue'), ('refresh', 'had its evidence refreshed'), ('leave', 'left the queue'), ('rejoin', 'joined the queue again'), ('check', 'checked its evidence'), ('approve', 'approved it'), ('lapse', 'went back into the queue, because its evidence changed'), ('decline', 'declined it'), ('reconsider', 'put it back into the queue'), ('sample', 'drew it into the audit sample'), ('pass', 'passed it at audit'), ('fail', 'failed it at audit'), ('sign_off', 'recorded its sign-off'), ('unsign', 'took it out of the sign-off'), ('submit', 'submitted it to the department'), ('pay', 'recorded the payment'), ('reject', "recorded the department's rejection"), ('withdraw', 'withdrew it'), ('find_valid', 'recorded that a spot check found it valid'), ('find_invalid', 'recorded that a spot check found it not valid'), ('repay', 'recorded the repayment')], max_length=20)),
                    ('after', models.CharField(choices=[('queued', 'In the queue'), ('left_queue', 'Left the queue'), ('checked', 'Evidence checked'), ('approved', 'Approved'), ('declined', 'Declined'), ('in_sample', 'In the audit sample'), ('audit_passed', 'Passed audit'), ('audit_failed', 'Failed audit'), ('signed_off', 'Signed off'), ('submitted', 'Submitted'), ('paid', 'Paid'), ('rejected', 'Rejected by the department'), ('withdrawn', 'Withdrawn'), ('spot_valid', 'Valid in a spot check'), ('spot_invalid', 'Not valid in a spot check'), ('repaid', 'Repaid')], max_length=20)),
                    ('at', models.DateTimeField()),
                    ('reason', models.TextField(blank=True)),
                    ('digest', models.CharField(max_length=64)),
                    ('as_of', models.DateField()),
                    ('known_at', models.DateTimeField()),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='moves', to='claims.claim')),
                ],
                options={
                    'ordering': ['claim', 'id'],
                    'indexes': [
                        models.Index(fields=['known_at'], name='claim_move_by_knowledge'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ClaimReliance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('what', models.CharField(choices=[('set_aside', 'A whole headline was set aside'), ('neutral', 'A test did not apply to somebody'), ('judgement', "A person's judgement"), ('substituted', 'One test stands in for another that could not be told'), ('self_certified', 'Work that no official record or partner shows'), ('grade', 'Lowest grade of its evidence'), ('source', 'The word of a source'), ('plan', 'Version of the outcomes plan')], max_length=20)),
                    ('value', models.CharField(blank=True, max_length=60)),
                    ('headline', models.CharField(blank=True, max_length=50)),
                    ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='reliances', to='claims.claim')),
                ],
                options={
                    'ordering': ['claim', 'what', 'value', 'headline'],
                    'indexes': [
                        models.Index(fields=['what', 'value', 'headline'], name='claims_by_reliance'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(fields=('claim', 'what', 'value', 'headline'), name='reliance_is_noted_once', violation_error_message='This is already noted of the claim.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ConflictOverride',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(choices=[('check', 'Check it'), ('approve', 'Approve it')], max_length=10)),
                    ('digest', models.CharField(max_length=64)),
                    ('deeds', models.CharField(max_length=200)),
                    ('reason', models.TextField()),
                    ('given_at', models.DateTimeField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='overrides', to='claims.claim')),
                    ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-given_at', '-id'],
                    'constraints': [
                        models.UniqueConstraint(fields=('claim', 'person', 'act', 'digest'), name='override_is_given_once', violation_error_message='This exception was already made.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('given_by', models.F('person')), _negated=True), models.Q(('reason', ''), _negated=True)), name='override_is_given_by_somebody_else', violation_error_message='An exception has a reason, and is made by somebody else.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ClaimWatch',
                fields=[
                    ('claim', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='watch', serialize=False, to='claims.claim')),
                    ('known_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='ClaimAlert',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('raised_at', models.DateTimeField()),
                    ('known_at', models.DateTimeField()),
                    ('digest', models.CharField(max_length=64)),
                    ('sentences', models.TextField()),
                    ('pence', models.BigIntegerField()),
                    ('state', models.CharField(choices=[('open', 'To be decided'), ('dismissed', 'Dismissed'), ('withdrawn', 'Claim withdrawn'), ('cleared', 'No longer contradicted')], default='open', max_length=20)),
                    ('decided_at', models.DateTimeField(null=True)),
                    ('reason', models.TextField(blank=True)),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alerts', to='claims.claim')),
                    ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-raised_at', '-id'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('claim',), name='one_open_alert_for_a_claim', violation_error_message='This claim has an open alert already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'dismissed'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='alert_dismissed_says_by_whom_and_why', violation_error_message='A dismissed alert says who dismissed it, and why.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('decided_at__isnull', True), ('state', 'open')), models.Q(models.Q(('state', 'open'), _negated=True), ('decided_at__isnull', False)), _connector='OR'), name='alert_decided_says_when', violation_error_message='An alert that is no longer open says since when.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MoneyLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('account', models.CharField(choices=[('due', 'Claimed, and not answered'), ('received', 'Received'), ('owed', 'Owed back')], max_length=10)),
                    ('pence', models.BigIntegerField()),
                    ('claim', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money', to='claims.claim')),
                    ('move', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money', to='claims.claimmove')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [
                        models.UniqueConstraint(fields=('move', 'account'), name='money_moves_once_for_a_move', violation_error_message='This move is already on this account.'),
                        models.CheckConstraint(condition=models.Q(('pence', 0), _negated=True), name='money_line_is_of_some_money', violation_error_message='A line of money is not nought.'),
                    ],
                },
            ),
        ),
    ]
