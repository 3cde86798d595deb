"""Judging: the one statement of each rule, for a night, a family, a what-if and a replay alike.

The rules are SQL (`scope.sql`, `criteria/<kind>/rule.sql`, `readiness.sql`), run in that order over work tables that
last for one transaction (`tables.sql`). In them `BELIEVED(x)` keeps the rows of x that were known at `known_at`, and
`IN_SCOPE(x)` keeps the families x that are to be judged.
"""

import functools
import hashlib
import re
import weakref
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from families.two_clocks import present_moment
from outcomes.criteria import KINDS
from outcomes.family_judgement import FamilyJudgement, as_judgements

HERE = Path(__file__).parent
WORK_TABLES = (
    "work_family", "work_membership", "work_problem", "work_criterion", "work_case", "work_vouched", "work_covered",
    "work_verdict", "work_headline", "work_readiness", "work_kept", "work_standing", "work_standing_readiness",
    "work_changed",
)

# For this transaction only. Statements this short never repay compiling them; sorts and joins stay in memory; a chunk's
# facts are fetched by index, since a table read to its end, or merged from its start, is every other chunk's too; and a
# work table holds so few different things that a small sample says what it is like.
SETTINGS = (
    "SET LOCAL jit = off; SET LOCAL work_mem = '64MB'; SET LOCAL random_page_cost = 0.1; "
    "SET LOCAL seq_page_cost = 0.1; SET LOCAL enable_mergejoin = off; SET LOCAL default_statistics_target = 10"
)

# So few families are judged by statements that the session planned once and for all, by index from fact to fact, since
# to plan them anew takes several times as long as to run them. Joins that would hash a whole table are ruled out, not
# reading whole tables: work tables have no index, and before PostgreSQL 18 a rule that every plan breaks hides costs.
FEW = 20
AS_PLANNED = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_hashjoin = off"
AS_BEFORE = "SET LOCAL plan_cache_mode = auto; SET LOCAL enable_hashjoin = on"
PLACEHOLDERS = {"as_of": "$1", "known_at": "$2", "families": "$3"}
PREPARE = "PREPARE {} (date, timestamptz, bigint[]) AS {}"
EXECUTE = "EXECUTE {} (%(as_of)s, %(known_at)s, %(families)s::bigint[])"

# Sees that the session has its work tables, and that they are empty: they are not after an earlier judgement in this
# transaction or one that was undone, nor there at all in a session's first or after that was undone. A little is
# deleted row by row, since a session that truncates a table forgets every plan that reads it.
LITTLE = 4 << 20  # bytes of work tables
SET_OUT = """DO $set_out$ DECLARE size bigint; BEGIN
    IF to_regclass('pg_temp.work_family') IS NULL THEN EXECUTE $tables$ {tables} $tables$; RETURN; END IF;
    size := {sizes};
    IF size > {little} THEN TRUNCATE {all}; ELSIF size > 0 THEN {deletes} END IF;
END $set_out$"""
KINDS_JUDGED = "SELECT DISTINCT kind FROM work_case JOIN work_criterion USING (criterion_id)"

VERDICT_COLUMNS = (
    "as_of", "plan", "plan_version", "family_ref", "headline", "criterion", "person_ref", "status", "reason",
    "window_starts_on", "window_ends_on", "value", "threshold", "due_on",
)
READINESS_COLUMNS = (
    "as_of", "family_ref", "framework", "plan", "plan_version", "engaged", "eligible", "sustained", "employment",
    "claimable", "route", "earliest_on", "blockers",
)


@dataclass(frozen=True)
class Scope:
    """Which families to judge: those with these ids, or an inclusive range of ids, or (neither) all."""

    families: tuple[int, ...] | None = None
    first_family: int | None = None
    last_family: int | None = None

    @property
    def is_small(self):
        return self.families is not None and len(self.families) <= FEW

    @property
    def condition(self):
        """`IN_SCOPE(x)` written out."""
        if self.families is not None:
            return r"\1 = ANY (%(families)s::bigint[])"
        return "true" if self.first_family is None else r"\1 BETWEEN %(first_family)s AND %(last_family)s"


