"""Faults planted in the rules' SQL, one at a time: the comparison with the reference must see every one of them.

A fault that it does not see means that the made-up families lack a case.
"""

from datetime import date

import pytest
from django.db import connection, transaction

from outcomes import judging
from outcomes.actions import publish_plan
from tests.outcomes.histories import told_in_turn
from tests.outcomes.planted_faults import FAULTS
from tests.outcomes.worlds import disagreements, engine_rows, reference_rows
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db

FAMILIES = 150
WORLDS = [
    (52, date(2017, 6, 30)), (53, date(2017, 3, 1)), (58, date(2017, 6, 30)), (51, date(2017, 3, 1)),
    (66, date(2017, 3, 1)),
]
PLANTED = {name: (file, stands, instead) for file, faults in FAULTS.items() for name, stands, instead in faults}

UNCLAMPED_PLUS = """
    CREATE OR REPLACE FUNCTION pg_temp.unclamped_plus(day date, months int) RETURNS date LANGUAGE sql AS $$
        SELECT ((date_trunc('month', day) + make_interval(months => months))::date + extract(day FROM day)::int - 1)
    $$
"""


@pytest.fixture(scope="module")
def seen(django_db_setup, django_db_blocker):
    """In which world each fault was seen first, by name. None of the worlds may show one where none is planted."""
    found = {}
    with django_db_blocker.unblock():
        for seed, day in WORLDS:
            with transaction.atomic():
                questions = asked_of(seed, day)
                assert not differs(questions), (seed, day)
                for name in PLANTED.keys() - found.keys():
                    with pytest.MonkeyPatch.context() as patch:
                        plant(patch, *PLANTED[name])
                        if differs(questions):
                            found[name] = seed, day
                transaction.set_rollback(True)
    return found


def asked_of(seed, day):
    """Loads a world that was corrected on the way: (day, moment of knowing, what the reference says), latest first."""
    plans = make_plans(seed, day)
    for text in plans:
        publish_plan(text=text, by=None)
    with connection.cursor() as cursor:
        cursor.execute(UNCLAMPED_PLUS)
    told = list(told_in_turn(make_world(seed, FAMILIES, as_of=day), seed))
    return [(day, known_at, reference_rows(world, plans, day)) for world, known_at in reversed(told[1:])]


def differs(questions):
    """Whether the engine answers any of the questions otherwise than the reference."""
    return any(disagreements(expected, engine_rows(day, known_at)) for day, known_at, expected in questions)


def plant(patch, file, stands, instead):
    """Puts the slip in place of what stands in the statement, for as long as the patch lasts."""
    sound = judging.statement
    assert stands in sound(file), (file, stands)
    patch.setattr(
        judging, "statement", lambda name: sound(name).replace(stands, instead) if name == file else sound(name)
    )


def test_faults_have_names_of_their_own():
    assert len(PLANTED) == sum(map(len, FAULTS.values()))


@pytest.mark.parametrize("name", PLANTED)
def test_the_comparison_sees_the_fault(seen, name):
    assert name in seen
