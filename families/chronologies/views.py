"""Curated chronologies of a family: the list, one of them, choosing lines, writing, locking, reopening, copying."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from families.chronologies import actions
from families.chronologies.forms import ChronologyForm, CopyForm, LineForm, LockForm, ReopenForm, SentenceForm
from families.chronologies.reading import lines_of
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.forms import WithdrawForm
from families.household.reading import people_around
from families.models import Chronology, ChronologyLine
from families.recording_pages import find_family, form_page, open_family
from families.timeline.forms import TimelineForm
from families.timeline.reading import Timeline

LINES_TO_CHOOSE_FROM = 50
SECTION = {"section": "outcomes:my_families"}


def chronologies_page(request, token):
    """The chronologies of the family, those begun last first."""
    family = find_family(request, token)
    rows = Chronology.objects.filter(family=family).select_related("begun_by")
    record(Verb.VIEWED, by=request.user, about=family, detail="chronologies")
    return render(request, "families/chronologies/chronologies.html", {"family": family, "rows": rows, **SECTION})


def find_chronology(family, pk):
    """A chronology of this family. Raises Http404."""
    found = Chronology.objects.filter(family=family, pk=pk).select_related("begun_by", "copied_from", "family").first()
    if found is None:
        raise Http404
    return found


def chronology_page(request, token, pk):
    """One chronology, ready for print."""
    family = find_family(request, token)
    chronology = find_chronology(family, pk)
    record(Verb.VIEWED, by=request.user, about=family, detail=f"chronology {pk}")
    return render(request, "families/chronologies/chronology.html", {
        "family": family, "chronology": chronology, "lines": lines_of(chronology),
        "turns": chronology.turns.select_related("by"), **SECTION,
    })


def begin_chronology_page(request, token):
    """A new, empty one."""
    family = open_family(request, token)
    return form_page(
        request, family, ChronologyForm(request.POST or None),
        partial(actions.begin_chronology, family=family, by=request.user), heading="Begin a chronology",
        done="The chronology is begun. Choose its lines now.", back=reverse("families:chronologies", args=[token]),
    )


def choose_lines_page(request, token, pk):
    """The family's timeline, of which lines are ticked for a chronology."""
    family = find_family(request, token)
    chronology = find_chronology(family, pk)
    if request.method == "POST":
        added = actions.choose_lines(chronology=chronology, by=request.user, keys=request.POST.getlist("line"))
        messages.success(request, f"{added} {'line is' if added == 1 else 'lines are'} added.")
        return redirect(chronology_address(chronology))
    people = people_around(family)
    form = TimelineForm(request.GET or None, people=people)
    page = Paginator(Timeline(family, people=people, **form.asked()), LINES_TO_CHOOSE_FROM).get_page(
        request.GET.get("page")
    )
    page.object_list = list(page.object_list)
    record(Verb.VIEWED, by=request.user, about=family, detail="timeline")
    return render(request, "families/chronologies/choose.html", {
        "family": family, "chronology": chronology, "form": form, "asked": form, "page": page, **SECTION,
        "chosen": {f"{one.source}:{one.row}" for one in chronology.lines.exclude(source="")},
    })


def chronology_form(request, token, pk, form, act, **words):
    """A form about a chronology: afterwards one is back at it. `act(chronology=…)` is given what the form says."""
    family = open_family(request, token)
    chronology = find_chronology(family, pk)
    return form_page(
        request, family, form, partial(act, chronology=chronology, by=request.user),
        back=chronology_address(chronology), **words,
    )


def write_line_page(request, token, pk):
    """A line of one's own."""
    return chronology_form(
        request, token, pk, LineForm(request.POST or None), actions.write_line, heading="Add a line of your own",
        done="The line is added.",
    )


def lock_chronology_page(request, token, pk):
    """Makes it one that is only read."""
    return chronology_form(
        request, token, pk, LockForm(request.POST if request.method == "POST" else None), actions.lock_chronology,
        heading="Lock the chronology", done="The chronology is locked.",
        about="Nobody can change it then. It can be reopened with a reason, which stays beside it, or copied.",
    )


def reopen_chronology_page(request, token, pk):
    """Opens it again, for a reason."""
    return chronology_form(
        request, token, pk, ReopenForm(request.POST or None), actions.reopen_chronology,
        heading="Reopen the chronology", done="The chronology is open.",
    )


def copy_chronology_page(request, token, pk):
    """The same lines, for another purpose."""
    return chronology_form(
        request, token, pk, CopyForm(request.POST or None), actions.copy_chronology, heading="Copy the chronology",
        done="The copy is made: it is the newest in the list of chronologies.",
    )


def find_line(request, token, pk, line):
    """The family, logged as viewed, and a line of one of its chronologies. Raises Http404."""
    family = open_family(request, token)
    found = ChronologyLine.objects.filter(pk=line, chronology=find_chronology(family, pk)).select_related(
        "chronology__family"
    ).first()
    if found is None:
        raise Http404
    return family, found


def sentence_page(request, token, pk, line):
    """One's own sentence beside a line."""
    family, found = find_line(request, token, pk, line)
    form = SentenceForm(request.POST or None, initial={"sentence": found.sentence})
    return form_page(
        request, family, form, partial(actions.say_beside, line=found, by=request.user), heading="Write a sentence",
        done="The sentence is saved.", back=chronology_address(found.chronology),
        about=f"{found.on.day} {found.on:%B %Y}: {found.says}",
    )


def take_out_line_page(request, token, pk, line):
    """Takes a line out."""
    family, found = find_line(request, token, pk, line)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    form.button = "Take it out"
    return form_page(
        request, family, form, partial(actions.take_out_line, line=found, by=request.user), heading="Take out a line",
        done="The line is taken out.", back=chronology_address(found.chronology),
        about=f"{found.on.day} {found.on:%B %Y}: {found.says}. The timeline keeps it.",
    )


def chronology_address(chronology):
    """The address of a chronology."""
    return reverse("families:chronology", args=[chronology.family.token, chronology.pk])
