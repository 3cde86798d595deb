"""The meeting of the team around a family: the screen for the room, what was recorded, and the list of meetings."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render

from families.drafts.pages import Keeping
from families.drafts.reading import draft_at
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.meetings.actions import record_meeting
from families.meetings.forms import MeetingForm, with_more_rows
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
    kept = Keeping(request, family, what="Record a meeting", post=with_more_rows(request.POST))
    form = meeting_form(request, family, kept)
    if answer := kept.answer(*form.forms):
        return answer
    status = 200
    if kept.clash:
        form.refuse(kept.clash)
        status = kept.clash.status
    elif kept.is_checked and form.is_valid():
        try:
            return recorded(request, family, form, kept)
        except Refused as refused:
            form.refuse(refused)
            form.open_again()
            status = refused.status
    return render(request, "families/meeting/record.html", {
        "family": family, "form": form, "kept": kept, "section": "outcomes:my_families",
    }, status=status)


def meeting_form(request, family, kept):
    """The form with what was sent, or else with what is kept."""
    working = WorkingPlan(family)
    owners = Owners(family, by=request.user, people={row.person_id: row for row in working.memberships})
    return MeetingForm(kept.data, working=working, owners=owners, is_checked=kept.is_checked)


def recorded(request, family, form, kept):
    """Records the meeting, lets the draft of it go, and shows it."""
    rows = PlanAction.objects.filter(family=family, pk__in=[pk for pk in form.opened() if pk and pk.isdecimal()])
    said = form.said({str(row.pk): row for row in rows})
    meeting = record_meeting(family=family, by=request.user, **said)
    kept.end()
    messages.success(request, "The meeting is recorded. If the plan changed, agree it with the family.")
    return redirect("families:meeting", family.token, meeting.token)


def meetings_page(request, token):
    """The family's meetings, the latest first."""
    family = find_family(request, token)
    rows = Meeting.objects.filter(family=family).select_related("recorded_by").prefetch_related("attendances")
    page = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=family, detail="meetings")
    return render(request, "families/meeting/meetings.html", {
        "family": family, "page": page, "draft": draft_at(request.user, "families:record_meeting", token=token),
        "section": "outcomes:my_families",
    })


def meeting_page(request, token, meeting):
    """One meeting as it was recorded. It prints."""
    family = open_family(request, token)
    row = Meeting.objects.filter(family=family, token=meeting).select_related("recorded_by", "note__error").first()
    if row is None:
        raise Http404
    return render(request, "families/meeting/meeting.html", {
        "family": family, "meeting": row, "written": written_at(row, headlines_for(family)),
        "section": "outcomes:my_families",
    })
