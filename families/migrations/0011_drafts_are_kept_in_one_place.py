import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# What was begun before is there again on its page. An assessment was shared: it goes to whoever saved it last.
CARRIED_OVER = """
INSERT INTO families_draft (by_id, family_id, page, parts, what, typed, last_field, revision, tab, saved_at)
SELECT old.by_id, old.family_id, 'families:record_meeting', jsonb_build_object('token', family.token::text),
       'Record a meeting', old.typed, old.last_field, 1, '', old.saved_at
  FROM families_meetingdraft AS old JOIN families_family AS family ON family.id = old.family_id;

INSERT INTO families_draft (by_id, family_id, page, parts, what, typed, last_field, revision, tab, saved_at)
SELECT old.written_by_id, old.family_id,
       CASE WHEN old.cites_id IS NULL THEN 'families:write_note' ELSE 'families:add_to_note' END,
       jsonb_strip_nulls(jsonb_build_object('token', family.token::text, 'pk', old.cites_id::text)),
       CASE WHEN old.cites_id IS NULL THEN 'Write a note' ELSE 'Add to a note' END,
       old.said, '', 1, '', old.saved_at
  FROM families_notedraft AS old JOIN families_family AS family ON family.id = old.family_id;

INSERT INTO families_draft (by_id, family_id, page, parts, what, typed, last_field, revision, tab, saved_at)
SELECT old.saved_by_id, old.family_id, 'families:assessment', jsonb_build_object('token', family.token::text),
       'Whole-family assessment',
       COALESCE((
           SELECT jsonb_object_agg(section.key || '_' || said.key, jsonb_build_array(said.value))
             FROM jsonb_each(old.answers) AS section, jsonb_each(section.value) AS said
       ), '{}'), '', 1, '', old.saved_at
  FROM families_assessmentdraft AS old JOIN families_family AS family ON family.id = old.family_id;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0010_notices_of_audits'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('page', models.CharField(max_length=100)),
                ('parts', models.JSONField()),
                ('what', models.CharField(max_length=200)),
                ('typed', models.JSONField()),
                ('last_field', models.CharField(blank=True, max_length=200)),
                ('revision', models.PositiveIntegerField()),
                ('tab', models.CharField(max_length=36)),
                ('saved_at', models.DateTimeField(db_index=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                ('family', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='families.family')),
            ],
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('by', 'page', 'parts'), name='one_draft_of_each_form_for_each_person', violation_error_message='Another tab saved this at the same moment. Save again.'),
        ),
        migrations.RunSQL(CARRIED_OVER, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", "SET CONSTRAINTS ALL IMMEDIATE"),
        migrations.DeleteModel(name='MeetingDraft'),
        migrations.DeleteModel(name='NoteDraft'),
        migrations.DeleteModel(name='AssessmentDraft'),
    ]
