"""Who may manage users."""

from families.accounts.enums import Role
from families.accounts.models import User
from families.permissions import Refused, check_has_role


def check_can_manage_users(by):
    """Administrators only."""
    check_has_role(by, Role.ADMINISTRATOR, to="manage users")


def check_can_add_user(by, password):
    """Administrators, without choosing the password; `by` None is the command line, which may choose it."""
    if by is not None:
        check_can_manage_users(by)
        if password is not None:
            raise Refused("A password that somebody else chose has to be changed: let the system make it.")


def check_is_not_oneself(by, user, *, to):
    """An administrator cannot lock themselves out, so that there is always one who can still get in."""
    if by.pk == user.pk:
        raise Refused(f"You cannot {to}. Ask another administrator.")


def check_needs_first_administrator(by):
    """Only whoever holds the machine, and only while nobody could do it on a page."""
    if by is not None:
        raise Refused("The first administrator is added by command, on the machine.")
    if User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exists():
        raise Refused("There is an administrator already. They can add others on the page Users.")
