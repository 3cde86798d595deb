"""The page of a family's timeline."""

from django.core.paginator import Paginator
from django.shortcuts import render

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.reading import people_around
from families.recording_pages import find_family
from families.timeline.forms import TimelineForm
from families.timeline.reading import Timeline
from families.timeline.sources import KINDS

LINES_ON_A_PAGE = 25


def timeline_page(request, token):
    """Everything recorded on the family, newest first; by kind, person, period, and as known at any moment."""
    family = find_family(request, token)
    people = people_around(family)
    form = TimelineForm(request.GET or None, people=people)
    timeline = Timeline(family, people=people, **form.asked())
    page = Paginator(timeline, LINES_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record(Verb.VIEWED, by=request.user, about=family, detail="timeline")
    return render(request, "families/timeline.html", {
        "family": family, "form": form, "asked": form, "page": page, "kinds": KINDS, "is_past": form.is_past,
        "section": "outcomes:my_families",
    })
