"""Pages of replays: asking for one, and what came of it."""

from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes.nights.models import Night
from outcomes.replays import actions, pages
from outcomes.replays.forms import ReplayNightForm
from outcomes.tasks import wake

ON_A_PAGE = 25
AT_ONCE = 1  # parts that are worked while the person waits; more go to the workers


def replays_page(request):
    """Asks for a replay, and lists those there were."""
    sent = request.POST if request.method == "POST" else None
    form = ReplayNightForm(sent, initial={"night": request.GET.get("night", "")})
    if form.is_valid():
        try:
            return redirect("outcomes:replay", asked_for(form.cleaned_data, by=request.user).pk)
        except Refused as refused:
            form.refuse(refused)
    page = Paginator(pages.replays_with_work(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "outcomes/replays/replays.html", {
        "form": form, "page": page, "heading": "See a past night again", "section": "outcomes:nights",
    })


@transaction.atomic
def asked_for(asked, *, by):
    """The replay that was asked for: worked at once where it is small, else by the workers."""
    if asked["night"]:
        replay = actions.ask_for_replay_of_night(night=Night.objects.get(pk=asked["night"]), by=by)
    else:
        known_at = asked["known_at"] or timezone.now()
        replay = actions.ask_for_replay(as_of=asked["as_of"], known_at=known_at, by=by)
    parts = actions.waiting_parts(replay)
    if len(parts) <= AT_ONCE:
        for part_id in parts:
            actions.work_replay_part(part_id)
    else:
        wake(parts)
    return replay


def replay_page(request, pk):
    """What a replay came to: figures, the digest, whether it is what was kept, and the families."""
    replay = get_object_or_404(pages.replays_with_work(), pk=pk)
    families = Paginator(pages.families_open_then(replay), ON_A_PAGE)
    page = families.get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=replay)
    record_many(Verb.LISTED, by=request.user, about=page.object_list, detail="as it was")
    said, is_same = pages.said_of_comparison(replay)
    return render(request, "outcomes/replays/replay.html", {
        "replay": replay, "section": "outcomes:nights", "page": page, "said": said, "is_same": is_same,
        "families": pages.families_then(replay, page.object_list), "statuses": pages.status_rows(replay),
        "readiness": pages.readiness_rows(replay), "before": pages.same_before(replay),
    })


def replay_differences_page(request, pk):
    """Every result on which a replay and what was kept differ, with why."""
    replay = get_object_or_404(pages.replays_with_work(), pk=pk)
    differences = replay.differences.select_related("family", "criterion__headline", "person")
    page = Paginator(differences, ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about={row.family for row in page.object_list}, detail="as it was")
    return render(request, "outcomes/replays/differences.html", {
        "replay": replay, "section": "outcomes:nights", "page": page, "rows": pages.difference_rows(page.object_list),
    })
