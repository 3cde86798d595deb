"""`manage.py load`, as a data officer or a scheduler meets it."""

import io

import pytest
from django.core.management import CommandError, call_command

from families.models import Coverage, Event, Load
from tests.families.facts.files import WORLD, put, put_world

BAD = """
    source_ref,source,kind,occurred_on,person_ref
    E8,police,asb_incident,9/16/2016,P1
    E9,police,asb_incident,1/9/2016,P1
"""


def run(*words):
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load", *map(str, words), stdout=out, stderr=err)
    except CommandError as refusal:
        return refusal.returncode, out.getvalue(), f"{err.getvalue()}{refusal}"
    return 0, out.getvalue(), err.getvalue()


def test_a_folder_loads_and_other_tables_in_it_are_left_aside(db, tmp_path):
    put_world(tmp_path)
    put(tmp_path, "budget.csv", b"a,b\n1,2\n")
    put(tmp_path, "events.rejected.csv", b"kept,error\n1,2\n")
    status, out, err = run(tmp_path)
    assert (status, err) == (0, '"budget.csv" was left aside: its name is no dataset\'s.\n')
    assert "events.csv: 3 rows, 3 taken (3 new, 0 corrected, 0 withdrawn), 0 unchanged, 0 handed back\n" in out
    assert Load.objects.count() == len(WORLD)


def test_rows_handed_back_are_told_and_the_status_is_not_0(world, tmp_path):
    path = put(tmp_path, "events.csv", BAD)
    status, out, err = run(path, "--rejects", tmp_path / "back")
    assert status == 1
    assert out == "events.csv: 2 rows, 1 taken (1 new, 0 corrected, 0 withdrawn), 0 unchanged, 1 handed back\n"
    assert 'Row 2: occurred_on "9/16/2016" is not a date' in err
    assert f"The rows are in {tmp_path / 'back' / 'events.rejected.csv'}" in err


def test_strict_loads_nothing(world, tmp_path):
    status, _, err = run(put(tmp_path, "events.csv", BAD), "--strict")
    assert status == 1
    assert "events.csv: refused, nothing was loaded. 1 of 2 rows cannot be loaded, so none was." in err
    assert not Event.objects.filter(source_ref="E9").exists()


def test_source_and_period_are_for_the_files_that_carry_kinds(world, tmp_path):
    rows = "source_ref,kind,occurred_on,person_ref\nE9,missing_episode,2016-01-05,P1"
    put(tmp_path / "both", "events.csv", rows)
    put(tmp_path / "both", "people.csv", WORLD["people"])
    words = ["--source", "police", "--covers-from", "1/1/2016", "--covers-to", "2016-01-31"]
    assert run(tmp_path / "both", *words)[0] == 0
    assert Event.objects.get(source_ref="E9").source == "police"
    assert Coverage.objects.filter(kind="missing_episode", source="police").count() == 1
    assert run(put(tmp_path, "people.csv", WORLD["people"]), *words)[0] == 1
    assert run(tmp_path / "both", "--covers-from", "2016-01-01")[0] == 1
    assert run(tmp_path / "both", "--covers-from", "soon", "--covers-to", "2016-01-31")[0] == 1


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing.csv", "There is no file or folder"), ("event.csv", "Did you mean events.csv?"),
        ("budget.csv", "does not say what it holds"), ("empty", "holds no file to load"),
    ],
)
def test_what_cannot_be_found_is_told(db, tmp_path, name, sentence):
    (tmp_path / "empty").mkdir()
    if name.endswith(".csv") and name != "missing.csv":
        put(tmp_path, name, b"a\n1\n")
    status, out, err = run(tmp_path / name)
    assert (status, out) == (1, "")
    assert sentence in err
