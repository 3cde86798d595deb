"""The pages on which a person may record something about a family."""

from django.urls import reverse

from families.access import may_call

PAGES = (
    ("families:record_plan", "Record a plan"),
    ("families:record_problem", "Record a problem"),
    ("families:record_event", "Record an event"),
    ("families:record_spell", "Record work, a benefit or care"),
    ("families:record_score", "Record a score"),
    ("families:record_judgement", "Record a decision"),
    ("families:assign_lead_worker", "Change the lead worker"),
)


def recording_links(user, family):
    """Words and address of each page that this person may call for this family."""
    return [(words, reverse(name, args=[family.token])) for name, words in PAGES if may_call(user, name)]
