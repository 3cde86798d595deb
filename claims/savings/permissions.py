"""May this person? Each check returns quietly or raises `Refused` with a sentence."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_set_costs(by):
    """Programme managers and analysts say what savings are reckoned with."""
    check_has_role(by, Role.PROGRAMME_MANAGER, Role.ANALYST, to="change what savings are reckoned with")


def check_can_record_averted(by):
    """Programme managers say that a cost was averted."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="record that a cost was averted")
