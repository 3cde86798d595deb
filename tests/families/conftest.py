import pytest

from tests.families.world import build


@pytest.fixture
def world(db, tmp_path):
    return build(tmp_path / "files")
