"""Calendar addition as the rules mean it: the day is clamped to the end of the month."""

from django.db import migrations


class Migration(migrations.Migration):
    replaces = [('outcomes', '0013_verdicts_rest_on_families_that_stay')]
    dependencies = [
        ('outcomes', '0003_what_was_published_never_changes'),
    ]
    operations = [
        migrations.RunSQL(
            "CREATE FUNCTION outcomes_plus(day date, months integer) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE "
            "AS $$ SELECT (day + make_interval(months => months))::date $$",
            "DROP FUNCTION outcomes_plus(date, integer)",
        ),
    ]
