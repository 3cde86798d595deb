"""Files about the work with a family: problems, plans, decisions, claims."""

from families.enums import Framework, ProblemStatus
from families.facts.datasets.cells import AnyCode, Code, Codes, Day, Pounds, Reference, References, Text, YesNo
from families.facts.datasets.shape import (
    UNKNOWN_FAMILY,
    UNKNOWN_PERSON,
    Check,
    Column,
    Dataset,
    listed_headline,
)
from families.facts.enums import ClaimMadeStatus, ClaimRoute, Grade

EVER_A_MEMBER = (
    "EXISTS (SELECT FROM families_membership m WHERE m.superseded_at IS NULL"
    " AND m.family_id = w.v_family_id AND m.person_id = {person})"
)

PROBLEMS = Dataset(
    name="problems",
    one="problem",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("headline", AnyCode(), required=True),
        Column("person_ref", Reference(40)),
        Column("identified_on", Day(), required=True),
        Column("source", Text(60), required=True),
        Column("status", Code(tuple(ProblemStatus.values)), required=True),
    ),
    key=("family_ref", "headline", "person_ref"),
    table="families_problem",
    values={
        "family_id": "family.id", "headline": "s.headline", "person_id": "person.id",
        "identified_on": "s.identified_on", "source": "s.source", "status": "s.status",
    },
    held_by=("family_id", "headline", "person_id"),
    joins=("family", "person"),
    needs_headlines=True,
    checks=(
        UNKNOWN_FAMILY,
        listed_headline("headline"),
        UNKNOWN_PERSON,
        Check(
            f"w.v_person_id IS NOT NULL AND w.v_family_id IS NOT NULL"
            f" AND NOT {EVER_A_MEMBER.format(person='w.v_person_id')}",
            'person_ref "{person_ref}" was never a member of family "{family_ref}". Load memberships.csv first, or '
            "correct the reference.",
        ),
    ),
)

PLANS = Dataset(
    name="plans",
    one="plan",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("agreed_on", Day(), required=True),
        Column("covers", References()),
        Column("objectives", Codes()),
    ),
    key=("family_ref", "agreed_on"),
    table="families_plan",
    values={
        "family_id": "family.id",
        "agreed_on": "s.agreed_on",
        "covers": "(SELECT array_agg(p.id ORDER BY p.id) FROM families_person p"
        " WHERE p.reference = ANY (string_to_array(s.covers, ' ')))",
        "objectives": "s.objectives",
    },
    held_by=("family_id", "agreed_on"),
    joins=("family",),
    needs_headlines=True,
    checks=(
        UNKNOWN_FAMILY,
        Check(
            "cardinality(string_to_array(w.covers, ' ')) > cardinality(coalesce(w.v_covers, '{}'))",
            "covers names {people:SELECT string_agg(format('\"%%s\"', r), ', ')"
            " FROM unnest(string_to_array(w.covers, ' ')) r"
            " WHERE NOT EXISTS (SELECT FROM families_person p WHERE p.reference = r):}, not known."
            " Load people.csv first, or correct the reference.",
        ),
        Check(
            "w.v_family_id IS NOT NULL AND EXISTS (SELECT FROM unnest(w.v_covers) covered WHERE NOT "
            + EVER_A_MEMBER.format(person="covered") + ")",
            "covers names {people:SELECT string_agg(format('\"%%s\"', p.reference), ', ' ORDER BY p.id)"
            " FROM families_person p WHERE p.id = ANY (w.v_covers) AND NOT "
            + EVER_A_MEMBER.format(person="p.id") + ":}, never a member of this family. Load memberships.csv first, or"
            " correct the reference.",
        ),
        Check(
            "EXISTS (SELECT FROM families_familydetails d JOIN headlines h ON h.framework = d.framework"
            " WHERE d.family_id = w.v_family_id AND d.superseded_at IS NULL)"
            " AND EXISTS (SELECT FROM unnest(w.objectives) objective WHERE NOT EXISTS (SELECT FROM headlines h"
            " JOIN families_familydetails d ON d.framework = h.framework"
            " WHERE d.family_id = w.v_family_id AND d.superseded_at IS NULL AND h.code = objective))",
            "objectives names {codes:SELECT string_agg(format('\"%%s\"', objective), ', ')"
            " FROM unnest(w.objectives) objective"
            " WHERE NOT EXISTS (SELECT FROM headlines h JOIN families_familydetails d ON d.framework = h.framework"
            " WHERE d.family_id = w.v_family_id AND d.superseded_at IS NULL AND h.code = objective):},"
            " no headline of the family's framework.",
        ),
    ),
)

JUDGEMENTS = Dataset(
    name="judgements",
    one="decision",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("headline", AnyCode(), required=True),
        Column("decided_on", Day(), required=True),
        Column("decided_by", Text(120), required=True),
        Column("achieved", YesNo(), required=True),
        Column("reason", Text(4000), required=True),
    ),
    key=("family_ref", "headline", "decided_on"),
    table="families_judgement",
    values={
        "family_id": "family.id", "headline": "s.headline", "decided_on": "s.decided_on",
        "decided_by": "s.decided_by", "decider_id": "decider.id", "decider_role": "coalesce(decider.role, '')",
        "achieved": "s.achieved", "reason": "s.reason", "grade": f"{Grade.JUDGEMENT:d}",
    },
    # Not the decider's role: it is the one held when the decision was recorded, and may have changed since.
    compared=("family_id", "headline", "decided_on", "decided_by", "achieved", "reason"),
    held_by=("family_id", "headline", "decided_on"),
    joins=("family", "decider"),
    needs_headlines=True,
    checks=(UNKNOWN_FAMILY, listed_headline("headline")),
)

CLAIMS = Dataset(
    name="claims",
    one="claim",
    columns=(
        Column("family_ref", Reference(40), required=True),
        Column("framework", Code(tuple(Framework.values)), required=True),
        Column("route", Code(tuple(ClaimRoute.values)), required=True),
        Column("claimed_on", Day(), required=True),
        Column("amount", Pounds()),
        Column("status", Code(tuple(ClaimMadeStatus.values)), required=True),
    ),
    key=("family_ref", "framework", "claimed_on"),
    table="families_claimmade",
    values={
        "family_id": "family.id", "framework": "s.framework", "route": "s.route", "claimed_on": "s.claimed_on",
        "amount": "s.amount", "status": "s.status", "reference": "coalesce(held.reference, '')",
    },
    compared=("family_id", "framework", "route", "claimed_on", "amount", "status"),
    held_by=("family_id", "framework", "claimed_on"),
    joins=("family",),
    checks=(
        UNKNOWN_FAMILY,
        Check(
            "w.differs AND w.v_reference <> ''",
            "This claim was made in this system as {v_reference}, so a file cannot change it. Change it there.",
        ),
    ),
)
