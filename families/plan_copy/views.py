"""The family's copy of its plan: a page to print, and a PDF."""

from django.http import Http404, HttpResponse
from django.shortcuts import render

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.members import people_of
from families.plan_copy.pdf import SIZES, intro, parts, pdf
from families.plan_copy.reading import PlanCopy
from families.purposes.forms import CopyForm
from families.recording_pages import find_family


def copy_of(request, family):
    """The copy asked for (`?whose=`), and the form that asks."""
    people = people_of(family)
    form = CopyForm(request.GET or None, people=people)
    return PlanCopy(family, form.person, people=people), form


def plan_copy_page(request, token):
    """The copy as a page to print."""
    family = find_family(request, token)
    copy, form = copy_of(request, family)
    record(Verb.VIEWED, by=request.user, about=family, detail="copy of the plan")
    return render(request, "families/plan_copy.html", {
        "family": family, "copy": copy, "form": form, "intro": intro(copy), "parts": parts(copy),
        "section": "outcomes:my_families",
    })


def plan_copy_file(request, token, size):
    """The copy as a PDF, in ordinary or large print."""
    family = find_family(request, token)
    if size not in SIZES:
        raise Http404
    copy, _ = copy_of(request, family)
    record(Verb.EXPORTED, by=request.user, about=family, detail=f"copy of the plan, {size} print")
    response = HttpResponse(pdf(copy, size), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="plan-{family.reference}-{size}.pdf"'
    return response
