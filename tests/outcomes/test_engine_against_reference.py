"""The engine against the reference: every row of `verdicts` and `readiness`, over made-up families on the edges.

`REFERENCE_WORLDS=400` compares that many worlds instead of the usual few; `REFERENCE_SEED` says where to begin.
"""

import os
from datetime import date, timedelta

import pytest

from families.models import Family
from outcomes.judging import Scope, judge_families_now
from tests.outcomes.worlds import as_text, disagreements, engine_rows, put, reference_rows
from tests.reference.generate import make_plans, make_world
from tests.reference.judge import is_engaged_on, judge_headlines, parse_plan, plan_in_force
from tests.reference.known import Known

pytestmark = pytest.mark.django_db

FAMILIES = 130
WORLDS = int(os.environ.get("REFERENCE_WORLDS", 12))
FIRST_SEED = int(os.environ.get("REFERENCE_SEED", 1))
# Month ends, leap days, the edges of terms and of the school year, and ordinary days.
DAYS = [
    date(2016, 2, 29), date(2016, 8, 31), date(2017, 3, 1), date(2017, 6, 30), date(2016, 12, 17), date(2017, 2, 28),
    date(2016, 5, 31), date(2017, 4, 18), date(2016, 9, 1), date(2017, 7, 22), date(2016, 12, 31), date(2017, 1, 3),
]


def made(seed):
    """A world, its outcomes plans and the day it was made for."""
    day = DAYS[seed % len(DAYS)]
    return make_world(seed, FAMILIES, as_of=day), make_plans(seed, day), day


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + WORLDS))
def test_engine_agrees_with_the_reference_in_every_row(seed):
    world, plans, day = made(seed)
    put(world, plans)
    for as_of in (day, day + timedelta(days=1 + seed % 3)):
        expected = reference_rows(world, plans, as_of)
        assert len(expected[0]) > FAMILIES
        assert len(expected[1]) > FAMILIES * 0.9
        assert disagreements(expected, engine_rows(as_of)) == []


def test_one_family_a_range_and_everybody_are_judged_alike():
    world, plans, day = made(3)
    put(world, plans)
    everybody = engine_rows(day)
    ids = list(Family.objects.order_by("pk").values_list("pk", flat=True))
    in_ranges = ([], [])
    for first in range(0, len(ids), 37):
        chunk = ids[first:first + 37]
        for rows, more in zip(in_ranges, engine_rows(day, scope=Scope(first_family=chunk[0], last_family=chunk[-1])),
                              strict=True):
            rows += more
    assert disagreements(everybody, in_ranges) == []

    expected = by_family(everybody)
    judged = judge_families_now(ids, as_of=day)
    assert {family.pk: as_rows(judged[family.pk]) for family in Family.objects.filter(pk__in=judged)} == {
        family.pk: expected[family.reference] for family in Family.objects.filter(pk__in=judged)
    }
    assert len(judged) == len(expected)
    for family in Family.objects.order_by("pk")[:40]:
        one = judge_families_now([family.pk], as_of=day)
        assert {pk: as_rows(judgement) for pk, judgement in one.items()} == (
            {family.pk: expected[family.reference]} if family.reference in expected else {}
        )


def test_judging_a_range_leaves_the_families_outside_it_out():
    world, plans, day = made(4)
    put(world, plans)
    ids = list(Family.objects.order_by("pk").values_list("pk", flat=True))
    _, readiness = engine_rows(day, scope=Scope(first_family=ids[10], last_family=ids[19]))
    references = set(Family.objects.filter(pk__in=ids[10:20]).values_list("reference", flat=True))
    assert 0 < len(readiness) <= 10
    assert {row["family_ref"] for row in readiness} <= references


def test_headlines_join_their_criteria_as_the_reference_does():
    world, plans, day = made(5)
    put(world, plans)
    known, tables = Known(world, day), [parse_plan(text) for text in plans]
    references = dict(Family.objects.values_list("pk", "reference"))
    families = {family.family_ref: family for family in world.families}
    compared = 0
    for pk, judgement in judge_families_now(list(references), as_of=day).items():
        family = families[references[pk]]
        plan = plan_in_force(tables, family.framework, day)
        engaged = plan is not None and is_engaged_on(family, day)
        expected = {
            headline.code: (headline.is_raised, headline.status, date_of(headline))
            for headline in (judge_headlines(known, family, plan) if engaged else []) if headline.counts
        }
        in_plan = {headline["code"] for headline in plan["headline"]} if plan else set()
        assert {
            headline.code: (headline.raised, headline.status, headline.due_on)
            for headline in judgement.headlines if headline.code in in_plan and headline.status
        } == expected
        compared += len(expected)
    assert compared > FAMILIES * 1.5


def date_of(headline):
    """The date that the reference gives a headline, where the headline is one that may have a date."""
    return headline.date_met if headline.status in ("pending", "regressed") else None


VERDICT_CELLS = (
    "headline", "criterion", "person_ref", "status", "reason", "window_starts_on", "window_ends_on", "value",
    "threshold", "due_on",
)
READINESS_CELLS = ("framework", "engaged", "eligible", "sustained", "employment", "claimable", "route", "earliest_on")


def by_family(rows):
    """The exports' rows as one entry per open family: its verdicts in an order of their own, its readiness."""
    verdicts, readiness = rows
    return {
        row["family_ref"]: (
            sorted(
                tuple(one[cell] for cell in VERDICT_CELLS) for one in verdicts if one["family_ref"] == row["family_ref"]
            ),
            tuple(row[cell] for cell in READINESS_CELLS),
            row["blockers"],
        )
        for row in readiness
    }


def as_rows(judgement):
    """A judgement of one family in the shape of `by_family`."""
    verdicts = [
        tuple(as_text(getattr(one, "person_reference" if cell == "person_ref" else cell)) for cell in VERDICT_CELLS)
        for headline in judgement.headlines for one in headline.verdicts
    ]
    cells = (getattr(judgement, cell) for cell in READINESS_CELLS)
    readiness = tuple({True: "yes", False: "no"}.get(cell, as_text(cell)) for cell in cells)
    return sorted(verdicts), readiness, "; ".join(judgement.blockers)
