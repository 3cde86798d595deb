import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0011_drafts_are_kept_in_one_place'),
    ]

    operations = [
        migrations.CreateModel(
            name='NoteError',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('copied_to', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='copied_from', to='families.note')),
                ('note', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='error', to='families.note')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-recorded_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='noteerror',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='note_is_in_error_for_a_reason', violation_error_message='Say why the note was recorded in error.'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER errors_only_grow BEFORE UPDATE OR DELETE ON families_noteerror"
            " FOR EACH ROW EXECUTE FUNCTION families_only_grows()",
            "DROP TRIGGER errors_only_grow ON families_noteerror",
        ),
    ]
