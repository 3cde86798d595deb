"""The reference against the worked cases, and the generator against what it promises."""

import pytest

from tests.reference.cases import CASES, unmet_expectations
from tests.reference.cases.building import day
from tests.reference.judge import judge, parse_plan
from tests.reference.world import World


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_reference_gives_the_answer_of_the_worked_case(case):
    rows = judge(case.world, [parse_plan(text) for text in case.plans], day(case.as_of))

    assert unmet_expectations(case, *rows) == []


def test_cases_have_names_of_their_own():
    assert len({case.name for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES[:3], ids=[case.name for case in CASES[:3]])
def test_world_reads_what_it_writes(case, tmp_path):
    case.world.write(tmp_path)

    assert World.read(tmp_path) == case.world
