"""The worked cases, loaded as a partner would send them and judged by the engine."""

from datetime import date

import pytest

from tests.outcomes.worlds import engine_rows, put
from tests.reference.cases import CASES, unmet_expectations

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_engine_gives_what_the_worked_case_says(case):
    put(case.world, case.plans)
    assert unmet_expectations(case, *engine_rows(date.fromisoformat(case.as_of))) == []
