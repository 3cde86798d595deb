"""Who may change the facts."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_load(by):
    """Files are loaded by an analyst; or from the command line, by whoever runs the server (nobody in particular)."""
    if by is not None:
        check_has_role(by, Role.ANALYST, to="load files")
