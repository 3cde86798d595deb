"""The generator: the same from the same seed, fit to be loaded, and rich in every verdict that there is."""

from collections import Counter
from datetime import date

import pytest

from tests.reference.generate import ALL, DEFAULT_DAY, make_plans, make_world
from tests.reference.judge import judge, parse_plan
from tests.reference.world import World

SEED = 3
FAMILIES = 2000

# Every status of every kind, with every reason that the rules name for it.
OUTCOMES = [
    ("school_terms", "met", ""),
    ("school_terms", "pending", ""),
    ("school_terms", "not_met", "ATTENDANCE"),
    ("school_terms", "not_met", "EXCLUSIONS"),
    ("school_terms", "regressed", ""),
    ("school_terms", "no_data", "TERM_MISSING"),
    ("school_terms", "no_data", "TOO_FEW_SESSIONS"),
    ("school_terms", "no_data", "FEED_GAP"),
    ("school_terms", "neutral", "TOO_FEW_TERMS"),
    ("school_terms", "neutral", "LEFT_SCHOOL_AGE"),
    ("clear_period", "met", ""),
    ("clear_period", "pending", ""),
    ("clear_period", "not_met", "OPEN_SPELL"),
    ("clear_period", "regressed", ""),
    ("clear_period", "regressed", "NEW_FACT"),
    ("clear_period", "no_data", "FEED_STALE"),
    ("clear_period", "no_data", "FEED_GAP"),
    ("reduction", "met", ""),
    ("reduction", "pending", ""),
    ("reduction", "not_met", "NEW_FACT"),
    ("reduction", "not_met", "NOT_ENOUGH"),
    ("reduction", "no_data", "FEED_GAP"),
    ("reduction", "no_data", "FEED_STALE"),
    ("reduction", "neutral", "NO_BASELINE"),
    ("continuous_work", "met", ""),
    ("continuous_work", "pending", ""),
    ("continuous_work", "not_met", "NOT_WORKING"),
    ("continuous_work", "not_met", "DOUBLE_FUNDING"),
    ("continuous_work", "regressed", "STOPPED_WORKING"),
    ("score", "met", ""),
    ("score", "pending", ""),
    ("score", "pending", "NO_SECOND_READING"),
    ("score", "not_met", ""),
    ("score", "regressed", ""),
    ("score", "no_data", "NO_READING"),
    ("judgement", "met", ""),
    ("judgement", "pending", ""),
    ("judgement", "not_met", ""),
]
BLOCKERS = [
    "NOT_ENGAGED",
    "NO_ASSESSMENT",
    "NO_PLAN",
    "PLAN_NOT_WHOLE_FAMILY",
    "NO_LEAD_WORKER",
    "NO_OBJECTIVE",
    "FEWER_THAN_NEEDED",
    "ALREADY_CLAIMED",
]


@pytest.fixture(scope="module")
def world():
    return make_world(SEED, FAMILIES)


@pytest.fixture(scope="module")
def plans():
    return [parse_plan(text) for text in make_plans(SEED)]


@pytest.fixture(scope="module")
def rows(world, plans):
    return judge(world, plans, DEFAULT_DAY)


def kinds_of_criteria(plans):
    """The kind of each criterion, by plan, version, headline and criterion."""
    return {
        (plan["code"], str(plan["version"]), headline["code"], criterion["code"]): criterion["kind"]
        for plan in plans
        for headline in plan["headline"]
        for criterion in headline["criterion"]
    }


def counted(verdicts, plans):
    """How often each kind gave each status and reason."""
    kinds = kinds_of_criteria(plans)
    return Counter(
        (
            kinds[row["plan"], row["plan_version"], row["headline"], row["criterion"]],
            row["status"],
            row["reason"],
        )
        for row in verdicts
    )


def test_every_outcome_that_the_rules_name_occurs_often(rows, plans):
    numbers = counted(rows[0], plans)

    assert {outcome: numbers[outcome] for outcome in OUTCOMES if numbers[outcome] < 20} == {}


def test_no_outcome_occurs_that_the_rules_do_not_name(rows, plans):
    assert set(counted(rows[0], plans)) <= set(OUTCOMES)


def test_every_blocker_occurs_often(rows):
    numbers = Counter(blocker.split(":")[0] for row in rows[1] for blocker in row["blockers"].split("; "))

    assert {blocker: numbers[blocker] for blocker in BLOCKERS if numbers[blocker] < 20} == {}


@pytest.mark.parametrize("route", ["sustained", "employment"])
def test_every_status_of_every_route_occurs(rows, route):
    numbers = Counter(row[route] for row in rows[1])

    assert set(numbers) >= {"met", "pending", "not_met", "regressed", "neutral"}
    assert Counter(row["route"] for row in rows[1] if row["claimable"] == "yes")[route] >= 20


