"""Nights whose workers are killed at many points leave behind what nights do in which nothing goes wrong."""

import random
import time
from datetime import date, timedelta

import pytest
from django.db import connection

from outcomes.models import NightChunk
from outcomes.nights import actions as nights
from outcomes.nights.actions import waiting_chunks
from tests.outcomes.night_process import (
    FAMILIES_IN_A_CHUNK,
    cut_off,
    forget_nights,
    left_behind,
    mark_done_first,
    start,
    wait_until_gone,
    work_night,
)
from tests.outcomes.worlds import put
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db(transaction=True)

SEED, FAMILIES, DAY = 14, 50, date(2017, 1, 20)
NIGHTS = [DAY + timedelta(days=3 * number) for number in range(30)]


@pytest.fixture
def authority(transactional_db, monkeypatch):
    """Families around whom much happens during the nights."""
    monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", FAMILIES_IN_A_CHUNK)
    midst = NIGHTS[len(NIGHTS) // 2]
    put(make_world(SEED, FAMILIES, as_of=midst), make_plans(SEED, midst))


def undisturbed(days):
    """What is left behind after each of the nights when nobody disturbs them; how long one takes; its statements."""
    left, took, numbers = [], [], []
    for day in days:
        began, statements = time.monotonic(), []
        with connection.execute_wrapper(lambda execute, *given, seen=statements: seen.append(1) or execute(*given)):
            work_night(day)
        took.append(time.monotonic() - began)
        numbers.append(len(statements))
        left.append(left_behind())
    forget_nights()
    return left, sorted(took)[len(took) // 2], min(numbers)


def kill_while_working(worker, way, after):
    """Kills a worker after so many seconds, or cuts off its connection. Returns whether it was still at work."""
    time.sleep(after)
    was_at_work = worker.is_alive()
    if way == "kill":
        worker.kill()
    else:
        cut_off()
    wait_until_gone(worker)
    return was_at_work


def disturb(number, took, statements, work_chunk):
    """Works one night with a worker that comes to grief; every second one before a given statement, others any time."""
    chance = random.Random(f"grief {number}")
    if number % 2:
        worker = start(NIGHTS[number], work_chunk=work_chunk)
        return kill_while_working(worker, chance.choice(["kill", "cut off"]), chance.uniform(0.02, 0.6 * took))
    statement = 1 + statements * number // len(NIGHTS)
    worker = start(NIGHTS[number], kill_before=statement, work_chunk=work_chunk)
    wait_until_gone(worker)
    return worker.exitcode == -9


def test_nights_whose_workers_are_killed_leave_behind_what_undisturbed_ones_do(authority):
    left, took, statements = undisturbed(NIGHTS)
    came_to_grief = left_undone = 0
    for number, day in enumerate(NIGHTS):
        came_to_grief += disturb(number, took, statements, nights.work_chunk)
        left_undone += NightChunk.objects.count() < 2 * (number + 1) or len(waiting_chunks()) > 0
        work_night(day)
        assert left_behind() == left[number], day
    assert came_to_grief >= 25
    assert left_undone >= 20
    assert len(left[-1]["verdicts"]) > len(left[0]["verdicts"]) * 1.5
    assert {"join", "leave"} <= {row.split(",")[2] for row in left[-1]["moves"]}


def test_a_chunk_marked_done_before_its_rows_is_seen(authority):
    """The planted fault: as above, but a worker killed in between leaves a chunk that is done, and empty."""
    left, took, statements = undisturbed(NIGHTS[:10])
    for number, day in enumerate(NIGHTS[:10]):
        disturb(number, took, statements, mark_done_first)
        work_night(day)
        if left_behind() != left[number]:
            return
    pytest.fail("Nobody noticed.")
