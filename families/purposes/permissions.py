"""Who may say on what ground a purpose rests. What a family says is recorded by whoever works with it."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_set_basis(by):
    """The programme manager answers for the lawful basis."""
    check_has_role(by, Role.PROGRAMME_MANAGER, to="say on what ground information is used")
