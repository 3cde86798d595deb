"""However many workers share the nights, and in whatever order they take the chunks, the same is left behind."""

import random
from datetime import date, timedelta

import pytest

from claims.actions import update_queue_after_judging
from outcomes.models import Night, NightChunk
from outcomes.nights import actions as nights
from tests.outcomes.night_process import forget_nights, left_behind, start, wait_until_gone
from tests.outcomes.worlds import put
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db(transaction=True)

SEED, FAMILIES, FIRST = 17, 60, date(2017, 2, 21)
DAYS = [FIRST + timedelta(days=number) for number in (0, 2, 3, 5, 6)]


@pytest.fixture(autouse=True)
def authority(transactional_db, monkeypatch):
    """Families whose days come one after another, in chunks of a few."""
    monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", 6)
    put(make_world(SEED, FAMILIES, as_of=DAYS[2]), make_plans(SEED, DAYS[2]))


def work_in_order(order):
    """Works each night's chunks in this order."""
    for day in DAYS:
        nights.open_night(business_date=day)
        for chunk in order(list(nights.waiting_chunks())):
            assert nights.work_chunk(chunk, then=update_queue_after_judging)


def work_with(number):
    """Works each night with so many workers at once, each in a process of its own."""
    for day in DAYS:
        nights.open_night(business_date=day)
        workers = [start(day) for _ in range(number)]
        for worker in workers:
            wait_until_gone(worker)
        assert [worker.exitcode for worker in workers] == [0] * number
        nights.finish_nights()


def shuffled(seed):
    def order(chunks):
        random.Random(seed).shuffle(chunks)
        return chunks

    return order


def test_the_same_is_left_behind_by_one_two_and_eight_workers_in_any_order():
    work_in_order(list)
    alone = left_behind()
    assert NightChunk.objects.exclude(night__business_date=DAYS[0]).count() > 2 * len(DAYS)
    assert set(Night.objects.values_list("why_full", flat=True)) == {"first", "", "weekly"}
    for work in (
        lambda: work_in_order(lambda chunks: chunks[::-1]), lambda: work_in_order(shuffled(1)),
        lambda: work_with(2), lambda: work_with(8),
    ):
        forget_nights()
        work()
        assert left_behind() == alone


def test_workers_that_meet_count_no_attempt_that_nobody_made():
    for day in DAYS:
        nights.open_night(business_date=day)
        for worker in [start(day) for _ in range(8)]:
            wait_until_gone(worker)
    assert set(NightChunk.objects.values_list("state", "attempts")) == {("done", 1)}
