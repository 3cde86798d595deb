"""What a record of the household says, in one line: for the pages that tell what somebody else changed."""

from families.facts.words import WORDS, day_in_words
from families.household.models import Address, Relationship, UnbornChild
from families.models import Membership, PersonDetails


def days_in_words(row):
    """From when to when, or nothing."""
    since = f" from {day_in_words(row.starts_on)}" if row.starts_on else ""
    return f"{since} to {day_in_words(row.ends_on)}" if row.ends_on else since


def relationship_in_words(row):
    names = {
        details.person_id: str(details)
        for details in PersonDetails.objects.current().filter(person__in=[row.person_id, row.other_id])
    }
    other = names.get(row.other_id, "somebody")
    return f"{row.get_kind_display()} of {other}{days_in_words(row)}, said of"


def unborn_child_in_words(row):
    return f"Child due on {day_in_words(row.due_on)}"


def address_in_words(row):
    return f"{row}{days_in_words(row)}"


def membership_in_words(row):
    return f"{row.get_role_display()}{days_in_words(row)}"


def person_in_words(row):
    born = f", born {day_in_words(row.date_of_birth)}" if row.date_of_birth else ""
    return f"{row}{born}"


WORDS.update({
    Relationship: relationship_in_words, UnbornChild: unborn_child_in_words, Address: address_in_words,
    Membership: membership_in_words, PersonDetails: person_in_words,
})
