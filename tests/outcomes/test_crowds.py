"""The engine against the reference over crowds: at least 20,000 families of each kind of criterion, and no difference.

Each crowd is put into the tables at once and judged in one statement. `CROWDS=40` compares five times as many.
The last test of each kind fails if the crowds never produced a parameter, an edge of the rule or an answer.
"""

import os

import pytest

from tests.outcomes.bulk import judged_rows, put_in_bulk
from tests.outcomes.worlds import disagreements, engine_rows, put
from tests.reference.crowds import KINDS, make_crowd
from tests.reference.crowds.seen import Seen
from tests.reference.judge import judge, parse_plan

pytestmark = pytest.mark.django_db

FAMILIES = 1700
CROWDS = int(os.environ.get("CROWDS", 12))
BY_THE_LOADER = 150
TOLD = 30


@pytest.fixture(scope="module")
def seen():
    """What the crowds compared so far produced, by kind."""
    return {kind: Seen(KINDS[kind]) for kind in KINDS}


@pytest.mark.parametrize("seed", range(CROWDS))
@pytest.mark.parametrize("kind", KINDS)
def test_engine_agrees_with_the_reference_over_a_crowd(kind, seed, seen):
    crowd = make_crowd(kind, seed, FAMILIES)
    expected = judge(crowd.world, [parse_plan(text) for text in crowd.plan_texts()], crowd.as_of)
    known_at = put_in_bulk(crowd.world, crowd.plan_texts(), seed=seed)
    found = disagreements(expected, judged_rows(crowd.as_of, known_at))
    assert found[:TOLD] == []
    seen[kind].add(crowd, expected[0])


@pytest.mark.parametrize("kind", KINDS)
def test_the_loader_takes_a_crowd_and_the_engine_agrees(kind):
    crowd = make_crowd(kind, 100, BY_THE_LOADER)
    crowd.world.deciders.clear()
    put(crowd.world, crowd.plan_texts())
    expected = judge(crowd.world, [parse_plan(text) for text in crowd.plan_texts()], crowd.as_of)
    assert disagreements(expected, engine_rows(crowd.as_of))[:TOLD] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_crowds_produced_every_parameter_edge_and_answer(kind, seen):
    if not seen[kind].families:
        for seed in range(CROWDS):
            crowd = make_crowd(kind, seed, FAMILIES)
            plans = [parse_plan(text) for text in crowd.plan_texts()]
            seen[kind].add(crowd, judge(crowd.world, plans, crowd.as_of)[0])
    assert seen[kind].families >= 20_000
    assert seen[kind].lacking() == []
