"""Somebody whom a file names as lead worker or decider contributed too, where no sign-in was found for the name.

A file is loaded before its people sign in for the first time, or spells a name where it should give a user name. A
namesake is then barred with them, which costs the claim another approver; the other way round would cost more.
"""

import importlib

from django.db import migrations

BEFORE = importlib.import_module("claims.migrations.0002_claims_guard_themselves").CONTRIBUTORS

CALLED = (
    "upper(nullif(btrim({name}), '')) IN (upper(called.username), upper(btrim(called.first_name || ' ' || called.last_name)))"
)
NAMED_IN_FILES = f"""
    UNION
    SELECT called.id, 'led' FROM families_leadworker lead JOIN families_user called ON {CALLED.format(name="lead.name")}
    WHERE lead.family_id = the_family AND lead.worker_id IS NULL
    UNION
    SELECT called.id, 'judged' FROM families_judgement decision
    JOIN families_user called ON {CALLED.format(name="decision.decided_by")}
    WHERE decision.family_id = the_family AND decision.decider_id IS NULL
)
SELECT DISTINCT upper"""


def replacing(function):
    return function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_claims_guard_themselves")]
    operations = [
        migrations.RunSQL(replacing(BEFORE.replace("\n)\nSELECT DISTINCT upper", NAMED_IN_FILES)), replacing(BEFORE)),
    ]
