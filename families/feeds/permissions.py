"""Who may say what is usual of a feed, and decide about a file that is held."""

from families.accounts.enums import Role
from families.facts.enums import LoadState
from families.permissions import Refused, check_has_role

LOOKS_AFTER_FEEDS = (Role.PROGRAMME_MANAGER, Role.ANALYST)


def check_can_change_feed(by):
    """Programme managers and analysts say who sends a feed, how often, and how well founded it is."""
    check_has_role(by, *LOOKS_AFTER_FEEDS, to="change a feed")


def check_can_decide_about_held(by, load):
    """Programme managers and analysts decide, once, about a file that waits."""
    check_has_role(by, *LOOKS_AFTER_FEEDS, to="decide about a file that is held")
    if load.state != LoadState.HELD:
        raise Refused("Somebody has decided about this file already.")
