"""What most tests of families begin with: two families, and everybody who may sign in."""

import pytest

from tests.families.world import build
from tests.standing import standing


@standing
def two_families(folder):
    """The world of `tests.families.world`."""
    return build(folder)


@pytest.fixture
def world(two_families):
    """Two families, and everybody who may sign in."""
    return two_families
