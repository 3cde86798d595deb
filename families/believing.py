"""How a belief is written, corrected and withdrawn; used by the actions of every app, and by nothing else.

Call inside a transaction, with the moment that `moment_of_writing()` gave for it.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from families.permissions import Refused
from families.two_clocks import Belief


class Overtaken(Refused):
    """Somebody corrected or withdrew the belief after this person opened it. `row` is the old belief, as it is now."""

    def __init__(self, row):
        self.row = row
        who = row.superseded_by or "A file"
        at = timezone.localtime(row.superseded_at)
        super().__init__(
            f"{who} changed this at {at:%H:%M} on {at.day} {at:%B %Y}, after you opened it. "
            "Look at what it says now, then decide whether your change is still needed."
        )


def believe(row, *, by, at):
    """Records `row` as believed from `at`. What a constraint forbids is raised as Refused with its message."""
    row.recorded_at, row.recorded_by = at, by
    insert(row)
    return row


def insert(row):
    """Inserts or updates a row; a constraint that forbids it becomes Refused with the constraint's own message."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for constraint in row._meta.constraints:
            if constraint.name == name:
                raise Refused(str(constraint.violation_error_message)) from error
        raise


def stop_believing(row, *, by, at):
    """Closes a current belief. Raises Overtaken when somebody else closed it first."""
    current = type(row).objects.filter(pk=row.pk, superseded_at__isnull=True)
    if not current.update(superseded_at=at, superseded_by=by):
        raise Overtaken(type(row).objects.select_related("superseded_by", "superseded_load").get(pk=row.pk))


def said_again(row, **changes):
    """An unsaved belief that says what `row` says, but for `changes`."""
    kept = {
        field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields
        if field.attname not in {"id", *(own.attname for own in Belief._meta.fields)}
    }
    new = type(row)(**kept)
    for name, value in changes.items():
        setattr(new, name, value)
    return new


def replace(old, new, *, by, at):
    """Corrects: closes `old` and records `new` in its place."""
    stop_believing(old, by=by, at=at)
    return believe(new, by=by, at=at)