EVERYONE = Scope()


@functools.cache
def statement(name):
    """The text of one SQL file, with `BELIEVED(x)` written out."""
    text = (HERE / name).read_text(encoding="utf-8")
    return re.sub(
        r"BELIEVED\((\w+)\)",
        r"(\1.recorded_at <= %(known_at)s AND (\1.superseded_at IS NULL OR \1.superseded_at > %(known_at)s))",
        text,
    )


def run(files, scope, *, as_of, known_at, beforehand="", asking=""):
    """Runs the statements of these SQL files, one after another, over the work tables of this transaction.

    `beforehand` is run first; the answer is the rows of the statement `asking`, if there is one. All of it is one round
    trip.
    """
    values = {
        "as_of": as_of, "known_at": known_at, "first_family": scope.first_family, "last_family": scope.last_family,
        "families": None if scope.families is None else list(scope.families),
    }
    texts = [_scoped(statement(file), scope.condition) for file in files]
    with connection.cursor() as cursor:
        if scope.is_small:
            if cursor.connection not in _planned_by_session:
                cursor.execute(beforehand)  # nothing can be planned over tables that are not there
            calls = [EXECUTE.format(name) for text in texts for name in _planned(cursor, text)]
            texts = [AS_PLANNED, *calls, AS_BEFORE]
        cursor.execute(";\n".join(filter(None, (beforehand, *texts, asking))), values)
        return cursor.fetchall() if asking else None


@functools.lru_cache(200)
def _scoped(text, condition):
    return re.sub(r"IN_SCOPE\(([\w.]+)\)", condition, text)


_planned_by_session = weakref.WeakKeyDictionary()


def _planned(cursor, text):
    """The names under which this session has planned the statements of `text`; plans those that are new to it."""
    known = _planned_by_session.setdefault(cursor.connection, set())
    parts = _parts(text)
    for name, part in parts.items():
        if name not in known:
            cursor.execute(PREPARE.format(name, part % PLACEHOLDERS))
            known.add(name)
    return parts.keys()


@functools.lru_cache(200)
def _parts(text):
    """The statements of `text` by names of their own, but for ANALYZE: a few rows hold nothing to find out."""
    parts = [part.strip() for part in re.sub(r"--.*", "", text).split(";")]
    return {
        f"rules_{hashlib.sha256(part.encode()).hexdigest()[:32]}": part
        for part in parts if part and not part.startswith("ANALYZE")
    }


