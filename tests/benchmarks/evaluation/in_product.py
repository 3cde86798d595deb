"""The product's own work: full nights, one family on save, a what-if, a replay; and the floor under all of them."""

import os
import statistics
import time
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import Scope, export_readiness, export_verdicts, judge
from outcomes.models import OutcomesPlan
from outcomes.nights.actions import family_ranges
from tests.benchmarks.evaluation.database import AS_OF, KNOWN_AT
from tests.benchmarks.evaluation.measuring import Cost, measured

FAMILIES_SAVED = 50
PAST_DAY, PAST_MOMENT = date(2023, 6, 15), datetime(2023, 6, 15, 21, tzinfo=UTC)

# Every column that the rules read, of every row.
READ = """
SELECT count(*), max(family_id), max(framework), max(identified_on), max(engaged_on), max(assessed_on), max(closed_on),
       max(recorded_at), max(superseded_at) FROM families_familydetails;
SELECT max(person_id), max(date_of_birth), max(recorded_at), max(superseded_at) FROM families_persondetails;
SELECT max(family_id), max(person_id), max(role), max(starts_on), max(ends_on), max(recorded_at), max(superseded_at)
FROM families_membership;
SELECT max(family_id), max(person_id), max(headline), max(identified_on), max(status), max(recorded_at),
       max(superseded_at)
FROM families_problem;
SELECT max(family_id), max(agreed_on), max(covers), max(objectives), max(recorded_at), max(superseded_at)
FROM families_plan;
SELECT max(family_id), max(starts_on), max(ends_on), max(recorded_at), max(superseded_at) FROM families_leadworker;
SELECT max(person_id), max(term_id), max(possible), max(authorised), max(unauthorised), max(recorded_at),
       max(superseded_at)
FROM families_termrecord;
SELECT max(person_id), max(family_id), max(kind), max(occurred_on), max(recorded_at), max(superseded_at)
FROM families_event;
SELECT max(person_id), max(family_id), max(kind), max(starts_on), max(ends_on), max(recorded_at), max(superseded_at)
FROM families_spell;
SELECT max(person_id), max(family_id), max(tool), max(scored_on), max(score), max(recorded_at), max(superseded_at)
FROM families_score;
SELECT max(family_id), max(headline), max(decided_on), max(recorded_at), max(superseded_at) FROM families_judgement;
"""


def clean():
    """Forgets every verdict, so that a full night has all of them to write."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE outcomes_verdict, outcomes_readiness, outcomes_judgedonchange CASCADE")


def night(known_at):
    """Works every chunk as the night does, each in a transaction of its own; returns cost and families changed."""
    changed = 0
    with measured() as cost:
        for first, last in family_ranges():
            kept = judge_and_keep(Scope(first_family=first, last_family=last), as_of=AS_OF, known_at=known_at)
            changed += len(kept.changed)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) outcomes_verdict, outcomes_readiness")
    return cost, changed


def full_night():
    """Every verdict is new and written."""
    clean()
    return night(KNOWN_AT)


def night_without_news():
    """Everybody is judged again an hour later: nothing changed, nothing is written."""
    return night(KNOWN_AT + timedelta(hours=1))


def two_workers():
    """A full night that two processes share; the wall time of the slower one, the CPU of both."""
    clean()
    ranges = family_ranges()
    connection.close()
    started = time.perf_counter()
    reports = [_worker(ranges[place::2]) for place in (0, 1)]
    costs = []
    for pid, pipe in reports:
        with os.fdopen(pipe) as answer:
            costs.append([float(cell) for cell in answer.read().split()])
        os.waitpid(pid, 0)
    wall = time.perf_counter() - started
    cpu, backend, client = zip(*costs, strict=True)
    return Cost(cpu=sum(cpu), wall=wall, backend_megabytes=max(backend), client_megabytes=max(client))


def _worker(ranges):
    """Forks a process that judges these ranges: its id, and the pipe by which it says its CPU and its peaks."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return pid, reading
    with measured() as cost:
        for first, last in ranges:
            judge_and_keep(Scope(first_family=first, last_family=last), as_of=AS_OF, known_at=KNOWN_AT)
    os.write(writing, f"{cost.cpu} {cost.backend_megabytes} {cost.client_megabytes}".encode())
    os._exit(0)


def one_family():
    """The median milliseconds of judging one family and keeping what changed, as a save on a page does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM families_family")
        families = cursor.fetchone()[0]
    taken = []
    with measured() as cost:
        for number in range(FAMILIES_SAVED + 5):
            started = time.perf_counter()
            judge_and_keep(
                Scope(families=(1 + number * 7919 % families,)), as_of=AS_OF, known_at=KNOWN_AT + timedelta(hours=2)
            )
            taken.append((time.perf_counter() - started) * 1000)
    return cost, statistics.median(taken[5:])


def what_if():
    """Judges everybody as if another version of the largest plan were in force, and leaves no trace of it."""
    with measured() as cost, transaction.atomic():
        plan = OutcomesPlan.objects.get(code="expanded")
        text = plan.toml.replace(f"version = {plan.version}", f"version = {plan.version + 1}", 1)
        publish_plan(text=text.replace("percent = 90", "percent = 92"), by=None)
        known_at = timezone.now()
        for first, last in family_ranges():
            judge(Scope(first_family=first, last_family=last), as_of=AS_OF, known_at=known_at)
        transaction.set_rollback(True)
    return cost


def replay():
    """Judges a past day as it was known then, and writes nothing."""
    with measured() as cost:
        for first, last in family_ranges():
            with transaction.atomic():
                judge(Scope(first_family=first, last_family=last), as_of=PAST_DAY, known_at=PAST_MOMENT)
    return cost


def floor():
    """Reads every column the rules read, and writes as many rows as the full night wrote, into a table without keys."""
    with measured() as cost, connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0; SET jit = off")
        for statement in READ.strip().rstrip(";").split(";"):
            cursor.execute(statement)
        cursor.execute("CREATE TABLE floor_verdict AS SELECT * FROM outcomes_verdict")
        cursor.execute("CREATE TABLE floor_readiness AS SELECT * FROM outcomes_readiness")
        cursor.execute("DROP TABLE floor_verdict, floor_readiness")
    connection.close()
    return cost


def exported_verdicts():
    """The rows of the export of verdicts, as texts."""
    yield from (_texts(row) for row in export_verdicts(as_of=AS_OF, known_at=KNOWN_AT))


def exported_readiness():
    """The rows of the export of readiness, as texts."""
    yield from (_texts(row) for row in export_readiness(as_of=AS_OF, known_at=KNOWN_AT))


def _texts(row):
    return tuple("" if cell is None else str(cell) for cell in row)
