"""May this person? Each check returns quietly or raises `Refused` with a sentence that pages show."""

from families.accounts.enums import Role
from families.permissions import check_has_role


def check_can_publish_plan(by):
    """Analysts and programme managers publish outcomes plans; so does the command line (`by` None)."""
    if by is not None:
        check_has_role(by, Role.ANALYST, Role.PROGRAMME_MANAGER, to="publish an outcomes plan")
