"""May this person? Each check returns quietly or raises `Refused` with a sentence."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_set_funding(by):
    """Programme managers record what was agreed with the department."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="record what was agreed with the department")
