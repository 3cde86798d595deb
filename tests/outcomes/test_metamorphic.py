"""What must not matter does not, and what is missing never helps: worlds retold, loaded and judged.

The rules are looked at from outside here, without knowing any answer: two tellings of one world must be judged alike,
and a world with something left out never better. What each guarantee covers, and what it cannot, stands at its test.
"""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from tests.outcomes.retelling import (
    References,
    answers_moved,
    in_another_order,
    in_two_parts,
    retold,
    splitter,
    text_moved,
    with_other_names,
    with_years_moved,
)
from tests.outcomes.worlds import disagreements, engine_rows, load, put
from tests.reference.generate import make_plans, make_world
from tests.reference.judge import parse_plan
from tests.reference.world import Coverage, Spell

pytestmark = pytest.mark.django_db

SEED, FAMILIES, DAY = 31, 110, date(2017, 6, 30)
HELPS = ("met", "neutral")


@pytest.fixture(scope="module")
def told():
    """The world and its plans."""
    return make_world(SEED, FAMILIES, as_of=DAY), make_plans(SEED, DAY)


@pytest.fixture(scope="module")
def said(told, django_db_setup, django_db_blocker):
    """What is said of the world as it is first told."""
    with django_db_blocker.unblock(), transaction.atomic():
        put(*told)
        rows = engine_rows(DAY)
        transaction.set_rollback(True)
    assert sum(row["status"] == "met" for row in rows[0]) > FAMILIES / 3
    return rows


@pytest.fixture
def rng(request):
    return random.Random(request.node.name)


def test_the_order_of_rows_and_of_loads_does_not_matter(told, said, rng):
    world, plans = told
    put(in_another_order(world, rng), plans)
    assert disagreements(said, engine_rows(DAY)) == []


def test_a_world_loaded_in_two_parts_is_the_same(told, said, rng):
    world, plans = told
    first, second = in_two_parts(world, rng)
    put(first, plans)
    assert disagreements(said, engine_rows(DAY)) != []
    load(second)
    assert disagreements(said, engine_rows(DAY)) == []


def test_rows_told_twice_in_a_file_and_in_two_files_count_once(told, said, rng):
    world, plans = told
    put(retold(world, lambda row: [row, row] if rng.random() < 0.5 else row), plans)
    load(world)
    assert disagreements(said, engine_rows(DAY)) == []


def test_a_spell_told_as_two_that_touch_is_the_same(told, said, rng):
    world, plans = told
    split = retold(world, splitter(world, [parse_plan(text) for text in plans], rng))
    assert len(split.spells) > len(world.spells) * 1.5
    put(split, plans)
    assert disagreements(said, engine_rows(DAY)) == []


def test_all_dates_moved_by_28_years_move_the_answers_and_nothing_else(told, said):
    """28 years keep every weekday and leap day, and so the last Friday of June; other numbers of years do not."""
    world, plans = told
    put(retold(world, lambda row: with_years_moved(row, -28)), [text_moved(text, -28) for text in plans])
    assert disagreements(said, answers_moved(engine_rows(DAY.replace(year=DAY.year - 28)), 28)) == []


def test_last_friday_of_june_moves_with_other_numbers_of_years():
    """Where dates moved by a year legitimately give another answer: the day on which school age ends."""
    fridays = {
        year: max(day for day in range(24, 31) if date(year, 6, day).weekday() == 4) for year in (1989, 2016, 2017)
    }
    assert fridays == {1989: 30, 2016: 24, 2017: 30}


def test_names_do_not_matter(told, said):
    world, plans = told
    put(retold(world, with_other_names), plans)
    assert disagreements(said, engine_rows(DAY)) == []


def test_references_do_not_matter(told, said, rng):
    world, plans = told
    references = References(rng)
    put(retold(world, references.renamed), plans)
    assert disagreements(said, references.answers_renamed_back(engine_rows(DAY))) == []


def test_a_spell_of_somebody_who_comes_of_age_is_not_the_same_in_two_parts(told):
    """Where a split legitimately matters: the age is that of the spell's own first day."""
    world, plans = told
    tables = [parse_plan(text) for text in plans]
    split = splitter(world, tables, random.Random(1))
    of_an_age = {
        kind for plan in tables for headline in plan["headline"] for criterion in headline["criterion"]
        if criterion.get("age_under") for kind in criterion.get("spells", ())
    }
    assert of_an_age
    spell = Spell("S", "council", min(of_an_age), DAY - timedelta(days=9), person_ref="P")
    assert split(spell) == spell


