"""What the pages of a household share."""

from django.http import Http404
from django.urls import reverse

from families.household import words  # noqa: F401  (tells the recording pages how our records read)
from families.models import Person
from families.recording_pages import find_belief, form_page


def household_address(family):
    """The address of the page of people and homes."""
    return reverse("families:household", args=[family.token])


def household_form(request, family, form, act, **words_of_page):
    """A form about the household: afterwards one is back at the household."""
    return form_page(request, family, form, act, back=household_address(family), **words_of_page)


def find_person(people, person_id):
    """The person of this number, who must be among `people` (person id -> name). Raises Http404."""
    if person_id not in people:
        raise Http404
    return Person.objects.get(pk=person_id)


def of_family(rows, family, pk):
    """The belief of this number about this family, current or not. Raises Http404."""
    return find_belief(rows.objects.filter(family=family), pk)


def chosen(person_id):
    """The person a form chose, or None."""
    return Person.objects.get(pk=person_id) if person_id else None