def test_the_same_seed_makes_the_same_world_and_plans():
    assert make_world(7, 30) == make_world(7, 30)
    assert make_plans(7) == make_plans(7)
    assert make_world(7, 30) != make_world(8, 30)


def test_a_larger_world_begins_with_the_smaller_one():
    assert make_world(7, 40).families[:30] == make_world(7, 30).families


def test_a_made_up_world_reads_what_it_writes(tmp_path):
    made = make_world(7, 30)
    made.write(tmp_path)

    assert World.read(tmp_path) == made


@pytest.mark.parametrize("kind", sorted(ALL))
def test_a_world_of_one_kind_has_verdicts_of_that_kind_only(kind):
    plans = [parse_plan(text) for text in make_plans(5, kinds={kind})]
    verdicts, _ = judge(make_world(5, 60, kinds={kind}), plans, DEFAULT_DAY)

    assert {outcome[0] for outcome in counted(verdicts, plans)} == {kind}


@pytest.mark.parametrize("as_of", [date(2015, 9, 1), date(2016, 2, 29), date(2018, 12, 31)])
def test_other_days_can_be_judged(as_of):
    plans = [parse_plan(text) for text in make_plans(5, as_of)]
    verdicts, readiness = judge(make_world(5, 60, as_of=as_of), plans, as_of)

    assert len({row["status"] for row in verdicts}) == 6
    assert {row["as_of"] for row in readiness} == {as_of.isoformat()}


def test_no_key_occurs_twice(world):
    keys = {
        "terms": ("code",),
        "districts": ("code",),
        "people": ("person_ref",),
        "families": ("family_ref",),
        "memberships": ("family_ref", "person_ref", "starts_on"),
        "problems": ("family_ref", "headline", "person_ref"),
        "plans": ("family_ref", "agreed_on"),
        "term_records": ("person_ref", "term", "school"),
        "events": ("source", "source_ref"),
        "spells": ("source", "source_ref"),
        "scores": ("person_ref", "family_ref", "tool", "scored_on"),
        "judgements": ("family_ref", "headline", "decided_on"),
        "coverage": ("kind", "source", "starts_on"),
        "claims": ("family_ref", "framework", "claimed_on"),
    }
    for name, columns in keys.items():
        found = [tuple(getattr(row, column) for column in columns) for row in getattr(world, name)]
        assert found, name
        assert len(set(found)) == len(found), name


def test_no_row_ends_before_it_starts(world):
    rows = [*world.terms, *world.memberships, *world.spells, *world.coverage]

    assert [row for row in rows if row.ends_on is not None and row.ends_on < row.starts_on] == []


def test_neither_terms_nor_memberships_of_one_person_overlap(world):
    spans = {}
    for row in world.memberships:
        spans.setdefault((row.family_ref, row.person_ref), []).append(row)
    spans["terms"] = list(world.terms)
    for rows in spans.values():
        in_order = sorted(rows, key=lambda row: row.starts_on)
        for earlier, later in zip(in_order, in_order[1:], strict=False):
            assert earlier.ends_on is not None
            assert earlier.ends_on < later.starts_on


def test_absences_never_exceed_possible_sessions(world):
    assert [
        row
        for row in world.term_records
        if min(row.possible, row.authorised, row.unauthorised) < 0
        or row.authorised + row.unauthorised > row.possible
    ] == []


def test_every_fact_has_one_subject_that_is_known(world):
    people = {row.person_ref for row in world.people}
    families = {row.family_ref for row in world.families}
    for row in [*world.events, *world.spells, *world.scores]:
        assert bool(row.person_ref) != bool(row.family_ref)
        assert (row.person_ref in people) or (row.family_ref in families)


def test_problems_and_plans_speak_of_members_and_of_headlines_of_the_framework(world, plans):
    headlines = {(plan["code"], headline["code"]) for plan in plans for headline in plan["headline"]}
    framework = {row.family_ref: row.framework for row in world.families}
    ever_members = {(row.family_ref, row.person_ref) for row in world.memberships}
    for row in [*world.problems, *world.judgements]:
        assert (framework[row.family_ref], row.headline) in headlines
    for row in world.problems:
        assert not row.person_ref or (row.family_ref, row.person_ref) in ever_members
    for row in world.plans:
        assert {(row.family_ref, ref) for ref in row.covers.split()} <= ever_members
        assert {(framework[row.family_ref], code) for code in row.objectives.split()} <= headlines


def test_every_parameter_of_every_kind_is_varied():
    values = {}
    for seed in range(20):
        for plan in map(parse_plan, make_plans(seed)):
            for headline in plan["headline"]:
                for criterion in headline["criterion"]:
                    for name in criterion.keys() - {"kind", "code"}:
                        values.setdefault((criterion["kind"], name), set()).add(str(criterion[name]))

    assert [parameter for parameter, found in values.items() if len(found) == 1] == [("judgement", "roles")]
