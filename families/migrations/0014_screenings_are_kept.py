import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0013_own_readings_end_for_a_reason'),
    ]

    operations = [
        migrations.CreateModel(
            name='ScreeningHeld',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField()),
                ('asked', models.JSONField()),
                ('found', models.PositiveSmallIntegerField()),
                ('is_eligible', models.BooleanField(null=True)),
                ('says', models.TextField()),
                ('recorded_at', models.DateTimeField()),
                ('family', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='screenings', to='families.family')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='screeningheld',
            constraint=models.CheckConstraint(condition=models.Q(('asked', []), _negated=True), name='screening_asks_about_something', violation_error_message='There is no headline to ask about: no outcomes plan is in force.'),
        ),
        migrations.RunSQL(
            "CREATE TRIGGER screenings_only_grow BEFORE UPDATE OR DELETE ON families_screeningheld"
            " FOR EACH ROW EXECUTE FUNCTION families_only_grows()",
            "DROP TRIGGER screenings_only_grow ON families_screeningheld",
        ),
    ]
