"""Worlds that many tests begin with: each is made once, and stands for as long as test after test begins with it.

A world is made inside a transaction that stays open. Tests that ask for it run in savepoints of that transaction, so
each finds it as it was made, whatever those before did. As soon as a test that uses the database asks for another
world, or for none, the transaction is rolled back: that test finds what it would have found alone. `tests/conftest.py`
calls `begin` and `end` round every test.
"""

import copy
from contextlib import ExitStack

import pytest
from django.db import connection, transaction

# Rows that tests took back again are only cleared away once the transaction has ended.
MOST_TESTS = 100


def standing(make):
    """The fixture of a standing world, with the name of the function that makes it, which is given an empty folder.

    Each test gets a copy of its own of what `make` returned.
    """

    def world(db):
        return copy.deepcopy(WORLD.found)

    world.__doc__, world.makes_world = make.__doc__, make
    return pytest.fixture(name=make.__name__)(world)


def wanted_by(item):
    """What makes the standing world that a test begins with; None where it begins with an empty database."""
    fixtures = [found[-1].func for found in item._fixtureinfo.name2fixturedefs.values()]
    makers = [fixture.makes_world for fixture in fixtures if hasattr(fixture, "makes_world")]
    assert len(makers) < 2, f"{item.nodeid} begins with two worlds"
    return makers[0] if makers else None


def uses_database(item):
    """Whether a test, or something that it shares with others, uses the database."""
    return "django_db_setup" in item.fixturenames or item.get_closest_marker("django_db") is not None


class World:
    """What stands in the database at the moment, if anything does: what made it, and what that returned."""

    def __init__(self):
        self.make, self.found, self.tests, self.opened = None, None, 0, ExitStack()

    def begin(self, item, blocker, new_folder):
        """Sees to it that the world which a test begins with stands, before the test's own savepoint is made."""
        make = wanted_by(item)
        if self.make != make or self.tests >= MOST_TESTS:
            self.undo()
        if make and not self.make:
            assert not connection.in_atomic_block, f"{make.__name__} would stand inside what a wider fixture made"
            with ExitStack() as opened:
                opened.enter_context(blocker.unblock())
                opened.enter_context(transaction.atomic())
                opened.callback(transaction.set_rollback, True)
                self.found = make(new_folder(make.__name__))
                opened.enter_context(blocker.block())
                self.make, self.tests, self.opened = make, 0, opened.pop_all()
        self.tests += 1

    def end(self, following):
        """Undoes the world unless the test that follows begins with it, or has nothing to do with the database."""
        if self.make and uses_database(following) and wanted_by(following) != self.make:
            self.undo()

    def undo(self):
        """Rolls back all that the world's maker did."""
        self.make = self.found = None
        self.opened.close()


WORLD = World()
