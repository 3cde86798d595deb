"""What claims do when beliefs about families change: judge them again and bring the queue into step, at once."""

from django.utils import timezone

from claims.actions.moving import lock_families
from claims.actions.queue import update_queue_after_judging
from families.two_clocks import moment_of_writing


def when_families_change(family_ids, *, by):
    """Called inside the transaction of every change made on a page (`families/changes.py`)."""
    from outcomes.actions import judge_and_keep

    as_of, known_at = timezone.localdate(), moment_of_writing()
    lock_families(family_ids)
    judge_and_keep(family_ids, as_of=as_of, known_at=known_at)
    update_queue_after_judging(family_ids, as_of=as_of, known_at=known_at, by=by)
