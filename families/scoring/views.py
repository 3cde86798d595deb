"""Scores of the tools on file: how far a family has come in both views, and the form of a day's readings."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.members import people_of
from families.problem_views import person_of
from families.recording_pages import find_family, form_page, open_family
from families.scoring.actions import record_readings
from families.scoring.forms import ReadingsForm
from families.scoring.reading import Readings
from families.scoring.tools_on_file import tools


def readings_page(request, token):
    """Both views of each domain, the distance travelled, and where the views differ."""
    family = find_family(request, token)
    record(Verb.VIEWED, by=request.user, about=family, detail="readings")
    return render(request, "families/readings.html", {
        "family": family, "readings": Readings(family), "tools": tools().values(), "section": "outcomes:my_families",
    })


def record_readings_page(request, token, tool):
    """One day's readings of a tool."""
    family = open_family(request, token)
    if tool not in tools():
        raise Http404
    form = ReadingsForm(request.POST or None, tool=tools()[tool], people=people_of(family))

    def act(person, **said):
        record_readings(
            family=family, by=request.user, tool=tools()[tool], person=person_of(person),
            scored_on=said["scored_on"], **form.readings(),
        )

    return form_page(
        request, family, form, act, heading=f"{tools()[tool].name}: scores", done="The scores are saved.",
        back=reverse("families:readings", args=[family.token]),
        about="Score together if you can: first each alone, then talk about where you differ. Both views are kept.",
    )
