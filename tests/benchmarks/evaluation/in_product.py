"""The product's own work: full nights, one family on save, a what-if, a replay; and the floor under all of them."""

import os
import statistics
import time
from datetime import UTC, date, datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import Scope, export_readiness, export_verdicts, judge
from outcomes.ledger.actions import refresh_needs
from outcomes.models import OutcomesPlan
from outcomes.nights.actions import family_ranges, open_night, waiting_chunks, work_chunk
from tests.benchmarks.evaluation import ordinary_night
from tests.benchmarks.evaluation.database import AS_OF, KNOWN_AT
from tests.benchmarks.evaluation.measuring import Cost, measured

FAMILIES_SAVED = 50
CHUNKS_ASKED_WHAT_THEY_NEED = 5
ONE_DAY = timedelta(days=1)
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
    """Forgets every night and verdict, so that a full night has all of them to write, and what nights had recorded."""
    ordinary_night.forget_nights()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # beliefs only close, but for this
        cursor.execute("DELETE FROM families_event WHERE source = 'benchmark'")


def full_night():
    """A night that judges everybody and writes every verdict, as the timetable opens it and a worker works it."""
    clean()
    cost, _, counts = ordinary_night.night(AS_OF)
    _vacuum()
    return cost, counts["changed"]


def night_without_news():
    """Everybody is judged again for the same day: nothing changed, nothing is written."""
    changed, known_at = 0, moment_of_reading()
    with measured() as cost:
        for first, last in family_ranges():
            kept = judge_and_keep(Scope(first_family=first, last_family=last), as_of=AS_OF, known_at=known_at)
            changed += len(kept.changed)
    return cost, changed


def still_needed():
    """What the claims of the first families still need is worked out and kept, chunk by chunk, as it follows judging in a
    night; returns its cost and of how many. It is a family's own, so more of them would take longer and tell nothing new.
    """
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE outcomes_need")
    known_at = moment_of_reading()
    with measured() as cost:
        ranges = family_ranges()[:CHUNKS_ASKED_WHAT_THEY_NEED]
        for first, last in ranges:
            refresh_needs(range(first, last + 1), as_of=AS_OF, known_at=known_at)
    return cost, sum(last + 1 - first for first, last in ranges)


def ordinary_nights():
    """The nights after the full one: as the next comes, then one with a family in a hundred due or touched."""
    as_it_comes, _, _ = ordinary_night.night(AS_OF + ONE_DAY)
    ordinary_night.make_due_or_touched(1, AS_OF + 2 * ONE_DAY)
    of_one_percent, _, _ = ordinary_night.night(AS_OF + 2 * ONE_DAY)
    return as_it_comes, of_one_percent


def two_workers():
    """A full night that two processes share: the wall time until both are done, the CPU of both."""
    clean()
    open_night(business_date=AS_OF)
    chunks = list(waiting_chunks())
    connection.close()
    started = time.perf_counter()
    workers = [_worker(chunks[place::2]) for place in (0, 1)]
    costs = []
    for process, pipe in workers:
        with os.fdopen(pipe) as answer:
            costs.append([float(cell) for cell in answer.read().split()])
        os.waitpid(process, 0)
    wall = time.perf_counter() - started
    cpu, backend, client = zip(*costs, strict=True)
    return Cost(cpu=sum(cpu), wall=wall, backend_megabytes=max(backend), client_megabytes=max(client))


def _worker(chunks):
    """Forks a process that works these chunks: its id, and the pipe by which it says its CPU and its peaks."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    with measured() as cost:
        for chunk in chunks:
            work_chunk(chunk, then=lambda families, **dates: (0, 0))
    os.write(writing, f"{cost.cpu} {cost.backend_megabytes} {cost.client_megabytes}".encode())
    os._exit(0)


def _vacuum():
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE) outcomes_verdict, outcomes_readiness, outcomes_lookagain")


def one_family():
    """The median milliseconds of judging one family and keeping what changed, as a save on a page does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM families_family")
        families = cursor.fetchone()[0]
    taken = []
    with measured() as cost:
        for number in range(FAMILIES_SAVED + 5):
            known_at = moment_of_reading()
            started = time.perf_counter()
            judge_and_keep(Scope(families=(1 + number * 7919 % families,)), as_of=AS_OF, known_at=known_at)
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
