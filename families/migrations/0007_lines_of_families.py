"""Which families are one line: those that came out of one another, at any remove."""

from django.db import migrations

LINE = """
CREATE FUNCTION families_line_of(the_family bigint) RETURNS SETOF bigint LANGUAGE sql STABLE AS $$
WITH RECURSIVE reached(member_id) AS (
    SELECT the_family
    UNION
    SELECT CASE tie.earlier_id WHEN reached.member_id THEN tie.later_id ELSE tie.earlier_id END
    FROM reached
    JOIN families_lineageevent tie
      ON reached.member_id IN (tie.earlier_id, tie.later_id) AND tie.superseded_at IS NULL
)
SELECT member_id FROM reached
$$;
"""


class Migration(migrations.Migration):
    replaces = [('families', '0015_meetings_are_recorded')]
    dependencies = [
        ('families', '0006_records_stay_as_they_are'),
    ]
    operations = [
        migrations.RunSQL(LINE, "DROP FUNCTION families_line_of(bigint);"),
    ]
