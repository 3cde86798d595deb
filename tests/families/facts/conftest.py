import pytest

from families.facts.actions import load_file, load_paths
from tests.families.facts.files import put, put_world


@pytest.fixture
def world(db, tmp_path):
    """A small authority, loaded from files. Gives the folder."""
    folder = put_world(tmp_path / "world")
    assert all(load.state == "done" for load in load_paths(paths=[folder], by=None))
    return folder


@pytest.fixture
def load(tmp_path):
    """Loads a file made from its name and content; the rejects file is beside it, in `sent`."""

    def load_content(name, content, **options):
        return load_file(path=put(tmp_path / "sent", name, content), by=None, **options)

    return load_content


@pytest.fixture
def rejects(tmp_path):
    """Where the rows of a loaded file named so were handed back."""
    return lambda name: tmp_path / "sent" / f"{name.rpartition('.')[0]}.rejected.csv"
