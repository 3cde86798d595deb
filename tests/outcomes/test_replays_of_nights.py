"""Whole nights on two clocks: whatever is corrected later, each past night comes out as it did, to the digest.

`CORRECTIONS=200000 REPLAYED_FAMILIES=3000` makes more of it.
"""

import os
from datetime import date, timedelta

import pytest
from django.db import transaction

from families.two_clocks import present_moment
from outcomes.actions import publish_plan
from outcomes.models import Night, Readiness, Verdict
from outcomes.nights import actions as nights
from outcomes.replays import actions, pages
from tests.outcomes.bulk import put_in_bulk
from tests.outcomes.corrections import correct
from tests.outcomes.test_replay import digests
from tests.reference.generate import make_plans, make_world
from tests.reference.judge import parse_plan

pytestmark = pytest.mark.django_db

SEED, DAY = 21, date(2017, 3, 1)
FAMILIES = int(os.environ.get("REPLAYED_FAMILIES", 400))
CORRECTIONS = int(os.environ.get("CORRECTIONS", 10_000))
NIGHTS = [DAY - timedelta(days=30), DAY - timedelta(days=1), DAY, DAY + timedelta(days=1), DAY + timedelta(days=20)]
REPLAY_TABLES = {"outcomes_replay", "outcomes_replaypart", "outcomes_replaydifference"}


def nothing(family_ids, *, as_of, known_at):
    """What follows a chunk, where a test is not about it."""
    return 0, 0


def run_night(day):
    """One night from beginning to end."""
    night = nights.open_night(business_date=day)
    for chunk in list(nights.waiting_chunks()):
        nights.work_chunk(chunk, then=nothing)
    return Night.objects.get(pk=night.pk)


def replayed(as_of, known_at):
    """A replay, worked to the end, with its counts."""
    replay = actions.ask_for_replay(as_of=as_of, known_at=known_at, by=None)
    for part in actions.waiting_parts(replay):
        assert actions.work_replay_part(part)
    return pages.replays_with_work().get(pk=replay.pk)


def republish(text):
    """Publishes the same plan again as a later version that asks for more, in force since the same day."""
    plan = parse_plan(text)
    later = text.replace(f"version = {plan['version']}\n", f"version = {plan['version'] + 10}\n")
    needed = plan["eligibility"]["headlines_needed"]
    publish_plan(text=later.replace(f"headlines_needed = {needed}", f"headlines_needed = {needed + 1}"), by=None)


@pytest.fixture(scope="module")
def history(django_db_setup, django_db_blocker):
    """Nights with what a replay of each said the morning after; between and after them, corrections by the thousand."""
    with django_db_blocker.unblock(), transaction.atomic():
        patch = pytest.MonkeyPatch()
        patch.setattr(nights, "FAMILIES_IN_A_CHUNK", FAMILIES // 3)
        plans = make_plans(SEED, DAY)
        put_in_bulk(make_world(SEED, FAMILIES, as_of=DAY), plans, seed=SEED)
        told, corrected = [], 0
        for number, day in enumerate(NIGHTS):
            night = run_night(day)
            told.append((night, replayed(day, night.known_at)))
            if number == 2:
                republish(next(text for text in plans if parse_plan(text)["effective_from"] <= DAY))
            corrected += correct(CORRECTIONS // 20, number)
        corrected += correct(CORRECTIONS - corrected, "late")
        yield told, corrected
        patch.undo()
        transaction.set_rollback(True)


def test_every_past_night_replays_to_the_same_verdicts_and_digest(history):
    told, corrected = history
    assert corrected >= CORRECTIONS
    assert len({replay.digest for _, replay in told}) == len(NIGHTS)
    for night, then in told:
        again = replayed(night.business_date, night.known_at)
        assert then.difference_count == again.difference_count == 0, night
        assert (again.digest, again.statuses, again.readiness) == (then.digest, then.statuses, then.readiness)
        assert again.readiness["open"] > FAMILIES * 0.9
        assert sum(again.statuses.values()) > FAMILIES


def test_the_corrections_would_be_seen_by_a_replay_that_read_what_is_believed_now(history):
    told, _ = history
    for night, then in told:
        now = replayed(night.business_date, present_moment())
        assert now.digest != then.digest
        assert now.statuses != then.statuses


def test_a_replay_says_the_same_in_any_number_of_parts(history, monkeypatch):
    night, then = history[0][0]
    for size in (FAMILIES * 2, 100):
        monkeypatch.setattr(nights, "FAMILIES_IN_A_CHUNK", size)
        again = replayed(night.business_date, night.known_at)
        assert again.digest == then.digest
        assert (again.statuses, again.readiness) == (then.statuses, then.readiness)


def test_a_replay_writes_nothing_but_itself(history):
    night, _ = history[0][-1]
    before = digests()
    replayed(night.business_date, night.known_at)
    changed = {table for table, digest in digests().items() if digest != before[table]}
    assert changed <= REPLAY_TABLES | {"families_logentry"}
    assert "outcomes_replay" in changed


def test_figures_are_those_of_what_was_kept(history):
    night, then = history[0][-1]
    kept = Readiness.objects.filter(known_at__lte=night.known_at).exclude(superseded_at__lte=night.known_at)
    assert then.readiness["open"] == kept.count()
    assert then.readiness["claimable"] == kept.filter(claimable=True).count()
    verdicts = Verdict.objects.filter(known_at__lte=night.known_at).exclude(superseded_at__lte=night.known_at)
    assert sum(then.statuses.values()) == verdicts.count()


def test_a_replay_that_reads_other_facts_differs_from_what_was_kept_and_says_where(history):
    """A slip in the clock: facts are read as known a little later than the night knew them."""
    night, _ = history[0][1]
    replay = actions.ask_for_replay(as_of=night.business_date, known_at=night.known_at, by=None)
    with pytest.MonkeyPatch.context() as patch:
        sound = actions.judge
        patch.setattr(actions, "judge", lambda scope, as_of, known_at: sound(
            scope, as_of=as_of, known_at=present_moment()
        ))
        for part in actions.waiting_parts(replay):
            actions.work_replay_part(part)
    replay = pages.replays_with_work().get(pk=replay.pk)
    assert replay.difference_count > FAMILIES
    assert replay.unexplained == replay.families_differing
