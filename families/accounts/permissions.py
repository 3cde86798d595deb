"""Who may manage users."""

from families.accounts.enums import Role
from families.permissions import Refused, check_has_role


def check_can_manage_users(by):
    """Administrators only."""
    check_has_role(by, Role.ADMINISTRATOR, to="manage users")


def check_is_not_oneself(by, user, *, to):
    """An administrator cannot lock themselves out, so that there is always one who can still get in."""
    if by.pk == user.pk:
        raise Refused(f"You cannot {to}. Ask another administrator.")
