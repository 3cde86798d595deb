"""Who is left out of a return because of an objection, by the purpose ledger (`families/purposes/`).

An objection holds from the day it is made, whatever day the return is about: who objects today is in none made today.
It ends neither the help nor a claim, so it changes nothing in the other returns.
"""

from django.utils import timezone

from families.purposes.enums import Purpose
from families.purposes.reading import objecting_to


def people_left_out(asked):
    """The ids of the people who object to the national study, or are bound by their family's objection."""
    return objecting_to(Purpose.NATIONAL_STUDY, timezone.localdate(asked.known_at), known_at=asked.known_at).people


def families_left_out(asked, members_of):
    """The ids of the families that object to monitoring, as a whole or through anybody who is their member.

    `members_of` gives, for each family's id, the ids of its people: one member's wish keeps the whole family out, since
    what the return tells of a family it tells of everybody in it.
    """
    found = objecting_to(Purpose.FAMILY_MONITORING, timezone.localdate(asked.known_at), known_at=asked.known_at)
    return {
        family for family, people in members_of.items() if family in found.families or found.people & people
    }
