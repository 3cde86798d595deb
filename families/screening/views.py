"""Screening a family: which headlines, who supplies each, and whether that is enough."""

from django.urls import reverse

from families.models import Person
from families.recording_pages import form_page, open_family
from families.screening.actions import record_screening
from families.screening.forms import ScreeningForm
from families.screening.reading import Screening


def screening_page(request, token):
    """The form with the answer above it; afterwards one is back here, and sees the new answer."""
    family = open_family(request, token)
    screening = Screening(family)
    form = ScreeningForm(request.POST or None, screening=screening)

    def act(identified_on, **said):
        people = Person.objects.in_bulk(list(screening.people))
        record_screening(family=family, by=request.user, held_on=identified_on, problems=[
            {"headline": headline, "person": people.get(person_id), "status": status, "identified_on": on}
            for headline, person_id, status, on in form.problems()
        ])

    return form_page(
        request, family, form, act, heading="Screening", done="The screening is recorded.", screening=screening,
        template="families/screening.html", back=reverse("families:screening", args=[family.token]),
    )
