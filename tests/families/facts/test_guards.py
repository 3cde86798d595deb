"""What must hold when things go wrong: a load killed half-way, two at once, a file too big for memory."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections

from families.facts import actions
from families.facts.actions import load_file, load_paths
from families.models import Event, Load, LogEntry
from families.permissions import Refused
from tests.families.facts.files import as_csv, put, put_world

HEADER = ["source_ref", "source", "kind", "occurred_on", "person_ref"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def committed_world(transactional_db, tmp_path):
    folder = put_world(tmp_path / "world")
    load_paths(paths=[folder], by=None)
    return folder


def many_events(folder, rows):
    events = [[f"M{number}", "police", "asb_incident", "2015-12-01", f"P{number % 6 + 1}"] for number in range(rows)]
    return put(folder, "events.csv", as_csv([HEADER, *events]))


def traces():
    return Event.objects.count(), Load.objects.count(), LogEntry.objects.count()


@pytest.mark.parametrize("step", ["stage", "weigh", "write", "finish"])
def test_a_load_whose_connection_dies_leaves_nothing(committed_world, tmp_path, monkeypatch, step):
    before = traces()
    path = many_events(tmp_path, 100)
    whole = getattr(actions, step)

    def then_die(*words, **options):
        result = whole(*words, **options)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        return result

    monkeypatch.setattr(actions, step, then_die)
    with pytest.raises(DatabaseError):
        load_file(path=path, by=None)
    monkeypatch.undo()
    connections.close_all()
    assert traces() == before
    assert load_file(path=path, by=None).accepted == 100


def test_a_load_that_fails_leaves_nothing(committed_world, tmp_path, monkeypatch):
    before = traces()

    def fail(*words, **options):
        raise RuntimeError("planted")

    monkeypatch.setattr(actions, "finish", fail)
    with pytest.raises(RuntimeError, match="planted"):
        load_file(path=many_events(tmp_path, 100), by=None)
    assert traces() == before


def test_rejects_that_cannot_be_written_leave_the_file_unloaded(committed_world, tmp_path):
    before = traces()
    path = put(tmp_path, "events.csv", as_csv([HEADER, ["M1", "police", "asb_incident", "soon", "P1"]]))
    put(tmp_path, "a_file", b"not a folder")
    with pytest.raises(Refused, match="cannot be used"):
        load_file(path=path, by=None, rejects_dir=tmp_path / "a_file")
    assert traces() == before


def test_two_loads_of_one_file_at_once_give_what_one_gives(committed_world, tmp_path):
    path = many_events(tmp_path, 3_000)
    start = threading.Barrier(2)
    figures = []

    def load():
        try:
            start.wait(timeout=30)
            done = load_file(path=path, by=None, rejects_dir=tmp_path / threading.current_thread().name)
            figures.append((done.accepted, done.unchanged, done.rejected))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=load, name=name) for name in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    assert sorted(figures) == [(0, 3_000, 0), (3_000, 0, 0)]
    assert Event.objects.filter(source_ref__startswith="M").count() == 3_000


def test_a_load_waits_for_another_of_the_same_dataset(committed_world, tmp_path):
    """The other is a bare connection that holds the lock: the load is still waiting while it does."""
    connection.ensure_connection()
    parameters = {**connection.get_connection_params()}
    parameters.pop("cursor_factory", None)
    other = psycopg2.connect(**parameters)
    path = many_events(tmp_path, 10)
    waited = []

    def load():
        load_file(path=path, by=None)
        waited.append(1)
        connections.close_all()

    try:
        with other.cursor() as cursor:
            actions.lock(cursor, "events")
        thread = threading.Thread(target=load)
        thread.start()
        thread.join(timeout=2)
        assert thread.is_alive()
        assert waited == []
        other.rollback()
        thread.join(timeout=60)
        assert waited == [1]
    finally:
        other.close()


def test_a_large_file_is_loaded_in_little_memory(committed_world, tmp_path):
    """A process that loads 100,000 events needs no more than one that loads a few, and some 60 MB."""
    script = (
        "import django, resource, sys; django.setup();"
        "from families.facts.actions import load_file;"
        "done = load_file(path=sys.argv[1], by=None);"
        "print(done.accepted, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    name = connection.settings_dict["NAME"]
    environment = {
        **os.environ, "DJANGO_SETTINGS_MODULE": "troubled_families.settings", "PYTHONPATH": str(ROOT),
        "DATABASE_URL": urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl(),
        "SECRET_KEY": settings.SECRET_KEY, "REDIS_URL": settings.REDIS_URL,
    }

    def kilobytes(path):
        words = [sys.executable, "-c", script, str(path)]
        done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
        return tuple(map(int, done.stdout.split()))

    few = kilobytes(many_events(tmp_path / "few", 10))
    many = kilobytes(many_events(tmp_path / "many", 100_000))
    assert (few[0], many[0]) == (10, 99_990)
    assert many[1] - few[1] < 60_000


def test_the_command_tells_of_a_database_that_went_away_in_a_sentence(committed_world, tmp_path, monkeypatch):
    before = traces()
    whole = actions.create_tables

    def then_die(cursor, dataset):
        whole(cursor, dataset)
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', '1', false)")
        time.sleep(0.2)

    monkeypatch.setattr(actions, "create_tables", then_die)
    sentence = r"events.csv: the database refused it .* Nothing of this file was loaded"
    with pytest.raises(CommandError, match=sentence) as told:
        call_command("load", str(many_events(tmp_path, 10)))
    assert told.value.returncode == 1
    monkeypatch.undo()
    connections.close_all()
    assert traces() == before
