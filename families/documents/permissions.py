"""Who may withdraw a document."""

from families.accounts.enums import Role
from families.permissions import Refused, check_can_record


def check_can_withdraw(by, document):
    """Whoever attached it, or a manager."""
    check_can_record(by, document.family)
    if by.pk != document.added_by_id and by.role == Role.KEY_WORKER:
        raise Refused("Only the person who attached this document, or a manager, may withdraw it.")
