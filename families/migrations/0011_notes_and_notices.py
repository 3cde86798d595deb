"""Notes, which the database keeps as they were written; drafts of them; notices and what each person chooses of them."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ONLY_GROWS = """
CREATE FUNCTION families_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'What was written down stays as it is: add to it instead.';
END $$;

CREATE TRIGGER notes_only_grow BEFORE UPDATE OR DELETE ON families_note
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();
"""
UNDO = "DROP TRIGGER notes_only_grow ON families_note; DROP FUNCTION families_only_grows();"


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0010_purposes_notices_and_objections'),
    ]

    operations = [
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
            ],
            options={
                'ordering': ['-at', '-pk'],
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
        ),
        migrations.AddIndex(
            model_name='note',
            index=models.Index(fields=['family', '-happened_on'], name='notes_of_a_family'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='note_says_something', violation_error_message='Write the note.'),
        ),
        migrations.AddConstraint(
            model_name='note',
            constraint=models.CheckConstraint(condition=models.Q(('corrects', False), ('cites__isnull', False), _connector='OR'), name='note_corrects_only_what_it_cites', violation_error_message='A correction names the note that it corrects.'),
        ),
        migrations.AddConstraint(
            model_name='notedraft',
            constraint=models.UniqueConstraint(fields=('family', 'written_by', 'cites'), name='one_draft_of_each_note', nulls_distinct=False, violation_error_message='You have begun this note already.'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['to', '-at'], name='notices_to_a_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['to'], name='notices_unread'),
        ),
        migrations.AddConstraint(
            model_name='noticechoice',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='one_choice_for_each_kind_of_notice', violation_error_message='You have chosen about this kind of notice already.'),
        ),
        migrations.RunSQL(ONLY_GROWS, UNDO),
    ]
