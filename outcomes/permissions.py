"""May this person? Each check returns quietly or raises `Refused` with a sentence that pages show."""

from families.accounts.enums import Role
from families.permissions import Refused, check_has_role
from outcomes.enums import DraftState


def check_can_publish_plan(by):
    """Analysts and programme managers publish outcomes plans; so does the command line (`by` None)."""
    if by is not None:
        check_has_role(by, Role.ANALYST, Role.PROGRAMME_MANAGER, to="publish an outcomes plan")


def check_can_draft(by):
    """Analysts and programme managers write drafts of outcomes plans, preview them and run their examples."""
    check_has_role(by, Role.ANALYST, Role.PROGRAMME_MANAGER, to="write a draft of an outcomes plan")


def check_can_change_draft(draft, by):
    """Whoever writes drafts, while the draft is neither published nor discarded."""
    check_can_draft(by)
    _check_is_open(draft)


def check_can_publish_draft(draft, by):
    """Whoever publishes plans, but nobody who wrote in this draft; persons are compared, not sign-ins."""
    check_can_publish_plan(by)
    _check_is_open(draft)
    wrote = {number.strip().upper() for number in draft.changes.values_list("by__staff_number", flat=True)}
    if by is None or by.staff_number.strip().upper() in wrote:
        raise Refused(
            "You cannot publish this draft, because you wrote in it. Ask a programme manager or an analyst who did not."
        )


def _check_is_open(draft):
    if draft.state != DraftState.OPEN:
        raise Refused(f"This draft was {draft.get_state_display().lower()}, so nobody can change it any more.")


def refusal(check, *subjects):
    """The sentence with which a check refuses, or an empty string when it does not: for a page to show."""
    try:
        check(*subjects)
    except Refused as refused:
        return str(refused)
    return ""
