"""A database of the benchmark's own: made with its data, used, and dropped."""

import contextlib
import os
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg2
from psycopg2 import sql

HERE = Path(__file__).parent
NAME = "benchmark_of_evaluation"
AS_OF = date(2023, 8, 15)
KNOWN_AT = datetime(2023, 8, 15, 21, tzinfo=UTC)
PLANS_OF = ("phase-1", "expanded", "supporting-families")


@contextlib.contextmanager
def made(families, *, keep):
    """Makes the database on the server of DATABASE_URL, fills it for so many families and drops it afterwards.

    `keep` leaves it there, and takes the one left there by an earlier run with as many families.
    """
    server = os.environ["DATABASE_URL"]
    name = f"{NAME}_{families}"
    is_new = _create(server, name, keep)
    os.environ["DJANGO_SETTINGS_MODULE"] = "troubled_families.settings"
    import django
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        if is_new:
            keep, wanted = False, keep
            fill(families)
            keep = wanted
        yield
    finally:
        from django.db import connections

        connections.close_all()
        if not keep:
            _on_server(server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _create(server, name, keep):
    """Creates the database and returns True; False when one from an earlier run may be kept."""
    if keep and _on_server(server, "SELECT count(*) FROM pg_database WHERE datname = %s", [name]):
        return False
    _on_server(server, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    _on_server(server, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    return True


def _on_server(server, statement, values=None):
    connection = psycopg2.connect(server)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()[0] if cursor.description else None
    finally:
        connection.close()


# Millions of rows are sorted into an index far sooner than they are put into it one by one. Primary keys stay: their
# rows come in order, and foreign keys point at them. What must not overlap is not looked for again: nothing that is
# measured writes into these tables.
OVERLAPS = """
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname)
    FROM pg_constraint c
    WHERE starts_with(c.conrelid::regclass::text, 'families_') AND c.contype = 'x'
"""
INDEXES = """
    SELECT format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
    FROM pg_index i
    WHERE starts_with(i.indrelid::regclass::text, 'families_')
      AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
"""


def fill(families):
    """Publishes the plans that come with the product and makes the families."""
    from django.db import connection, transaction

    from outcomes.actions import publish_plan

    plans = HERE.parents[2] / "outcomes" / "plans"
    for plan in PLANS_OF:
        publish_plan(text=(plans / f"{plan}.toml").read_bytes(), by=None)
    with connection.cursor() as cursor:
        with transaction.atomic():
            # The data is fit by construction: foreign keys need no check, and the plans were published long ago.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("SET LOCAL work_mem = '256MB'")
            cursor.execute("SET LOCAL maintenance_work_mem = '256MB'")
            cursor.execute("UPDATE outcomes_outcomesplan SET published_at = '2012-01-01'")
            made_again = _without_indexes(cursor)
            cursor.execute((HERE / "data.sql").read_text(encoding="utf-8"), {"families": families})
            for statement in made_again:
                cursor.execute(statement)
            for table in ("families_family", "families_person", "families_term"):
                cursor.execute(
                    f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))"
                )
        cursor.execute("VACUUM (ANALYZE)")


def _without_indexes(cursor):
    """Drops the indexes of the tables of facts, and returns the statements that make them again."""
    cursor.execute(OVERLAPS)
    drops = [drop for (drop,) in cursor.fetchall()]
    cursor.execute(INDEXES)
    makes = []
    for drop, make in cursor.fetchall():
        drops.append(drop)
        makes.append(make)
    for drop in drops:
        cursor.execute(drop)
    return makes
