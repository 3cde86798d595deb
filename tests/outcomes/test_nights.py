"""Nights: opened once, worked in chunks, each once, by however many workers, in time or late."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, connections

from families.models import Event, Family
from families.two_clocks import moment_of_writing
from outcomes.enums import ChunkState
from outcomes.models import Night, NightChunk, Readiness, Verdict
from outcomes.nights import actions as nights
from outcomes.nights.actions import open_night, waiting_chunks, work_chunk
from tests.outcomes.night_process import forget_nights, left_behind, work_night
from tests.outcomes.worlds import engine_rows, put
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db(transaction=True)

SEED, FAMILIES, DAY = 13, 60, date(2017, 3, 1)
SIZE = 25


@pytest.fixture(autouse=True)
def world(transactional_db, monkeypatch):
    monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", SIZE)
    made = make_world(SEED, FAMILIES, as_of=DAY)
    put(made, make_plans(SEED, DAY))
    return made


def nothing(family_ids, *, as_of, known_at):
    """What follows a chunk, where a test is not about it."""
    return 0, 0


def at_once(*acts):
    """Runs each act in a thread and a connection of its own, let go together; returns what each gave or raised."""
    gate, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            gate.wait()
            given[number] = act()
        except Exception as error:  # every outcome is looked at
            given[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_opening_a_night_twice_gives_one_night():
    first, second = open_night(business_date=DAY), open_night(business_date=DAY)
    assert first == second
    assert first.known_at == second.known_at
    assert NightChunk.objects.count() == 3


def test_a_night_opened_by_many_at_once_is_one_night():
    given = at_once(*[lambda: open_night(business_date=DAY).pk] * 6)
    assert given == [Night.objects.get().pk] * 6
    assert NightChunk.objects.count() == 3


def test_chunks_hold_every_family_once():
    chunks = open_night(business_date=DAY).chunks.all()
    held = [list(Family.objects.filter(pk__range=(chunk.first_family, chunk.last_family))) for chunk in chunks]
    assert sorted(len(families) for families in held) == [10, 25, 25]
    assert sum(held, []) == list(Family.objects.order_by("pk"))


def test_a_missed_night_is_not_opened_after_a_later_one():
    tomorrow = DAY + timedelta(days=1)
    night = open_night(business_date=tomorrow)
    assert open_night(business_date=DAY) is None
    assert list(Night.objects.all()) == [night]


def test_a_night_without_families_is_finished_at_once(monkeypatch):
    monkeypatch.setattr(nights, "family_ranges", lambda: [])
    assert Night.objects.get(pk=open_night(business_date=DAY).pk).finished_at is not None


def test_working_a_night_says_what_the_engine_says_and_marks_it_finished():
    work_night(DAY)
    night = Night.objects.get()
    verdicts, readiness = engine_rows(DAY, night.known_at)
    assert night.finished_at is not None
    assert Verdict.objects.count() == len(verdicts)
    assert Readiness.objects.count() == len(readiness)
    assert [chunk.judged for chunk in night.chunks.all()] == [chunk.changed for chunk in night.chunks.all()]
    assert sum(chunk.judged for chunk in night.chunks.all()) == len(readiness)


def test_a_chunk_worked_again_does_nothing():
    open_night(business_date=DAY)
    chunk_id = waiting_chunks()[0]
    assert work_chunk(chunk_id, then=nothing) is True
    before = left_behind()

    def must_not_be_called(*given, **also):
        raise AssertionError("A chunk that is done is not worked again.")

    assert work_chunk(chunk_id, then=must_not_be_called) is False
    assert left_behind() == before


def test_two_workers_at_once_on_one_chunk_work_it_once():
    open_night(business_date=DAY)
    chunk_id = waiting_chunks()[0]
    first_is_at_work, second_has_tried = threading.Event(), threading.Event()

    def wait(family_ids, *, as_of, known_at):
        first_is_at_work.set()
        assert second_has_tried.wait(30)
        return 2, 1

    def second():
        assert first_is_at_work.wait(30)
        try:
            return work_chunk(chunk_id, then=nothing)
        finally:
            second_has_tried.set()

    assert at_once(lambda: work_chunk(chunk_id, then=wait), second) == [True, False]
    chunk = NightChunk.objects.get(pk=chunk_id)
    assert (chunk.state, chunk.attempts, chunk.joined, chunk.left) == (ChunkState.DONE, 1, 2, 1)


def test_many_workers_on_a_night_work_each_chunk_once():
    open_night(business_date=DAY)
    worked = []

    def note(family_ids, *, as_of, known_at):
        worked.append(tuple(family_ids))
        return 0, 0

    def work_all():
        return [work_chunk(chunk_id, then=note) for chunk_id in list(waiting_chunks())]

    given = at_once(*[work_all] * 5)
    assert sum(done for worker in given for done in worker) == 3
    assert sorted(sum(worked, ())) == sorted(Family.objects.values_list("pk", flat=True))
    nights.finish_nights()
    assert Night.objects.get().finished_at is not None
    alone = left_behind()
    forget_nights()
    open_night(business_date=DAY)
    work_all()
    assert left_behind() == alone


def test_a_chunk_that_fails_leaves_nothing_but_the_count_of_attempts():
    open_night(business_date=DAY)
    chunk_id = waiting_chunks()[0]

    def fail(family_ids, *, as_of, known_at):
        assert Verdict.objects.exists()
        raise ZeroDivisionError

    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            work_chunk(chunk_id, then=fail)
    chunk = NightChunk.objects.get(pk=chunk_id)
    assert (chunk.state, chunk.attempts, chunk.done_at) == (ChunkState.WAITING, 2, None)
    assert not Verdict.objects.exists()
    assert not Readiness.objects.exists()
    assert work_chunk(chunk_id, then=nothing) is True


def test_a_later_night_waits_for_an_earlier_one():
    early, late = (open_night(business_date=DAY + timedelta(days=days)) for days in (0, 1))
    first, later = early.chunks.first(), late.chunks.first()
    assert work_chunk(later.pk, then=nothing) is False
    assert not Verdict.objects.exists()
    assert work_chunk(first.pk, then=nothing) is True
    assert work_chunk(later.pk, then=nothing) is True
    assert list(waiting_chunks()[:2]) == list(early.chunks.values_list("pk", flat=True)[1:])


def incident(days):
    """A fact that comes in while the nights go by."""
    family = Family.objects.get(reference="F00007")
    Event.objects.create(
        recorded_at=moment_of_writing_alone(), source="council", source_ref=f"late {Event.objects.count()}",
        kind="domestic_abuse_incident", occurred_on=DAY + timedelta(days=days), family=family,
    )


def moment_of_writing_alone():
    with nights.transaction.atomic():
        return moment_of_writing()


def left_behind_but_for_chunks():
    found = left_behind()
    assert {row.rstrip(")").split(",")[3:] == ["done", "t"] for row in found.pop("chunks")} == {True}
    return found


def withdraw_incidents():
    told = Event.objects.filter(source_ref__startswith="late ", superseded_at=None)
    told.update(superseded_at=moment_of_writing_alone())


def test_a_night_worked_three_days_late_says_what_it_would_have_said_in_time():
    """Facts that come in meanwhile count from the nights that were opened after them, not before. A night opened
    while another is unfinished may only be cut into other chunks: it looks at all that the other has not judged."""
    days = [DAY + timedelta(days=number) for number in range(4)]
    for number, day in enumerate(days):
        work_night(day)
        incident(number)
    in_time = left_behind_but_for_chunks()
    withdraw_incidents()
    forget_nights()
    for number, day in enumerate(days):
        open_night(business_date=day)
        incident(number)
    assert not Verdict.objects.exists()
    work_night(days[-1])
    assert left_behind_but_for_chunks() == in_time
    assert len({row.split(",")[-2] for row in in_time["verdicts"]}) > 2
