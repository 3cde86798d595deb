"""Whoever worked on a family's plan contributed too: objectives, actions, whom it covers, reviews, what was agreed."""

import importlib

from django.db import migrations

EARLIER = importlib.import_module("claims.migrations.0003_names_in_files_count_as_contributors")
BEFORE = EARLIER.replacing(EARLIER.BEFORE.replace("\n)\nSELECT DISTINCT upper", EARLIER.NAMED_IN_FILES))

WORKED_ON = ("plannedmember", "objective", "planaction", "planreview")
STEPS = ("stagemove", "carestep")
PLANNERS = "".join(
    f"""
    UNION
    SELECT unnest(ARRAY[recorded_by_id, superseded_by_id]), '{did}' FROM families_{table}
    WHERE family_id = the_family"""
    for tables, did in ((WORKED_ON, "planned"), (STEPS, "recorded")) for table in tables
)
AGREED = """
    UNION
    SELECT recorded_by_id, 'planned' FROM families_agreement WHERE family_id = the_family
)
SELECT DISTINCT upper"""


class Migration(migrations.Migration):
    dependencies = [("claims", "0010_returns_for_every_recipient"), ("families", "0013_plans_are_worked_on")]
    operations = [
        migrations.RunSQL(BEFORE.replace("\n)\nSELECT DISTINCT upper", PLANNERS + AGREED), BEFORE),
    ]
