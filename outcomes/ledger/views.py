"""The claim ledger of a family, the lists of what is still needed, and the page of all sentences."""

import io

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from families.accounts.enums import Role
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.models import Family
from outcomes.forms import ReplayForm
from outcomes.ledger import worklist
from outcomes.ledger.actions import send_needs
from outcomes.ledger.forms import NeedsFilter
from outcomes.ledger.page import LedgerPage
from outcomes.ledger.permissions import MAY_SEND, feeds_visible_to, needs_visible_to
from outcomes.ledger.sentences import every_blocker, every_sentence

SUBJECTS_ON_A_PAGE = 25


def ledger_page(request, token):
    """One family's claim ledger: what each part of the claim rests on or lacks, and the first day it could be made."""
    family = get_object_or_404(Family.objects.visible_to(request.user), token=token)
    form = ReplayForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    shown = LedgerPage(
        family, as_of=asked.get("as_of") or timezone.localdate(), known_at=asked.get("known_at") or timezone.now()
    )
    is_past = bool(asked.get("as_of") or asked.get("known_at"))
    record(Verb.VIEWED, by=request.user, about=family, detail="ledger, as it was" if is_past else "ledger")
    return render(request, "outcomes/ledger/ledger.html", {
        "shown": shown, "family": family, "form": form, "replay": form, "is_past": is_past,
        "section": "outcomes:my_families",
    })


def needs_page(request):
    """What is still needed, by supplier and person."""
    today, form = timezone.localdate(), NeedsFilter(request.GET, user=request.user)
    needs = worklist.chosen(needs_visible_to(request.user), today=today, **_wanted(form))
    page = Paginator(worklist.by_subject(needs), SUBJECTS_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=Family.objects.filter(
        pk__in={entry["family"] for entry in page.object_list}
    ))
    return render(request, "outcomes/ledger/needs.html", {
        "form": form, "page": page, "subjects": worklist.subjects(page.object_list, needs, today), "today": today,
        "feeds": worklist.feeds(feeds_visible_to(request.user, needs)), "people": worklist.people_needed(needs),
        "is_filtered": any(_wanted(form).values()),
        "is_partner": request.user.role == Role.PARTNER, "may_send": request.user.role in MAY_SEND,
        "opens_families": request.user.role not in (Role.PARTNER, Role.ANALYST),
    })


def _wanted(form):
    """What was chosen; what cannot be chosen is left out."""
    return form.cleaned_data if form.is_valid() else {}


@require_POST
def needs_file(request):
    """The list as a file to be sent to the supplier."""
    form = NeedsFilter(request.POST, user=request.user)
    wanted = _wanted(form)
    needs = worklist.chosen(needs_visible_to(request.user), today=timezone.localdate(), **wanted)
    stream = io.StringIO(newline="")
    send_needs(stream, needs=needs, by=request.user, supplier=wanted.get("supplier", ""))
    response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
    name = f"still-needed{'-' + wanted['supplier'] if wanted.get('supplier') else ''}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sentences_page(request):
    """Every sentence that a verdict can be given with, each with an example."""
    return render(request, "outcomes/ledger/sentences.html", {
        "kinds": every_sentence(), "blockers": every_blocker(), "section": "outcomes:plan_list",
    })
