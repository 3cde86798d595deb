"""Puts a made-up world into the database through the product's own doors, and reads what the engine says of it."""

import tempfile
from datetime import date

from django.db import connection, transaction

from families.facts.actions import load_paths
from families.facts.enums import LoadState
from outcomes.actions import publish_plan
from outcomes.judging import (
    EVERYONE,
    EXPORTED_READINESS,
    EXPORTED_VERDICTS,
    READINESS_COLUMNS,
    VERDICT_COLUMNS,
    judge,
    today_and_now,
)
from tests.reference.compare import differences
from tests.reference.judge import judge as reference_judge
from tests.reference.judge import parse_plan


def put(world, plans):
    """Publishes the outcomes plans (texts) and loads the world's files. Every row must be taken."""
    for text in plans:
        publish_plan(text=text, by=None)
    load(world)


def load(world):
    """Loads the world's files, as somebody at the command line would. Every row must be taken or be there already."""
    with tempfile.TemporaryDirectory() as folder:
        world.write(folder)
        loads = load_paths(paths=[folder], by=None)
    not_taken = [(each.file_name, each.message) for each in loads if each.state != LoadState.DONE]
    assert not not_taken, not_taken


def engine_rows(as_of, known_at=None, scope=EVERYONE):
    """What the engine says: the rows of the exports `verdicts` and `readiness`, as dicts of texts."""
    as_of, known_at = today_and_now(as_of, known_at)
    with transaction.atomic():
        judge(scope, as_of=as_of, known_at=known_at)
        return rows_of(EXPORTED_VERDICTS, VERDICT_COLUMNS, as_of), rows_of(EXPORTED_READINESS, READINESS_COLUMNS, as_of)


def rows_of(sql, columns, as_of):
    """The rows of one export of the judgement that is in the work tables."""
    with connection.cursor() as cursor:
        cursor.execute(sql, {"as_of": as_of})
        return [dict(zip(columns, map(as_text, row), strict=True)) for row in cursor.fetchall()]


def reference_rows(world, plans, as_of):
    """What the reference says, in the same shape."""
    return reference_judge(world, [parse_plan(text) for text in plans], as_of)


def as_text(value):
    """A cell as the exports write it."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)


def disagreements(expected, actual):
    """Where two pairs of (verdicts, readiness) differ, one sentence each; empty where they agree in every row."""
    return [
        sentence for one, other in zip(expected, actual, strict=True) for sentence in differences(one, other)
    ]
