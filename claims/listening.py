"""What claims do when beliefs about families change: judge them again and bring the queue into step, at once."""

from datetime import timedelta

from django.utils import timezone

from claims.actions.lines import settle_lines
from claims.actions.moving import lock_families
from claims.actions.queue import update_queue_after_judging
from claims.models import ClaimMove
from families.two_clocks import moment_of_writing
from outcomes.actions import judge_on_change
from outcomes.ledger.actions import refresh_needs

CLOCKS_DIFFER = timedelta(hours=1)


def when_families_change(family_ids, *, by):
    """Called inside the transaction of every change made on a page (`families/changes.py`)."""
    lock_families(family_ids)
    settle_lines(family_ids)
    judge_on_change(family_ids)
    after_judging(family_ids, as_of=timezone.localdate(), known_at=moment_of_writing(), by=by)


def after_judging(family_ids, *, as_of, known_at, by=None):
    """What follows whenever families were judged and their verdicts kept, in the same transaction: what they still need
    is worked out, and the queue is brought into step. Returns (joined, left)."""
    refresh_needs(family_ids, as_of=as_of, known_at=known_at)
    return update_queue_after_judging(family_ids, as_of=as_of, known_at=known_at, by=by)


def families_of_moved_claims(since):
    """Families whose claim a person moved since a moment, for the next night to look at: one that was rejected may be
    made again though nothing about the family changed. An hour is allowed for clocks that differ."""
    moves = ClaimMove.objects.filter(at__gt=since - CLOCKS_DIFFER, by__isnull=False)
    return moves.values_list("claim__family", flat=True).distinct()
