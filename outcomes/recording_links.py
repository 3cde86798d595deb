"""The pages on which a person may record something about a family, or put right what was recorded."""

from django.urls import reverse

from families.access import may_call

ABOUT_THE_FAMILY = (
    ("families:screening", "Screen for problems"),
    ("families:assessment", "Assess the whole family"),
    ("families:plan", "Work on the plan"),
    ("families:record_meeting", "Record a meeting"),
    ("families:record_event", "Record an event"),
    ("families:record_spell", "Record a period (work, benefit, care)"),
    ("families:record_score", "Record a score"),
    ("families:record_judgement", "Record a decision"),
    ("families:assign_lead_worker", "Change the lead worker"),
    ("families:stage", "Change the stage, or close the work"),
)
CORRECTING = {
    "event": "families:correct_event",
    "spell": "families:correct_spell",
    "score": "families:correct_score",
    "judgement": "families:correct_judgement",
    "plan": "families:correct_plan",
    "problem": "families:change_problem",
}
ENDING = "families:end_spell"
WITHDRAWING = "families:withdraw_fact"


def recording_links(user, family):
    """Words and address of each page that this person may call for this family."""
    return [link for name, words in ABOUT_THE_FAMILY for link in _link(user, words, name, family.token)]


def correcting_links(user, family, entry):
    """Words and address of the pages that put right one fact on the timeline.

    What came in a file is put right by whoever sent it, and what is no longer believed by nobody.
    """
    if entry.state or entry.row.load_id or not entry.row.recorded_by_id or entry.sort not in CORRECTING:
        return []
    pk = entry.row.pk
    ending = entry.sort == "spell" and entry.row.ends_on is None
    return [
        *(_link(user, "Record the last day", ENDING, family.token, pk) if ending else []),
        *_link(user, "Correct", CORRECTING[entry.sort], family.token, pk),
        *_link(user, "Withdraw", WITHDRAWING, family.token, entry.sort, pk),
    ]


def _link(user, words, name, *args):
    if not may_call(user, name):
        return []
    return [(words, reverse(name, args=args))]
