"""Scores of the tools on file: how far a family has come in both views, and the form of a day's readings."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.dates import day_in_words
from families.members import people_of
from families.problem_views import person_of
from families.recording_pages import find_belief, find_family, form_page, open_family
from families.scoring.actions import correct_own_reading, record_readings, withdraw_own_reading
from families.scoring.forms import OwnReadingForm, ReadingsForm, WithdrawOwnReadingForm
from families.scoring.reading import Readings, own_readings
from families.scoring.tools_on_file import kinds, tools

READINGS_ON_A_PAGE = 25


def readings_page(request, token):
    """Both views of each domain, the distance travelled, and where the views differ."""
    family = find_family(request, token)
    record(Verb.VIEWED, by=request.user, about=family, detail="readings")
    return render(request, "families/readings.html", {
        "family": family, "readings": Readings(family), "tools": tools().values(), "section": "outcomes:my_families",
    })


def own_readings_page(request, token):
    """Every score that the family gave itself, the latest first: also those corrected or withdrawn since, and why."""
    family = find_family(request, token)
    people = people_of(family)
    page = Paginator(own_readings(family, people), READINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=family, detail="own readings")
    return render(request, "families/scoring/own_readings.html", {
        "family": family, "page": page, "section": "outcomes:my_families",
        "rows": [(row, *kinds()[row.tool], people[row.person_id].name if row.person_id else "") for row in page],
    })


def find_own_reading(family, pk):
    """A score that the family, or one of its people, gave itself, current or not. Raises Http404."""
    return find_belief(own_readings(family, people_of(family)), pk)


def correct_own_reading_page(request, token, pk):
    """Puts right what was written down of the family's own view."""
    family = open_family(request, token)
    reading = find_own_reading(family, pk)
    tool, domain = kinds()[reading.tool]
    return form_page(
        request, family, OwnReadingForm(request.POST or None, reading=reading, tool=tool),
        partial(correct_own_reading, reading=reading, family=family, by=request.user), old=reading,
        heading="Correct the family’s own score", done="The score is corrected.", about=said_on(reading, tool, domain),
        back=reverse("families:own_readings", args=[family.token]),
    )


def withdraw_own_reading_page(request, token, pk):
    """Withdraws a score that the family never gave."""
    family = open_family(request, token)
    reading = find_own_reading(family, pk)
    return form_page(
        request, family, WithdrawOwnReadingForm(request.POST or None),
        partial(withdraw_own_reading, reading=reading, family=family, by=request.user), old=reading,
        heading="Withdraw the family’s own score", done="The score is withdrawn.",
        about=said_on(reading, *kinds()[reading.tool]), back=reverse("families:own_readings", args=[family.token]),
    )


def said_on(reading, tool, domain):
    """What a reading says, in a sentence."""
    words = f", “{reading.words}”" if reading.words else ""
    return f"{tool.name}, {domain.name}, {day_in_words(reading.scored_on)}: {reading.score}{words}."


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
