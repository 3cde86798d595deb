"""The only writers of lineage. Everybody who must know is told inside the same transaction."""

from django.db import transaction

from families.actions import not_later
from families.believing import believe, stop_believing
from families.changes import tell
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.lineage.models import LineageEvent
from families.lineage.permissions import check_can_record_lineage
from families.lineage.reading import lines_of
from families.models import Family
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_lineage(*, kind, earlier, later, happened_on, by):
    """Records that on a day `later` came out of `earlier`, or took it in (`LineageKind`). Raises Refused."""
    check_can_record_lineage(by, earlier, later)
    not_later(happened_on)
    moment = moment_of_writing()
    line = lock_lines([earlier.pk, later.pk])
    event = LineageEvent(kind=kind, earlier=earlier, later=later, happened_on=happened_on)
    believe(event, by=by, at=moment)
    record_many(Verb.RECORDED, by=by, about=[earlier, later], detail=f"lineage: {kind}")
    tell(line, by=by)
    return event


@transaction.atomic
def withdraw_lineage(*, event, by):
    """Takes back what was recorded in error: the two families are no longer tied by it."""
    check_can_record_lineage(by, event.earlier, event.later)
    moment = moment_of_writing()
    line = lock_lines([event.earlier_id, event.later_id])
    stop_believing(event, by=by, at=moment)
    record_many(Verb.WITHDREW, by=by, about=[event.earlier, event.later], detail=f"lineage: {event.kind}")
    tell(line, by=by)
    return event


def lock_lines(family_ids):
    """Locks these families and every other family of their lines, by id. Returns the ids, sorted.

    A tie that somebody records while we wait for a lock brings more families in: they are locked too.
    """
    wanted = set(family_ids)
    locked = set()
    while wanted - locked:
        rows = Family.objects.filter(pk__in=wanted).order_by("pk").select_for_update(no_key=True)
        locked = set(rows.values_list("pk", flat=True))
        wanted = {member for line in lines_of(sorted(locked)).values() for member in line}
    return sorted(locked)
