"""A standing world is found as it was made, whatever tests before did to it, and only by tests that begin with it."""

import pytest

from families.accounts.enums import Role
from families.models import User
from tests.outcomes.authority import user
from tests.standing import standing


@standing
def analyst(folder):
    """One user, in a database without any other."""
    assert list(folder.iterdir()) == []
    return user(Role.ANALYST)


def spoil(analyst):
    """Changes the world, in the database and in hand."""
    assert [(analyst.username, analyst.is_active)] == [("a.analyst", True)]
    assert list(User.objects.values_list("username", "is_active")) == [("a.analyst", True)]
    analyst.is_active = False
    analyst.save()
    user(Role.AUDITOR)


@pytest.mark.parametrize("time", ["first", "again"])
def test_what_a_test_did_to_the_world_is_gone_for_the_next(analyst, time):
    spoil(analyst)


@pytest.mark.django_db
def test_a_test_that_begins_with_no_world_finds_an_empty_database():
    assert not User.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_so_does_one_that_commits():
    assert not User.objects.exists()
    user(Role.AUDITOR)


def test_the_world_is_made_again_after_others(analyst):
    spoil(analyst)
