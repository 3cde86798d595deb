"""Whom a night looks at: everybody, or (`choose.sql`) those of whom something may be different since the night before.

Nobody marks a family: the beliefs recorded and closed since then are the marks. Which tables those are is read from
the rules' own text, so that a rule cannot begin to read a table that nights overlook.
"""

import functools
import hashlib
import re

from django.apps import apps
from django.db import connection

from families.models import Family, Person
from families.two_clocks import Belief
from outcomes import judging
from outcomes.models import Night

# Beliefs about nobody in particular: a night compares what they say with what they said the night before.
SHARED = ("families_termdates", "families_coverage")
IDENTITIES = ("families_family", "families_person", "families_term")
OF_NIGHTS = ("tables.sql", "keep.sql", "look_again.sql", "nights/*.sql")
OF_THE_RULES = ("scope.sql", "criteria/*/rule.sql", "readiness.sql")

_providers = []


def also_look_at(provider):
    """Registers `provider(since) -> ids of families` that nights should look at for a reason of their own."""
    if provider not in _providers:
        _providers.append(provider)


@functools.cache
def rules_digest():
    """SHA-256 (hexadecimal) over the text of every statement that judges, keeps, or says when to look again."""
    files = sorted(path for name in (*OF_THE_RULES, *OF_NIGHTS) for path in judging.HERE.glob(name))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


@functools.cache
def tables_read():
    """The tables of `families` that the rules read, sorted."""
    texts = [path.read_text(encoding="utf-8") for name in OF_THE_RULES for path in judging.HERE.glob(name)]
    return sorted(set(re.findall(r"\bfamilies_\w+", "\n".join(texts))))


def touched_rows():
    """SQL: whom every belief that the rules read, recorded or closed between two moments, is about."""
    models = {model._meta.db_table: model for model in apps.get_models() if issubclass(model, Belief)}
    selects = []
    for table in tables_read():
        if table in SHARED or table in IDENTITIES:
            continue
        about = {Family: "NULL::bigint", Person: "NULL::bigint"}
        for field in models[table]._meta.concrete_fields:
            if field.related_model in about:
                about[field.related_model] = field.column
        selects += [
            f"SELECT {about[Family]} AS family_id, {about[Person]} AS person_id FROM {table} "
            f"WHERE {moment} > %(before_known_at)s AND {moment} <= %(known_at)s"
            for moment in ("recorded_at", "superseded_at")
        ]
    return "\n    UNION ALL ".join(selects)


def same_calendar(before, known_at):
    """Whether the school calendar is still what the night before knew."""
    changed = " OR ".join(
        f"{moment} > %(before)s AND {moment} <= %(now)s" for moment in ("recorded_at", "superseded_at")
    )
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT NOT EXISTS (SELECT FROM families_termdates WHERE {changed})",
            {"before": before.known_at, "now": known_at},
        )
        return cursor.fetchone()[0]


def choice(before, *, as_of, known_at):
    """The statement and its values that choose (family_id, because, next_look) after the night `before`."""
    text = judging.statement("nights/choose.sql").replace("TOUCHED_ROWS", touched_rows())
    text = text.replace("DATED_ROWS", judging.statement("nights/dated.sql"))
    text = re.sub(
        r"KNOWN_BEFORE\((\w+)\)",
        r"(\1.recorded_at <= %(before_known_at)s "
        r"AND (\1.superseded_at IS NULL OR \1.superseded_at > %(before_known_at)s))",
        text,
    )
    moved = sorted({family for provider in _providers for family in provider(before.known_at)})
    return text, {
        "before": before.pk, "before_as_of": before.business_date, "before_known_at": before.known_at,
        "as_of": as_of, "known_at": known_at, "moved_claims": moved,
    }


def due_or_touched(*, as_of, known_at):
    """Ids of the families of whom something may be different since the last night; None where it could be anybody."""
    before = Night.objects.order_by("-business_date").first()
    if before is None or before.rules != rules_digest() or not same_calendar(before, known_at):
        return None
    text, values = choice(before, as_of=as_of, known_at=known_at)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT family_id FROM ({text}) AS chosen ORDER BY 1", values)
        return [pk for (pk,) in cursor.fetchall()]
