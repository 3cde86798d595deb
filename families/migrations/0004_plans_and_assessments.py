"""Single family plans and what was done on them, the stages of the work, whole-family assessments."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0003_households'),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('agreed_on', models.DateField()),
                    ('covers', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None)),
                    ('objectives', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=50), default=list, size=None)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'agreed_on'), name='one_plan_accepted_at_a_time', violation_error_message='This family already agreed a plan on that day. Correct that one instead.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlannedMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('is_covered', models.BooleanField()),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='planned_members', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'person'), name='member_is_covered_or_not', violation_error_message='Somebody has just said whether the plan covers this person. Look at what it says now.'),
                        models.CheckConstraint(condition=models.Q(('is_covered', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='member_is_left_out_with_a_reason', violation_error_message='Say why the plan leaves this person out.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Objective',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('headline', models.CharField(max_length=50)),
                    ('what', models.CharField(max_length=400)),
                    ('reached_on', models.DateField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objectives', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='objective_has_one_current_belief', violation_error_message='This was changed already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlanAction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('objective', models.UUIDField()),
                    ('what', models.CharField(max_length=400)),
                    ('owner_professional', models.UUIDField(null=True)),
                    ('owner_name', models.CharField(max_length=180)),
                    ('agency', models.CharField(max_length=120)),
                    ('due_on', models.DateField()),
                    ('state', models.CharField(choices=[('to_do', 'To do'), ('done', 'Done'), ('not_needed', 'No longer needed')], default='to_do', max_length=20)),
                    ('settled_on', models.DateField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=400)),
                    ('meeting', models.UUIDField(null=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_actions', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('owner_person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                    ('owner_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='plan_actions', to=settings.AUTH_USER_MODEL)),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'indexes': [
                        models.Index(condition=models.Q(('state', 'to_do'), ('superseded_at__isnull', True)), fields=['family', 'due_on'], name='plan_actions_to_do'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='action_has_one_current_belief', violation_error_message='This was changed already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('owner_person', None), ('owner_professional', None), ('owner_user__isnull', False)), models.Q(('owner_person__isnull', False), ('owner_professional', None), ('owner_user', None)), models.Q(('owner_person', None), ('owner_professional__isnull', False), ('owner_user', None)), _connector='OR'), name='action_has_one_owner', violation_error_message='Say who does it: one person.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('settled_on', None), ('state', 'to_do')), models.Q(models.Q(('state', 'to_do'), _negated=True), ('settled_on__isnull', False)), _connector='OR'), name='action_is_settled_on_a_day', violation_error_message='Give the day on which it was done or became needless.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_needed'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='action_is_dropped_for_a_reason', violation_error_message='Say why it is no longer needed.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField()),
                    ('agreed_on', models.DateField()),
                    ('content', models.JSONField()),
                    ('recorded_at', models.DateTimeField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='families.family')),
                    ('plan', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='agreement', to='families.plan')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [
                        models.UniqueConstraint(fields=('family', 'number'), name='versions_are_numbered_once', violation_error_message='Somebody has just agreed this plan. Look at the latest version.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Voice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=180)),
                    ('stance', models.CharField(choices=[('agreed', 'Agreed'), ('in_part', 'Agreed with part of it'), ('disagreed', 'Did not agree'), ('not_asked', 'Was not asked')], max_length=20)),
                    ('words', models.TextField(blank=True)),
                    ('agreement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='voices', to='families.agreement')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.person')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('agreement', 'person'), name='person_speaks_once_to_a_version', violation_error_message='What this person said is recorded already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='PlanReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('held_on', models.DateField()),
                    ('has_changed', models.BooleanField()),
                    ('what', models.TextField()),
                    ('next_on', models.DateField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plan_reviews', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('thread',), name='review_has_one_current_belief', violation_error_message='This was changed already.'),
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'held_on'), name='plan_is_reviewed_once_a_day', violation_error_message='A review on that day is already recorded.'),
                        models.CheckConstraint(condition=models.Q(('next_on__gt', models.F('held_on'))), name='next_review_is_after_this_one', violation_error_message='The next review must be after this one.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='StageMove',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('before', models.CharField(choices=[('information_gathering', 'Information gathering'), ('awaiting_lead_worker', 'Awaiting lead worker'), ('active_plan', 'Active plan'), ('sustaining', 'Sustaining'), ('closed', 'Closed')], max_length=30)),
                    ('after', models.CharField(choices=[('information_gathering', 'Information gathering'), ('awaiting_lead_worker', 'Awaiting lead worker'), ('active_plan', 'Active plan'), ('sustaining', 'Sustaining'), ('closed', 'Closed')], max_length=30)),
                    ('moved_on', models.DateField()),
                    ('reason', models.CharField(blank=True, max_length=200)),
                    ('comment', models.TextField(blank=True)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stage_moves', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('before', models.F('after')), _negated=True), name='stage_move_goes_somewhere', violation_error_message='The family is at that stage already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='CareStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('direction', models.CharField(choices=[('up', 'Stepped up to social care'), ('down', 'Stepped down from social care')], max_length=10)),
                    ('stepped_on', models.DateField()),
                    ('team', models.CharField(max_length=180)),
                    ('reason', models.TextField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='care_steps', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'direction', 'stepped_on'), name='care_step_is_recorded_once', violation_error_message='This step on that day is already recorded.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('recorded_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(null=True)),
                    ('thread', models.UUIDField(default=uuid.uuid4, editable=False)),
                    ('assessed_on', models.DateField()),
                    ('answers', models.JSONField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='families.family')),
                    ('load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                    ('recorded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('superseded_load', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.load')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('superseded_at__isnull', True)), fields=('family', 'assessed_on'), name='assessment_is_completed_once_a_day', violation_error_message='An assessment of that day is already complete.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='AssessmentDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('answers', models.JSONField(default=dict)),
                    ('revision', models.PositiveIntegerField(default=0)),
                    ('saved_at', models.DateTimeField()),
                    ('family', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='assessment_draft', to='families.family')),
                    ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
        ),
    ]