def judge(scope=EVERYONE, *, as_of, known_at, asking=""):
    """Fills `work_verdict`, `work_headline` and `work_readiness` for the families in scope. Writes nothing else.

    Must be called inside a transaction; the work tables are readable until it ends or the next call. Answers the rows
    of the statement `asking`, if there is one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("A judgement lives in a transaction.")
    asked = {"scope": scope, "as_of": as_of, "known_at": known_at}
    # Even planned beforehand, a rule takes time: a kind that nobody is judged by is left out.
    judged = run(["scope.sql"], **asked, beforehand=f"{SETTINGS}; {_set_out()}", asking=KINDS_JUDGED)
    rules = [f"criteria/{kind}/rule.sql" for kind in KINDS if (kind,) in judged]
    return run([*rules, "grades.sql", "readiness.sql"], **asked, asking=asking)


@functools.cache
def _set_out():
    return SET_OUT.format(
        tables=statement("tables.sql"), all=", ".join(WORK_TABLES), little=LITTLE,
        sizes=" + ".join(f"pg_relation_size('pg_temp.{table}')" for table in WORK_TABLES),
        deletes=" ".join(f"DELETE FROM {table};" for table in WORK_TABLES),
    )


def today_and_now(as_of, known_at):
    """The dates of a judgement, today and now where they are not given."""
    return as_of or timezone.localdate(), known_at or present_moment()


def judge_family(family, *, as_of=None, known_at=None):
    """Judges one family and writes nothing. Dates default to today and now. None when the family is not open then."""
    return judge_families_now([family.pk], as_of=as_of, known_at=known_at).get(family.pk)


@transaction.atomic
def judge_families_now(
    family_ids, *, as_of: date | None = None, known_at: datetime | None = None
) -> dict[int, FamilyJudgement]:
    """Judges these families together and writes nothing: family id -> judgement, for those that are open."""
    as_of, known_at = today_and_now(as_of, known_at)
    [(told,)] = judge(
        Scope(families=tuple(family_ids)), as_of=as_of, known_at=known_at, asking=statement("judgements.sql")
    )
    return as_judgements(told, as_of=as_of, known_at=known_at)


def read_judgements(*, as_of, known_at):
    """The judgements now in the work tables, by family id."""
    with connection.cursor() as cursor:
        cursor.execute(statement("judgements.sql"))
        return as_judgements(cursor.fetchone()[0], as_of=as_of, known_at=known_at)


EXPORTED_VERDICTS = """
    SELECT %(as_of)s::date AS as_of, p.code AS plan, p.version AS plan_version, f.reference AS family_ref, c.headline,
           k.code AS criterion, coalesce(n.reference, '') AS person_ref, v.status, v.reason, v.window_starts_on,
           v.window_ends_on, v.value, v.threshold, v.due_on
    FROM work_verdict v
    JOIN work_criterion c USING (criterion_id)
    JOIN outcomes_criterion k ON k.id = v.criterion_id
    JOIN outcomes_outcomesplan p ON p.id = c.plan_id
    JOIN families_family f ON f.id = v.family_id
    LEFT JOIN families_person n ON n.id = v.person_id
    ORDER BY f.reference COLLATE "C", c.headline COLLATE "C", k.code COLLATE "C", n.reference COLLATE "C" NULLS FIRST
"""
EXPORTED_READINESS = """
    SELECT %(as_of)s::date AS as_of, f.reference AS family_ref, r.framework, coalesce(p.code, '') AS plan,
           p.version AS plan_version, CASE WHEN r.engaged THEN 'yes' ELSE 'no' END AS engaged,
           CASE WHEN r.eligible THEN 'yes' ELSE 'no' END AS eligible, r.sustained, r.employment,
           CASE WHEN r.claimable THEN 'yes' ELSE 'no' END AS claimable, r.route, r.earliest_on,
           array_to_string(r.blockers, '; ') AS blockers
    FROM work_readiness r
    JOIN families_family f ON f.id = r.family_id
    LEFT JOIN outcomes_outcomesplan p ON p.id = r.plan_id
    ORDER BY f.reference COLLATE "C"
"""


def export_verdicts(*, as_of=None, known_at=None):
    """Yields every verdict of every open family as a tuple in the order of `VERDICT_COLUMNS`, in a stable order."""
    yield from export(EXPORTED_VERDICTS, as_of=as_of, known_at=known_at)


def export_readiness(*, as_of=None, known_at=None):
    """Yields the readiness of every open family as a tuple in the order of `READINESS_COLUMNS`, in a stable order."""
    yield from export(EXPORTED_READINESS, as_of=as_of, known_at=known_at)


def export(query, *, as_of=None, known_at=None):
    """Yields the rows of one export of every open family."""
    with judged_for_export(as_of=as_of, known_at=known_at) as values:
        yield from read_export(query, values["as_of"])


@contextmanager
def judged_for_export(*, as_of=None, known_at=None):
    """Judges everybody, for as long as it lasts, and gives the values that the queries of exports ask for."""
    as_of, known_at = today_and_now(as_of, known_at)
    with transaction.atomic():
        judge(as_of=as_of, known_at=known_at)
        yield {"as_of": as_of}


def read_export(sql, as_of):
    """Yields the rows of an export of the judgement now in the work tables, inside its transaction."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, {"as_of": as_of})
        while rows := cursor.fetchmany(2000):
            yield from rows
