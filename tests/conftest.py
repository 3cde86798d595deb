"""The order in which files of tests are handed to the processes that share them, and the worlds that stand then."""

import gc
from collections import Counter

import pytest
from django.db import transaction

from families.two_clocks import present_moment
from outcomes.judging import Scope, judge
from tests.standing import WORLD

# Few tests that take long. A process that took one of these last would work on alone after the others have ended.
LONG = (
    "tests/journeys/test_accessibility.py", "tests/claims/test_demo_loaded.py", "tests/journeys/test_questions.py",
    "tests/outcomes/ledger/test_exact.py", "tests/troubled_families/", "tests/journeys/", "tests/claims/test_demo.py",
    "tests/claims/test_walk.py", "tests/claims/test_races.py", "tests/outcomes/test_nights",
    "tests/outcomes/silence/test_silence.py", "tests/claims/test_previews.py", "tests/outcomes/test_replay",
    "tests/outcomes/test_engine_against_reference.py", "tests/outcomes/test_metamorphic.py",
    "tests/families/test_access.py", "tests/families/purposes/test_held.py",
)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """Long files first, then those with many tests. One process alone keeps pytest's own order."""
    if hasattr(config, "workerinput"):
        file_of = {item: item.nodeid.partition("::")[0] for item in items}
        tests = Counter(file_of.values())
        rank = {
            file: next((place for place, start in enumerate(LONG) if file.startswith(start)), len(LONG))
            for file in tests
        }
        items.sort(key=lambda item: (rank[file_of[item]], -tests[file_of[item]]))


def pytest_collection_finish(session):
    """What was imported and collected stays to the end: whoever looks for garbage need not go through it every time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The database, in a session that has its work tables of judging, as any session has from its second judgement on.

    Made by a test they would go when it is undone, and with them all that the session had planned over them.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        moment = present_moment()
        judge(Scope(families=()), as_of=moment.date(), known_at=moment)


@pytest.fixture(scope="session")
def worlds_end(django_db_setup):
    """The last standing world is undone before the database is taken away."""
    yield
    WORLD.undo()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef, request):
    """pytest-django opens each test's own savepoint, or transaction, in the fixture of this name."""
    if fixturedef.argname == "_django_db_helper":
        blocker, folders, _ = map(request.getfixturevalue, ("django_db_blocker", "tmp_path_factory", "worlds_end"))
        WORLD.begin(request.node, blocker, folders.mktemp)
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Once a test's savepoint is gone, and before anything is made that the next test shares with others."""
    try:
        return (yield)
    finally:
        if nextitem is not None:
            WORLD.end(nextitem)
