"""The only writers of replays: asking for one, and working its parts. None of them writes a verdict."""

from collections import Counter
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes.enums import ChunkState
from outcomes.judging import Scope, judge
from outcomes.nights.actions import family_ranges
from outcomes.nights.models import Night
from outcomes.replays.digests import digest_of, digests_of_judgement
from outcomes.replays.models import Replay, ReplayPart
from outcomes.replays.permissions import check_can_replay

DIFFERENCES = Path(__file__).with_name("differences.sql").read_text(encoding="utf-8")

COUNTED_FAMILIES = {"open": "true", "claimable": "claimable", "engaged": "engaged", "eligible": "eligible"}


@transaction.atomic
def ask_for_replay(*, as_of, known_at, by):
    """Plans a replay of `as_of` with what was known at `known_at`; its parts wait to be worked. Raises Refused."""
    check_can_replay(by)
    if as_of > timezone.localdate() or known_at > timezone.now():
        raise Refused("Nobody knows yet what will be true then. Choose a day and a moment that are past.")
    replay = Replay.objects.create(
        as_of=as_of, known_at=known_at, asked_by=by, asked_at=timezone.now(),
        night=Night.objects.filter(business_date=as_of, known_at=known_at).first(),
    )
    ReplayPart.objects.bulk_create(
        ReplayPart(replay=replay, first_family=first, last_family=last) for first, last in family_ranges()
    )
    record(Verb.JUDGED, by=by, about=replay, detail="again, as it was then; nothing kept")
    _finish(replay)
    return replay


def ask_for_replay_of_night(*, night, by):
    """Plans a replay of a night: its own day, with its own knowledge."""
    return ask_for_replay(as_of=night.business_date, known_at=night.known_at, by=by)


def waiting_parts(replay=None):
    """Ids of the parts still to work, of one replay or of all, the oldest first."""
    parts = ReplayPart.objects.filter(state=ChunkState.WAITING)
    if replay is not None:
        parts = parts.filter(replay=replay)
    return list(parts.order_by("replay__asked_at", "first_family").values_list("pk", flat=True))


@transaction.atomic
def work_replay_part(part_id):
    """Judges one part again and compares it with what was kept. Does nothing when it is done or another has it.

    Returns whether it did the work. Killed at any point it leaves the part undone.
    """
    part = (
        ReplayPart.objects.select_for_update(skip_locked=True, of=("self",))
        .select_related("replay__night").filter(pk=part_id, state=ChunkState.WAITING).first()
    )
    if part is None:
        return False
    replay = part.replay
    judge(
        Scope(first_family=part.first_family, last_family=part.last_family),
        as_of=replay.as_of, known_at=replay.known_at,
    )
    statuses, readiness, digests = _counted()
    if replay.night:
        _keep_differences(part, replay)
    ReplayPart.objects.filter(pk=part.pk).update(
        state=ChunkState.DONE, done_at=timezone.now(), statuses=statuses, readiness=readiness, digests=digests
    )
    _finish(replay)
    return True


def finish_replays():
    """Finishes replays whose last parts ended at the same moment."""
    for replay in Replay.objects.filter(finished_at=None):
        _finish(replay)


def _counted():
    """What the work tables come to: verdicts by status, families by readiness, a digest for each family in a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT status, count(*) FROM work_verdict GROUP BY status")
        statuses = dict(cursor.fetchall())
        counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in COUNTED_FAMILIES.values())
        cursor.execute(f"SELECT {counts} FROM work_readiness")
        readiness = dict(zip(COUNTED_FAMILIES, cursor.fetchone(), strict=True))
        for route in ("sustained", "employment"):
            cursor.execute(f"SELECT {route}, count(*) FROM work_readiness WHERE {route} <> '' GROUP BY {route}")
            readiness |= {f"{route} {status}": number for status, number in cursor.fetchall()}
    return statuses, readiness, digests_of_judgement()


def _keep_differences(part, replay):
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES, {
            "replay": replay.pk, "night": replay.night_id, "as_of": replay.as_of, "known_at": replay.known_at,
            "finished_at": replay.night.finished_at or timezone.now(),
            "first_family": part.first_family, "last_family": part.last_family,
        })


def _finish(replay):
    """Adds up the parts once none waits. Of two last parts at once, the sweep sees to it."""
    if replay.parts.filter(state=ChunkState.WAITING).exists():
        return
    statuses, readiness = Counter(), Counter()
    parts = replay.parts.order_by("first_family")
    for part in parts.defer("digests"):
        statuses.update(part.statuses)
        readiness.update(part.readiness)
    digest = digest_of(parts.values_list("digests", flat=True).iterator())
    finished = Replay.objects.filter(pk=replay.pk, finished_at=None).update(
        finished_at=timezone.now(), statuses=statuses, readiness=readiness, digest=digest
    )
    if finished:
        replay.parts.update(digests=b"")
