"""What every test of claims begins with: a published plan, and feeds that are complete."""

import pytest

from tests.claims import building
from tests.standing import standing


@standing
def plan_and_feeds(folder):
    """An outcomes plan in force and feeds that would tell us of bad news."""
    building.cover_feeds()
    return building.publish()


@pytest.fixture
def programme(plan_and_feeds):
    """An outcomes plan in force and feeds that would tell us of bad news."""
    return plan_and_feeds