def better(before, after):
    """What came out better: verdicts met or not applying that did not before, and families that could be claimed."""
    key = ("family_ref", "headline", "criterion", "person_ref")
    statuses = {tuple(row[name] for name in key): row["status"] for row in before[0]}
    claimable = {row["family_ref"] for row in before[1] if row["claimable"] == "yes"}
    found = [
        (row, statuses.get(tuple(row[name] for name in key))) for row in after[0]
        if row["status"] in HELPS and statuses.get(tuple(row[name] for name in key)) != row["status"]
    ]
    return found + [row for row in after[1] if row["claimable"] == "yes" and row["family_ref"] not in claimable]


def lost(before, after):
    """How many verdicts that were met are not any more."""
    return sum(row["status"] == "met" for row in before[0]) - sum(row["status"] == "met" for row in after[0])


def some_of(rows, key, rng):
    """Half of the different keys of these rows."""
    keys = sorted({key(row) for row in rows})
    return set(rng.sample(keys, len(keys) // 2))


def without_terms_of_children(world, plans, rng):
    """All records of a child's term, at every school. One school's alone may be the worse half of a term."""
    gone = some_of(world.term_records, lambda row: (row.person_ref, row.term), rng)
    return lambda row: None if (getattr(row, "person_ref", ""), getattr(row, "term", "")) in gone else row


def without_coverage(world, plans, rng):
    """Any rows of coverage."""
    gone = set(rng.sample(world.coverage, len(world.coverage) // 3))
    return lambda row: None if isinstance(row, Coverage) and row in gone else row


def without_work_of_adults(world, plans, rng):
    """All work of an adult. One spell's loss may move the day work began past one on which it was barred."""
    kinds = ("employment", "work_programme")
    gone = some_of([row for row in world.spells if row.kind in kinds], lambda row: row.person_ref, rng)
    return lambda row: None if getattr(row, "kind", "") in kinds and row.person_ref in gone else row


def without_benefits_of_adults(world, plans, rng):
    """All benefits of an adult: nothing is left to have come off. A single benefit's loss may add good days."""
    benefits = [row for row in world.spells if row.kind.startswith("benefit_")]
    gone = some_of(benefits, lambda row: row.person_ref, rng)
    return lambda row: None if row in benefits and row.person_ref in gone else row


def without_scores_of_families(world, plans, rng):
    """All readings of a family and of everybody who was ever in it. A single bad reading's loss may help."""
    families = some_of(world.families, lambda row: row.family_ref, rng)
    people = {row.person_ref for row in world.memberships if row.family_ref in families}
    gone = [row for row in world.scores if row.family_ref in families or row.person_ref in people]
    return lambda row: None if row in gone else row


def without_good_decisions(world, plans, rng):
    """Any decisions that progress was achieved; one that it was not is a bad fact."""
    gone = set(rng.sample([row for row in world.judgements if row.achieved], 20))
    return lambda row: None if type(row).__name__ == "Judgement" and row in gone else row


def without_a_feed(world, plans, rng):
    """Everything of some kinds together with all their coverage, as if their feed had never come."""
    gone = set(rng.sample(sorted({row.kind for row in world.coverage}), 6))
    return lambda row: None if getattr(row, "kind", "") in gone else row


def without_assessments(world, plans, rng):
    """The assessment and the lead worker of some families."""
    gone = some_of(world.families, lambda row: row.family_ref, rng)

    def change(row):
        if type(row).__name__ == "Family" and row.family_ref in gone:
            return replace(row, assessed_on=None, lead_worker="")
        return row

    return change


REMOVALS = [
    without_terms_of_children, without_coverage, without_work_of_adults, without_benefits_of_adults,
    without_scores_of_families, without_good_decisions, without_a_feed, without_assessments,
]


@pytest.mark.parametrize("removal", REMOVALS)
def test_what_is_missing_never_helps(removal, told, said, rng):
    """Exactly what each removal leaves out stands at it. Bad facts alone may help by their absence, and do."""
    world, plans = told
    put(retold(world, removal(world, plans, rng)), plans)
    after = engine_rows(DAY)
    assert better(said, after) == []
    claimable = [sum(row["claimable"] == "yes" for row in rows[1]) for rows in (said, after)]
    assert lost(said, after) > 0 or claimable[1] < claimable[0]


def test_bad_facts_that_are_missing_help_unless_their_coverage_is_missing_too(told, said):
    """Why coverage is asked for: taking bad facts away while the feed says that it is whole does help."""
    world, plans = told
    kinds = {row.kind for row in world.coverage}
    bad = {row for row in [*world.events, *world.spells] if row.kind in kinds}
    put(retold(world, lambda row: None if row in bad else row), plans)
    assert len(better(said, engine_rows(DAY))) > 0
