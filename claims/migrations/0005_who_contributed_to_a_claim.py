"""Who contributed to a claim: whoever recorded, corrected or loaded a fact about the family, led the work or decided.

Somebody whom a file names as lead worker or decider contributed too, where no sign-in was found for the name. A file is
loaded before its people sign in for the first time, or spells a name where it should give a user name. A namesake is then
barred with them, which costs the claim another approver; the other way round would cost more.

Whoever worked on the family's plan contributed as well: objectives, actions, whom it covers, reviews, what was agreed. So
did whoever recorded a meeting of the team around a family, which changes the plan.
"""

from django.db import migrations

# Facts about the family itself, and facts about anybody who was ever recorded as its member.
ABOUT_FAMILY = ["familydetails", "membership", "problem", "leadworker", "plan", "judgement", "event", "spell", "score"]
ABOUT_MEMBERS = ["persondetails", "termrecord", "event", "spell", "score"]
TOUCHED = " UNION ALL ".join(
    [
        f"SELECT '{table}' AS fact, recorded_by_id, superseded_by_id, load_id, superseded_load_id"
        f" FROM families_{table} WHERE family_id = the_family"
        for table in ABOUT_FAMILY
    ]
    + [
        f"SELECT '{table}', recorded_by_id, superseded_by_id, load_id, superseded_load_id"
        f" FROM families_{table} WHERE person_id IN (SELECT person_id FROM members)"
        for table in ABOUT_MEMBERS
    ]
)

CALLED = (
    "upper(nullif(btrim({name}), '')) IN (upper(called.username), upper(btrim(called.first_name || ' ' || called.last_name)))"
)

PLANNED, STEPS = ("plannedmember", "objective", "planaction", "planreview"), ("stagemove", "carestep")
WORKED_ON = "".join(
    f"""
    UNION
    SELECT unnest(ARRAY[recorded_by_id, superseded_by_id]), '{did}' FROM families_{table}
    WHERE family_id = the_family"""
    for tables, did in ((PLANNED, "planned"), (STEPS, "recorded")) for table in tables
)

CONTRIBUTORS = f"""
CREATE FUNCTION claims_contributors(the_family bigint) RETURNS TABLE (staff_number text, did text)
LANGUAGE sql STABLE AS $$
WITH members AS (
    SELECT DISTINCT person_id FROM families_membership WHERE family_id = the_family
),
touched AS ({TOUCHED}),
acts AS (
    SELECT recorded_by_id AS user_id, CASE fact WHEN 'plan' THEN 'planned' ELSE 'recorded' END AS did FROM touched
    UNION
    SELECT superseded_by_id, 'corrected' FROM touched
    UNION
    SELECT file.by_id, 'loaded' FROM families_load file
    WHERE file.id IN (SELECT load_id FROM touched UNION SELECT superseded_load_id FROM touched)
    UNION
    SELECT worker_id, 'led' FROM families_leadworker WHERE family_id = the_family
    UNION
    SELECT decider_id, 'judged' FROM families_judgement WHERE family_id = the_family
    UNION
    SELECT called.id, 'led' FROM families_leadworker lead JOIN families_user called ON {CALLED.format(name="lead.name")}
    WHERE lead.family_id = the_family AND lead.worker_id IS NULL
    UNION
    SELECT called.id, 'judged' FROM families_judgement decision
    JOIN families_user called ON {CALLED.format(name="decision.decided_by")}
    WHERE decision.family_id = the_family AND decision.decider_id IS NULL{WORKED_ON}
    UNION
    SELECT recorded_by_id, 'planned' FROM families_agreement WHERE family_id = the_family
    UNION
    SELECT recorded_by_id, 'planned' FROM families_meeting WHERE family_id = the_family
)
SELECT DISTINCT upper(btrim(person.staff_number)), acts.did
FROM acts JOIN families_user person ON person.id = acts.user_id
$$;
"""


class Migration(migrations.Migration):
    replaces = [('claims', '0017_what_claims_rely_on')]
    dependencies = [
        ('claims', '0004_funding_and_savings'),
    ]
    operations = [
        migrations.RunSQL(CONTRIBUTORS, "DROP FUNCTION claims_contributors(bigint);"),
    ]
