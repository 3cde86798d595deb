"""Commands where something is amiss: a sentence on standard error and a status, never a traceback."""

import contextlib
import os
import secrets
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest

from tests.troubled_families.conftest import PROJECT


def manage(*words, without="", **environment):
    """Runs a command as from a shell, not through `run`, whichever of them runs these tests."""
    given = {name: value for name, value in os.environ.items() if name not in (without, "LOCAL_RUN")}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=PROJECT, env={**given, **environment}, capture_output=True,
        text=True, check=False,
    )


def address_of(database):
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))


@pytest.fixture
def empty_database():
    """The address of a database without a table, on the tests' own server."""
    name = f"empty_{secrets.token_hex(4)}"
    with contextlib.closing(psycopg2.connect(address_of("postgres"))) as maintenance:
        maintenance.autocommit = True
        cursor = maintenance.cursor()
        cursor.execute(f"CREATE DATABASE {name}")
        yield address_of(name)
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


COMMANDS = [("evaluate",), ("demo",), ("load", "FILE")]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_command_on_a_database_without_tables_says_to_migrate(words, empty_database, tmp_path):
    file = tmp_path / "districts.csv"
    file.write_text("code,name\nNorth,North\n")
    done = manage(*[str(file) if word == "FILE" else word for word in words], DATABASE_URL=empty_database)
    assert done.returncode == 1
    assert done.stderr.startswith("The database is not up to date (relation ")
    assert done.stderr.endswith(" does not exist). Run `python manage.py migrate` first.\n")
    assert done.stderr.count("\n") == 1


def test_run_makes_the_tables_of_an_empty_database_first(empty_database):
    done = manage("claims", "queue", DATABASE_URL=empty_database, LOCAL_RUN="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_run_leaves_the_tables_of_another_installation_alone(empty_database):
    with contextlib.closing(psycopg2.connect(empty_database)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE django_migrations (id bigserial, app text, name text, applied timestamptz);"
            "INSERT INTO django_migrations (app, name, applied) VALUES ('families', '0001_of_old', now())"
        )
        connection.commit()
    done = manage("claims", "queue", DATABASE_URL=empty_database, LOCAL_RUN="1")
    assert done.returncode == 1
    assert done.stderr.startswith("The database is not up to date")


def test_command_without_a_database_says_that_it_does_not_answer(tmp_path):
    done = manage("evaluate", DATABASE_URL=f"postgresql://postgres@/nothing?host={tmp_path}")
    assert done.returncode == 1
    assert done.stderr.startswith("The database does not answer: ")
    assert done.stderr.count("\n") == 1


def test_traceback_is_shown_to_whoever_asks_for_it(tmp_path):
    done = manage("evaluate", "--traceback", DATABASE_URL=f"postgresql://postgres@/nothing?host={tmp_path}")
    assert done.returncode == 1
    assert "Traceback (most recent call last)" in done.stderr


def test_settings_that_are_incomplete_are_named_in_a_sentence():
    done = manage("evaluate", without="SECRET_KEY")
    sentence = "The settings are incomplete: Set the SECRET_KEY environment variable\n"
    assert (done.returncode, done.stderr) == (1, sentence)


def test_word_that_cannot_be_read_is_named_without_a_traceback():
    done = manage("evaluate", "--as-of", "31/2/2016")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "manage.py evaluate: error: argument --as-of: “31/2/2016” is not a date: February 2016 has 29 days. "
        "Write it like 2016-09-05, 5/9/2016 or 05-Sep-2016."
    )
    assert "Traceback" not in done.stderr
