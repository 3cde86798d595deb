"""Sixty nights in a row of which each looks only at whoever is due or touched: judging everybody finds no difference.

`NIGHTS_SEED` says where to begin, `NIGHTS_WORLDS` how many worlds are taken through their nights.
"""

import os
import random
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
import time_machine
from django.db import connection, transaction

from claims.actions import update_queue_after_judging
from claims.listening import when_families_change
from claims.models import ClaimMove
from families.models import Family
from families.two_clocks import moment_of_reading
from outcomes.actions import judge_and_keep, judge_on_demand
from outcomes.judging import EVERYONE, Scope
from outcomes.models import JudgedOnChange, LookAgain, NightFamily
from outcomes.nights import actions as nights
from tests.outcomes.happenings import Happenings
from tests.outcomes.worlds import put
from tests.reference.generate import make_plans, make_world

pytestmark = pytest.mark.django_db

FAMILIES, NIGHTS = 100, 60
WORLDS = int(os.environ.get("NIGHTS_WORLDS", 1))
FIRST_SEED = int(os.environ.get("NIGHTS_SEED", 1))
# About a month after the first night: a leap day, the ends of terms and of school years, the clocks going forward.
MIDST = [date(2016, 3, 10), date(2016, 7, 1), date(2017, 1, 3), date(2016, 10, 30), date(2017, 4, 5)]


@pytest.fixture
def ordinary(monkeypatch):
    """No night judges everybody only to check the others."""
    why_full = nights.why_full
    monkeypatch.setattr(
        nights, "why_full", lambda *given, **also: why_full(*given, **also).replace("weekly", "")
    )
    monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", 60)


def work(rng):
    """Works whatever waits, in any order that it can be worked in."""
    waiting = list(nights.waiting_chunks())
    while waiting:
        rng.shuffle(waiting)
        waiting = [chunk for chunk in waiting if not nights.work_chunk(chunk, then=update_queue_after_judging)]


def what_judging_everybody_changes(night):
    """The families of which judging everybody would say something else than is kept."""
    with transaction.atomic():
        kept = judge_and_keep(EVERYONE, as_of=night.business_date, known_at=night.known_at)
        transaction.set_rollback(True)
    return kept.changed


def what_the_queue_would_do(night):
    """How many moves claims would make if every family were looked at."""
    with transaction.atomic():
        before = ClaimMove.objects.count()
        ids = list(Family.objects.values_list("pk", flat=True))
        update_queue_after_judging(ids, as_of=night.business_date, known_at=night.known_at)
        moves = ClaimMove.objects.count() - before
        transaction.set_rollback(True)
    return moves


def meanwhile(rng, happenings, day):
    """What happens between two nights; some of it is judged at once, on a page or by hand."""
    happenings.happen(day, some=rng.choice([0, 2, 5, 9]))
    with time_machine.travel(datetime.combine(day, time(12), UTC), tick=False):
        if rng.random() < 0.4:
            when_families_change(rng.sample(happenings.families, 3), by=None)
    if rng.random() < 0.15:
        known_at = moment_of_reading()
        ids = rng.choice([happenings.families, happenings.families[:40]])
        judge_on_demand(Scope(tuple(ids)), as_of=day, known_at=known_at)
        update_queue_after_judging(ids, as_of=day, known_at=known_at)
        happenings.happen(day, some=2)


def in_a_row(seed, seen):
    """Takes a world through its nights; yields each that was worked. `seen` counts what occurred."""
    rng, midst = random.Random(f"nights {seed}"), MIDST[seed % len(MIDST)]
    put(make_world(seed, FAMILIES, as_of=midst), make_plans(seed, midst))
    happenings, day = Happenings(rng), midst - timedelta(days=NIGHTS // 2)
    for _ in range(NIGHTS):
        day += timedelta(days=1)
        meanwhile(rng, happenings, day)
        if rng.random() < 0.06:  # missed
            continue
        night = nights.open_night(business_date=day)
        if rng.random() < 0.1:  # late
            continue
        work(rng)
        seen.update(night.chosen.keys())
        seen["full night" if night.why_full else "ordinary night"] += 1
        yield night


@pytest.mark.parametrize("seed", range(FIRST_SEED, FIRST_SEED + WORLDS))
def test_night_after_night_judging_everybody_finds_no_difference(ordinary, seed):
    seen = Counter()
    for number, night in enumerate(in_a_row(seed, seen)):
        changed = what_judging_everybody_changes(night)
        assert not changed, (night, explained(night, changed))
        assert number % 6 or what_the_queue_would_do(night) == 0
    assert seen["ordinary night"] > NIGHTS // 2
    assert {"touched", "due", "by_hand", "plan", "coverage", "left_over"} <= seen.keys()


def explained(night, changed):
    """What is known of families that a night should not have passed over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, reference FROM families_family WHERE id = ANY(%s)", [list(changed)])
        names = dict(cursor.fetchall())
    look = {row.family_id: (row.next_on, row.next_look) for row in LookAgain.objects.filter(family__in=changed)}
    why = {row.family_id: row.because for row in NightFamily.objects.filter(night=night, family__in=changed)}
    by_hand = set(JudgedOnChange.objects.filter(family__in=changed).values_list("family", flat=True))
    return [(names[pk], look.get(pk), why.get(pk), pk in by_hand) for pk in changed]
