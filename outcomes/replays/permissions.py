"""Who may ask for a replay."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_replay(by):
    """Programme managers, auditors and analysts; and the command line (`by` None)."""
    if by is not None:
        check_has_role(by, Role.PROGRAMME_MANAGER, Role.AUDITOR, Role.ANALYST, to="replay a night")
