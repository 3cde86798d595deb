import pytest
from django.db import transaction

from families.facts.actions import load_file, load_paths
from tests.families.facts.files import put, put_world


@pytest.fixture(scope="module")
def loaded_world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The small authority, loaded once for a module's tests, each of which runs in a savepoint of its own."""
    folder = put_world(tmp_path_factory.mktemp("world"))
    with django_db_blocker.unblock(), transaction.atomic():
        assert {load.state for load in load_paths(paths=[folder], by=None)} == {"done"}
        with django_db_blocker.block():
            yield folder
        transaction.set_rollback(True)


@pytest.fixture
def world(loaded_world, db):
    """A small authority, loaded from files. Gives the folder."""
    return loaded_world


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
