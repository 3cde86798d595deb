"""Calendar addition as the rules mean it: the day is clamped to the end of the month."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("outcomes", "0002_published_plans_never_change")]
    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION outcomes_plus(day date, months integer) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE "
            "AS $$ SELECT (day + make_interval(months => months))::date $$",
            "DROP FUNCTION outcomes_plus(date, integer)",
        ),
    ]
