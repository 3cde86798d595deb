"""Whoever recorded a meeting of the team around a family contributed too: it changes the plan."""

import importlib

from django.db import migrations

EARLIER = importlib.import_module("claims.migrations.0011_who_works_on_a_plan_contributed")
BEFORE = EARLIER.BEFORE.replace("\n)\nSELECT DISTINCT upper", EARLIER.PLANNERS + EARLIER.AGREED)
MET = """
    UNION
    SELECT recorded_by_id, 'planned' FROM families_meeting WHERE family_id = the_family
)
SELECT DISTINCT upper"""


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0013_campaigns_guard_the_sample"), ("families", "0015_meetings_are_recorded"),
    ]
    operations = [
        migrations.RunSQL(BEFORE.replace("\n)\nSELECT DISTINCT upper", MET), BEFORE),
    ]
