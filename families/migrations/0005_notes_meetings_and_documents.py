"""Notes, meetings, documents and curated chronologies; notices and what each person chooses of them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from troubled_families.tables import MakeTables


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0004_plans_and_assessments'),
    ]
    operations = [
        MakeTables(
            migrations.CreateModel(
                name='Note',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('kind', models.CharField(choices=[('visit', 'Visit'), ('call', 'Telephone call'), ('message', 'Message or letter'), ('meeting', 'Meeting'), ('professional', 'Talk with a professional'), ('other', 'Something else')], max_length=20)),
                    ('happened_on', models.DateField()),
                    ('text', models.TextField()),
                    ('about', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                    ('is_significant', models.BooleanField(default=False)),
                    ('mentions', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                    ('corrects', models.BooleanField(default=False)),
                    ('recorded_at', models.DateTimeField()),
                    ('cites', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='additions', to='families.note')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='families.family')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-happened_on', '-recorded_at', '-pk'],
                    'indexes': [
                        models.Index(fields=['family', '-happened_on'], name='notes_of_a_family'),
                    ],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something', violation_error_message='Write the note.'),
                        models.CheckConstraint(condition=models.Q(('corrects', False), ('cites__isnull', False), _connector='OR'), name='note_corrects_only_what_it_cites', violation_error_message='A correction names the note that it corrects.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NoteDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('said', models.JSONField()),
                    ('saved_at', models.DateTimeField()),
                    ('cites', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.note')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='note_drafts', to='families.family')),
                    ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='note_drafts', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('family', 'written_by', 'cites'), name='one_draft_of_each_note', nulls_distinct=False, violation_error_message='You have begun this note already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('held_on', models.DateField()),
                    ('next_on', models.DateField(null=True)),
                    ('recorded_at', models.DateTimeField()),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='meetings', to='families.family')),
                    ('note', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.note')),
                    ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-held_on', '-pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('next_on', None), ('next_on__gt', models.F('held_on')), _connector='OR'), name='next_meeting_is_after_this_one', violation_error_message='The next meeting must be after this one.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('user', 'Somebody who signs in here'), ('person', 'Somebody of the family'), ('professional', 'A professional who works with the family')], max_length=20)),
                    ('name', models.CharField(max_length=180)),
                    ('agency', models.CharField(max_length=120)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='families.meeting')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ),
            migrations.CreateModel(
                name='Talk',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('headline', models.CharField(max_length=50)),
                    ('family_words', models.TextField(blank=True)),
                    ('worker_note', models.TextField(blank=True)),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='families.meeting')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [
                        models.UniqueConstraint(fields=('meeting', 'headline'), name='headline_is_talked_through_once', violation_error_message='This problem was talked through already.'),
                        models.CheckConstraint(condition=models.Q(('family_words', ''), ('worker_note', ''), _negated=True), name='talk_says_something', violation_error_message='Enter what was said, or leave the problem out.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='MeetingDraft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('typed', models.JSONField(default=dict)),
                    ('last_field', models.CharField(blank=True, max_length=200)),
                    ('saved_at', models.DateTimeField()),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('family', 'by'), name='one_draft_of_a_meeting_for_each_person', violation_error_message='There is a draft of this meeting already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('mentioned', 'Somebody mentions me in a note'), ('allocated', 'I become the lead worker of a family'), ('review_due', 'A plan of one of my families is due for review'), ('verdict_changed', 'A family of mine can be claimed, or no longer can'), ('claim_alert', 'Something contradicts a claim that was sent'), ('file_held', 'A file is held because it is not as usual')], max_length=20)),
                    ('says', models.CharField(max_length=300)),
                    ('page', models.CharField(max_length=60)),
                    ('parts', models.JSONField(default=dict)),
                    ('at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(null=True)),
                    ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.family')),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                    ('key', models.CharField(blank=True, max_length=60)),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'indexes': [
                        models.Index(fields=['to', '-at'], name='notices_to_a_person'),
                        models.Index(condition=models.Q(('read_at', None)), fields=['to'], name='notices_unread'),
                    ],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('to', 'kind', 'key'), name='nobody_is_told_twice', violation_error_message='This person was told of it already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='NoticeChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('mentioned', 'Somebody mentions me in a note'), ('allocated', 'I become the lead worker of a family'), ('review_due', 'A plan of one of my families is due for review'), ('verdict_changed', 'A family of mine can be claimed, or no longer can'), ('claim_alert', 'Something contradicts a claim that was sent'), ('file_held', 'A file is held because it is not as usual')], max_length=20)),
                    ('is_shown', models.BooleanField(default=True)),
                    ('is_mailed', models.BooleanField(default=True)),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notice_choices', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('user', 'kind'), name='one_choice_for_each_kind_of_notice', violation_error_message='You have chosen about this kind of notice already.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Digest',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('notices', models.PositiveIntegerField()),
                    ('overdue', models.PositiveIntegerField()),
                    ('sent_at', models.DateTimeField()),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'constraints': [
                        models.UniqueConstraint(fields=('to', 'on'), name='one_digest_a_day', violation_error_message="Today's e-mail was sent already."),
                    ],
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                    ('kind', models.CharField(choices=[('assessment', 'Assessment'), ('plan', 'Plan'), ('report', 'Report of a professional'), ('letter', 'Letter or message'), ('consent', 'Consent or privacy notice'), ('legal', 'Court or legal paper'), ('picture', 'Picture or drawing'), ('other', 'Something else')], max_length=20)),
                    ('title', models.CharField(max_length=120)),
                    ('dated_on', models.DateField()),
                    ('about', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                    ('file_name', models.CharField(max_length=120)),
                    ('file_type', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'Word document'), ('xlsx', 'Excel workbook'), ('odt', 'OpenDocument text'), ('png', 'PNG picture'), ('jpg', 'JPEG picture'), ('txt', 'Plain text')], max_length=10)),
                    ('size', models.PositiveIntegerField()),
                    ('sha256', models.CharField(max_length=64)),
                    ('added_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(null=True)),
                    ('withdrawn_because', models.CharField(blank=True, max_length=300)),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='families.family')),
                    ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-dated_on', '-pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('family', 'sha256'), name='document_is_attached_once', violation_error_message='This very file is attached to this family already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='document_is_withdrawn_by_somebody_for_a_reason', violation_error_message='Say why the document is withdrawn.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='DocumentContent',
                fields=[
                    ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='content', serialize=False, to='families.document')),
                    ('content', models.BinaryField()),
                ],
            ),
            migrations.CreateModel(
                name='Chronology',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title', models.CharField(max_length=120)),
                    ('purpose', models.CharField(max_length=300)),
                    ('begun_at', models.DateTimeField()),
                    ('locked_at', models.DateTimeField(null=True)),
                    ('begun_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('copied_from', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.chronology')),
                    ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chronologies', to='families.family')),
                ],
                options={
                    'verbose_name_plural': 'chronologies',
                    'ordering': ['-begun_at', '-pk'],
                },
            ),
            migrations.CreateModel(
                name='ChronologyLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('on', models.DateField()),
                    ('source', models.CharField(blank=True, max_length=40)),
                    ('row', models.BigIntegerField(null=True)),
                    ('says', models.TextField()),
                    ('note', models.TextField(blank=True)),
                    ('about', models.CharField(blank=True, max_length=200)),
                    ('recorded_by', models.CharField(blank=True, max_length=200)),
                    ('sentence', models.TextField(blank=True)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('chronology', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='families.chronology')),
                ],
                options={
                    'ordering': ['on', 'pk'],
                    'constraints': [
                        models.UniqueConstraint(condition=models.Q(('row__isnull', False)), fields=('chronology', 'source', 'row'), name='line_is_chosen_once', violation_error_message='That line is in this chronology already.'),
                        models.CheckConstraint(condition=models.Q(models.Q(('row', None), ('source', '')), models.Q(models.Q(('source', ''), _negated=True), ('row__isnull', False)), _connector='OR'), name='line_is_chosen_or_written', violation_error_message='A line is either from the timeline or written.'),
                    ],
                },
            ),
            migrations.CreateModel(
                name='ChronologyTurn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('turn', models.CharField(choices=[('locked', 'Locked'), ('reopened', 'Reopened')], max_length=10)),
                    ('at', models.DateTimeField()),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('chronology', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='families.chronology')),
                ],
                options={
                    'ordering': ['-at', '-pk'],
                    'constraints': [
                        models.CheckConstraint(condition=models.Q(('reason', ''), ('turn', 'reopened'), _negated=True), name='chronology_is_reopened_for_a_reason', violation_error_message='Say why the chronology is reopened.'),
                    ],
                },
            ),
        ),
    ]
