"""Nothing is lost: of every file, each row is taken, unchanged or handed back, and the sums are right."""

import pytest

from families.facts.datasets import DATASETS
from families.models import Load
from tests.families.facts.files import handed_back
from tests.families.facts.malformed import MALFORMED

CLASSES = {kind for kind, *_ in MALFORMED}


def recorded(dataset):
    model = next(model for model in Load._meta.apps.get_models() if model._meta.db_table == dataset.table)
    return model.objects.count()


def test_there_are_enough_malformed_files():
    assert len(MALFORMED) >= 60
    assert len(CLASSES) >= 20


@pytest.mark.parametrize(
    ("name", "content", "rows", "refused"),
    [pytest.param(*file[1:], id=f"{number}: {file[0]}") for number, file in enumerate(MALFORMED)],
)
def test_every_row_is_accounted_for(world, load, rejects, name, content, rows, refused):
    dataset = DATASETS[name.partition(".")[0]]
    before = recorded(dataset)
    # a file that looks cut off is held until somebody takes it all the same
    done = load(name, content, accept_odd="Its sender says that it is whole")
    assert done.rows == done.accepted + done.rejected + done.unchanged == rows
    assert (done.rejected, done.accepted) == (refused, rows - refused)
    assert recorded(dataset) == before + done.accepted
    assert done.state == ("refused" if rows == refused else "part")
    if not rows:
        assert done.message.endswith(".")
        assert not rejects(name).exists()
        return
    back = handed_back(rejects(name))
    assert len(back) == refused
    for row in back:
        assert row["error"].startswith("Row ")
        assert row["error"].endswith(".")
    again = load(name, content, accept_odd="Its sender says that it is whole")
    assert (again.rows, again.accepted, again.rejected, again.unchanged) == (rows, 0, refused, rows - refused)
