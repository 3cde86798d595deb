"""Who may say that a note was recorded in error."""

from families.accounts.enums import Role
from families.permissions import Refused, check_can_record


def check_can_take_back(by, note):
    """Whoever wrote it, or a manager."""
    check_can_record(by, note.family)
    if by.pk != note.written_by_id and by.role == Role.KEY_WORKER:
        raise Refused("Only the person who wrote this note, or a manager, may say that it was recorded in error.")
