"""What claims do when beliefs about families change: judge them again and bring the queue into step, at once."""

from django.utils import timezone

from claims.actions.lines import settle_lines
from claims.actions.moving import lock_families
from claims.actions.queue import update_queue_after_judging
from families.two_clocks import moment_of_writing
from outcomes.actions import judge_on_change
from outcomes.ledger.actions import refresh_needs


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
