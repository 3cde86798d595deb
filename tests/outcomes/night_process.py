"""A worker of nights in a process of its own, which the tests kill; and what the nights left behind."""

import itertools
import multiprocessing
import os
import signal
import time
from contextlib import contextmanager

import django
from django.apps import apps

if not apps.ready:  # in the process from which the workers are forked
    django.setup()

from django.db import connection, transaction

from claims.actions import update_queue_after_judging
from families.models import Family
from outcomes.actions import judge_and_keep
from outcomes.enums import ChunkState
from outcomes.judging import Scope
from outcomes.models import Night, NightChunk
from outcomes.nights import actions as nights

FAMILIES_IN_A_CHUNK = 25
NAME = "night worker of the tests"

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload([__name__])


def work_night(business_date, *, work_chunk=nights.work_chunk):
    """What the timetable and the workers do about one business date: open it, and work whatever waits."""
    nights.open_night(business_date=business_date)
    for chunk_id in list(nights.waiting_chunks()):
        work_chunk(chunk_id, then=update_queue_after_judging)
    nights.finish_nights()


def mark_done_first(chunk_id, *, then):
    """The planted fault: the chunk is marked done, and committed as such, before its rows are written."""
    NightChunk.objects.filter(pk=chunk_id).update(state=ChunkState.DONE)
    chunk = NightChunk.objects.select_related("night").get(pk=chunk_id)
    night, span = chunk.night, (chunk.first_family, chunk.last_family)
    with transaction.atomic():
        judge_and_keep(Scope(None, *span), as_of=night.business_date, known_at=night.known_at)
        ids = list(Family.objects.filter(pk__range=span).values_list("pk", flat=True))
        then(ids, as_of=night.business_date, known_at=night.known_at)


def in_process(settings, business_date, kill_before, work_chunk):
    """What a worker's process does. With `kill_before`, it kills itself before that statement to the database."""
    connection.settings_dict.update(settings)
    nights.FAMILIES_IN_A_CHUNK = FAMILIES_IN_A_CHUNK
    with kills_itself_before(kill_before):
        work_night(business_date, work_chunk=work_chunk)
    connection.close()


@contextmanager
def kills_itself_before(number):
    """Kill this process, with no chance to tidy up, when it comes to this statement (counted from 1)."""
    numbers = itertools.count(1)

    def count(execute, *statement):
        if next(numbers) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)

    with connection.execute_wrapper(count):
        yield


def start(business_date, *, kill_before=None, work_chunk=nights.work_chunk):
    """Starts a worker in a process of its own, on the tests' database."""
    options = {**connection.settings_dict["OPTIONS"], "application_name": NAME}
    settings = {**connection.settings_dict, "OPTIONS": options}
    worker = processes.Process(target=in_process, args=(settings, business_date, kill_before, work_chunk))
    worker.start()
    return worker


def cut_off():
    """Ends the database's side of the workers, as a lost connection or a restarted database would."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = %s", [NAME])


def wait_until_gone(worker):
    """Until the process is over, and the database has noticed it."""
    worker.join(60)
    for _ in range(600):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE application_name = %s", [NAME])
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.01)
    raise AssertionError("The worker's connection is still there.")


LEFT_BEHIND = {
    "verdicts": """
        SELECT v.family_id, v.criterion_id, v.person_id, v.status, v.reason, v.window_starts_on, v.window_ends_on,
               v.value, v.threshold, v.due_on, v.judged_on, given.business_date, ended.business_date
        FROM outcomes_verdict v
        LEFT JOIN outcomes_night given ON given.known_at = v.known_at
        LEFT JOIN outcomes_night ended ON ended.known_at = v.superseded_at
    """,
    "readiness": """
        SELECT r.family_id, r.plan_id, r.engaged, r.eligible, r.sustained, r.employment, r.claimable, r.route,
               r.earliest_on, r.blockers, r.in_the_way, r.judged_on, given.business_date, ended.business_date
        FROM outcomes_readiness r
        LEFT JOIN outcomes_night given ON given.known_at = r.known_at
        LEFT JOIN outcomes_night ended ON ended.known_at = r.superseded_at
    """,
    "queue": """
        SELECT c.family_id, c.framework, c.route, c.status, c.amount, c.as_of, rests.business_date
        FROM claims_claim c LEFT JOIN outcomes_night rests ON rests.known_at = c.known_at
    """,
    "moves": """
        SELECT c.family_id, c.framework, m.verb, m.reason
        FROM claims_claimmove m JOIN claims_claim c ON c.id = m.claim_id
    """,
    "chunks": """
        SELECT n.business_date, c.first_family, c.last_family, c.state, n.finished_at IS NOT NULL
        FROM outcomes_nightchunk c JOIN outcomes_night n ON n.id = c.night_id
    """,
}


def left_behind():
    """What the nights left behind, but for ids, numbers and the time of day: each table's rows in a stable order."""
    found = {}
    with connection.cursor() as cursor:
        for name, rows in LEFT_BEHIND.items():
            cursor.execute(f"SELECT row::text FROM ({rows}) AS row ORDER BY 1")
            found[name] = [row[0] for row in cursor.fetchall()]
    return found


def forget_nights():
    """As if no night had ever been."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE outcomes_verdict, outcomes_readiness, outcomes_night, claims_claim CASCADE")
    assert not Night.objects.exists()
