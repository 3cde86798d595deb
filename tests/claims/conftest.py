"""What every test of claims begins with: a published plan, and feeds that are complete."""

import pytest

from tests.claims import building


@pytest.fixture
def programme(db):
    """An outcomes plan in force and feeds that would tell us of bad news."""
    building.cover_feeds()
    return building.publish()
