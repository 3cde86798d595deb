"""Where a fault is put right, for the person who looks: the page itself, or the way to it for who may not open it."""

from django.urls import reverse

from families.access import may_call
from families.models import PersonDetails

# What a fault names, and the page on which it is mended.
FAMILY, HOUSEHOLD, PERSON, FEEDS, ADDRESS, COSTS = "family", "household", "person", "feeds", "address", "costs"
PAGES = {
    FAMILY: "outcomes:family", HOUSEHOLD: "families:household", PERSON: "families:correct_person",
    FEEDS: "families:feeds", ADDRESS: "families:record_address", COSTS: "claims:unit_costs",
}
ABOUT_NOBODY = (FEEDS, COSTS)
OTHER_WAY = ("families:load_files", "Send a corrected file")


def with_links(faults, user):
    """These faults, each with where it is mended: (fault, address, words). One query whatever their number."""
    people = [fault.person.pk for fault in faults if fault.mend == PERSON and fault.person]
    rows = dict(PersonDetails.objects.current().filter(person__in=people).values_list("person", "pk"))
    return [(fault, *_link(fault, user, rows)) for fault in faults]


def _link(fault, user, details):
    name = PAGES.get(fault.mend)
    if name and may_call(user, name) and (fault.mend in ABOUT_NOBODY or fault.family):
        parts = {} if fault.mend in ABOUT_NOBODY else {"token": fault.family.token}
        if fault.mend == PERSON:
            if not fault.person or fault.person.pk not in details:
                name = PAGES[HOUSEHOLD]
            else:
                parts["pk"] = details[fault.person.pk]
        return reverse(name, kwargs=parts), "Mend it"
    name, words = OTHER_WAY
    return (reverse(name), words) if may_call(user, name) else ("", "")
