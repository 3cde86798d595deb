"""People who write and publish drafts."""

import pytest

from families.accounts.enums import Role
from tests.outcomes.authority import user


@pytest.fixture
def writer(db):
    """An analyst who writes."""
    return user(Role.ANALYST, "anneliese.quill")


@pytest.fixture
def publisher(db):
    """A programme manager who publishes what others wrote."""
    return user(Role.PROGRAMME_MANAGER, "meera.holloway")
