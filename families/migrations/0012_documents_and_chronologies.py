"""Documents, which can only be withdrawn, and curated chronologies, which stay as they are while they are locked."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KEPT = """
CREATE FUNCTION families_documents_only_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.withdrawn_at IS NULL AND NEW.withdrawn_at IS NOT NULL
       AND (to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_because}'::text[])
           IS NOT DISTINCT FROM (to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_because}'::text[]) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'A document stays as it is: it can only be withdrawn.';
END $$;

CREATE TRIGGER documents_only_withdrawn BEFORE UPDATE OR DELETE ON families_document
    FOR EACH ROW EXECUTE FUNCTION families_documents_only_withdrawn();
CREATE TRIGGER contents_only_grow BEFORE UPDATE OR DELETE ON families_documentcontent
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();

CREATE FUNCTION families_locked_chronology() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    row_of record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
    PERFORM 1 FROM families_chronology WHERE id = row_of.chronology_id AND locked_at IS NOT NULL;
    IF FOUND THEN
        RAISE EXCEPTION 'This chronology is locked: reopen it first.';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER locked_chronology BEFORE INSERT OR UPDATE OR DELETE ON families_chronologyline
    FOR EACH ROW EXECUTE FUNCTION families_locked_chronology();
CREATE TRIGGER turns_only_grow BEFORE UPDATE OR DELETE ON families_chronologyturn
    FOR EACH ROW EXECUTE FUNCTION families_only_grows();
"""
UNDO = """
DROP TRIGGER turns_only_grow ON families_chronologyturn;
DROP TRIGGER locked_chronology ON families_chronologyline;
DROP FUNCTION families_locked_chronology();
DROP TRIGGER contents_only_grow ON families_documentcontent;
DROP TRIGGER documents_only_withdrawn ON families_document;
DROP FUNCTION families_documents_only_withdrawn();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0011_notes_and_notices'),
    ]

    operations = [
        migrations.CreateModel(
            name='Chronology',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120)),
                ('purpose', models.CharField(max_length=300)),
                ('begun_at', models.DateTimeField()),
                ('locked_at', models.DateTimeField(null=True)),
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
            ],
            options={
                'ordering': ['on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ChronologyTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('turn', models.CharField(choices=[('locked', 'Locked'), ('reopened', 'Reopened')], max_length=10)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=300)),
            ],
            options={
                'ordering': ['-at', '-pk'],
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
            ],
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
            ],
            options={
                'ordering': ['-dated_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='notice',
            name='key',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('to', 'kind', 'key'), name='nobody_is_told_twice', violation_error_message='This person was told of it already.'),
        ),
        migrations.AddField(
            model_name='chronology',
            name='begun_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='chronology',
            name='copied_from',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='families.chronology'),
        ),
        migrations.AddField(
            model_name='chronology',
            name='family',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='chronologies', to='families.family'),
        ),
        migrations.AddField(
            model_name='chronologyline',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='chronologyline',
            name='chronology',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='families.chronology'),
        ),
        migrations.AddField(
            model_name='chronologyturn',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='chronologyturn',
            name='chronology',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='turns', to='families.chronology'),
        ),
        migrations.AddField(
            model_name='digest',
            name='to',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='DocumentContent',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='content', serialize=False, to='families.document')),
                ('content', models.BinaryField()),
            ],
        ),
        migrations.AddField(
            model_name='document',
            name='added_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='family',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='families.family'),
        ),
        migrations.AddField(
            model_name='document',
            name='withdrawn_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='chronologyline',
            constraint=models.UniqueConstraint(condition=models.Q(('row__isnull', False)), fields=('chronology', 'source', 'row'), name='line_is_chosen_once', violation_error_message='That line is in this chronology already.'),
        ),
        migrations.AddConstraint(
            model_name='chronologyline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('row', None), ('source', '')), models.Q(models.Q(('source', ''), _negated=True), ('row__isnull', False)), _connector='OR'), name='line_is_chosen_or_written', violation_error_message='A line is either from the timeline or written.'),
        ),
        migrations.AddConstraint(
            model_name='chronologyturn',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), ('turn', 'reopened'), _negated=True), name='chronology_is_reopened_for_a_reason', violation_error_message='Say why the chronology is reopened.'),
        ),
        migrations.AddConstraint(
            model_name='digest',
            constraint=models.UniqueConstraint(fields=('to', 'on'), name='one_digest_a_day', violation_error_message="Today's e-mail was sent already."),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('family', 'sha256'), name='document_is_attached_once', violation_error_message='This very file is attached to this family already.'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('withdrawn_at', None), ('withdrawn_because', ''), ('withdrawn_by', None)), models.Q(('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_because', ''), _negated=True)), _connector='OR'), name='document_is_withdrawn_by_somebody_for_a_reason', violation_error_message='Say why the document is withdrawn.'),
        ),
        migrations.RunSQL(KEPT, UNDO),
    ]
