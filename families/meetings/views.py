"""The meeting of the team around a family: the screen for the room, what was recorded, and the list of meetings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localtime

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.meetings.actions import discard_draft, record_meeting, save_draft
from families.meetings.drafts import data_of, draft_of, kept, opened_now, with_more_rows
from families.meetings.forms import MeetingForm
from families.meetings.models import Meeting
from families.meetings.reading import written_at
from families.permissions import Refused
from families.plans.models import PlanAction
from families.plans.owners import Owners
from families.plans.reading import headlines_for
from families.plans.working import WorkingPlan
from families.recording_pages import find_family, open_family

ROWS = 25


def record_meeting_page(request, token):
    """The screen for use in the room. What is typed is kept as a draft of this person's until it is recorded."""
    family = open_family(request, token) if request.method == "GET" else find_family(request, token)
    if request.method == "POST" and "keep" in request.POST:
        return keep(request, family)
    if request.method == "POST" and "discard" in request.POST:
        discard_draft(family=family, by=request.user)
        messages.success(request, "The draft is thrown away.")
        return redirect("families:meetings", family.token)
    draft = draft_of(family, request.user)
    form = meeting_form(request, family, draft)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            return recorded(request, family, form)
        except Refused as refused:
            form.refuse(refused)
            opened_now(form)
            status = refused.status
    return show(request, family, form, draft, status)


def meeting_form(request, family, draft):
    """The form with what was sent, or else with what the draft keeps."""
    data = request.POST if request.method == "POST" else data_of(draft)
    working = WorkingPlan(family)
    owners = Owners(family, by=request.user, people={row.person_id: row for row in working.memberships})
    return MeetingForm(data, working=working, owners=owners, is_checked=request.method == "POST")


def show(request, family, form, draft, status):
    """The page of the meeting."""
    return render(request, "families/meeting/record.html", {
        "family": family, "form": form, "draft": draft, "section": "outcomes:my_families",
    }, status=status)


def keep(request, family):
    """Keeps the draft: for the script a moment to show, for the button the page again where one stopped."""
    typed, last_field = kept(with_more_rows(request.POST))
    draft = save_draft(family=family, by=request.user, typed=typed, last_field=last_field)
    saved_at = f"{localtime(draft.saved_at):%H:%M}"
    if request.headers.get("X-Saves"):
        return JsonResponse({"saved_at": saved_at})
    messages.success(request, f"Saved {saved_at}. Nobody but you sees this until you record the meeting.")
    place = f"#{draft.last_field}" if draft.last_field else ""
    return HttpResponseRedirect(reverse("families:record_meeting", args=[family.token]) + place)


def recorded(request, family, form):
    """Records the meeting, and shows it."""
    rows = PlanAction.objects.filter(family=family, pk__in=[pk for pk in form.opened() if pk and pk.isdecimal()])
    said = form.said({str(row.pk): row for row in rows})
    meeting = record_meeting(family=family, by=request.user, **said)
    messages.success(request, "The meeting is recorded. If the plan changed, agree it with the family.")
    return redirect("families:meeting", family.token, meeting.token)


def meetings_page(request, token):
    """The family's meetings, the latest first."""
    family = find_family(request, token)
    rows = Meeting.objects.filter(family=family).select_related("recorded_by").prefetch_related("attendances")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=family, detail="meetings")
    return render(request, "families/meeting/meetings.html", {
        "family": family, "page": page, "draft": draft_of(family, request.user), "section": "outcomes:my_families",
    })


def meeting_page(request, token, meeting):
    """One meeting as it was recorded. It prints."""
    family = open_family(request, token)
    row = Meeting.objects.filter(family=family, token=meeting).select_related("recorded_by", "note").first()
    if row is None:
        raise Http404
    return render(request, "families/meeting/meeting.html", {
        "family": family, "meeting": row, "written": written_at(row, headlines_for(family)),
        "section": "outcomes:my_families",
    })
