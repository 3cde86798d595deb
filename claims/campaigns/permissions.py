"""May this person do this to a campaign, or to a claim of its sample? Each check returns or raises `Refused`."""

from django.utils import timezone

from claims.campaigns.enums import ItemState, Step
from claims.campaigns.rules import ITEM_MOVES, item_after
from claims.permissions import check_can_audit, check_is_not_submitted, in_words
from families.accounts.enums import Role
from families.permissions import Refused, check_has_role
from outcomes.wording import day

IN_WORDS = {
    Step.FIND_SOUND: "audit a claim", Step.FIND_FAULT: "audit a claim", Step.REPLY: "reply to a finding",
    Step.ACCEPT: "conclude about a finding", Step.CONFIRM: "conclude about a finding",
    Step.REPLACE: "replace claims of a sample",
}
STANDS = {
    ItemState.TO_REVIEW: "No auditor has recorded a finding yet.",
    ItemState.TO_REPLY: "A finding is recorded, and waits for the programme manager's reply.",
    ItemState.REPLIED: "The programme manager has replied, and an auditor has to conclude.",
    ItemState.ACCEPTED: "It was found to stand.",
    ItemState.FAILED: "It was found not to stand.",
    ItemState.LEFT: "It left the window, and was replaced where the draw allows it.",
}


def check_can_draw(window, by):
    """An auditor, once for a window, until it is submitted."""
    check_has_role(by, Role.AUDITOR, to="draw an audit sample")
    check_is_not_submitted(window)


def check_is_not_closed(campaign):
    """What was closed is done with."""
    if campaign.closed_at:
        raise Refused(f"{campaign.closed_by} already closed this audit at {in_words(campaign.closed_at)}.")


def check_can_close(campaign, by):
    """An auditor, once."""
    check_has_role(by, Role.AUDITOR, to="close an audit")
    check_is_not_closed(campaign)


def check_can_replace(campaign, by):
    """An auditor, until the audit is closed."""
    check_has_role(by, Role.AUDITOR, to=IN_WORDS[Step.REPLACE])
    check_is_not_closed(campaign)


def check_can_step(item, step, by):
    """Only the role that `ITEM_MOVES` names, and only from a state from which the step exists."""
    check_has_role(by, *dict.fromkeys(move.by for move in ITEM_MOVES if move.step == step), to=IN_WORDS[step])
    check_is_not_closed(item.campaign)
    if item_after(item.state, step, by.role) is None:
        raise Refused(STANDS[item.state])
    if item.is_departed:
        raise Refused("This claim has left the sample since it was drawn. Draw its replacement.")


def check_can_record_view(item, by):
    """An auditor who had no part in the claim, while nobody has recorded a finding."""
    check_can_step(item, Step.FIND_SOUND, by)
    check_can_audit(item.claim, by)


def check_can_reply(item, by):
    """A programme manager, once for a finding."""
    check_can_step(item, Step.REPLY, by)


def check_can_conclude(item, by):
    """An auditor who had no part in the claim, after the reply or after the day for it."""
    check_can_step(item, Step.CONFIRM, by)
    check_can_audit(item.claim, by)
    if item.state == ItemState.TO_REPLY and timezone.localdate() <= item.view.reply_by:
        raise Refused(f"The programme manager may reply until {day(item.view.reply_by)}. Wait for the reply.")


def check_can_accept(item, by):
    """As `check_can_conclude`, and only after a reply: silence changes no finding."""
    if item.state == ItemState.TO_REPLY:
        raise Refused("Nobody has replied, so the finding cannot be changed. It can be confirmed.")
    check_can_conclude(item, by)


def check_can_set_sampling(by):
    """Auditors say how much is audited."""
    check_has_role(by, Role.AUDITOR, to="say how much is audited")
