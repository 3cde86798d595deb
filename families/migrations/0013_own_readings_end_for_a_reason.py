import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0012_notes_can_be_recorded_in_error'),
    ]

    operations = [
        migrations.CreateModel(
            name='OwnReadingEnd',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=300)),
                ('reading', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='end', to='families.ownreading')),
            ],
        ),
        migrations.AddConstraint(
            model_name='ownreadingend',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='own_reading_ends_for_a_reason', violation_error_message='Say why the family’s own score is changed.'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER reasons_only_grow BEFORE UPDATE OR DELETE ON families_ownreadingend"
            " FOR EACH ROW EXECUTE FUNCTION families_only_grows()",
            "DROP TRIGGER reasons_only_grow ON families_ownreadingend",
        ),
    ]
