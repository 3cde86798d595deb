"""The page of the families that wait for a feed."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.feeds.models import Feed
from families.feeds.reading import standings
from families.models import Family
from outcomes.families_list import chosen, families_waiting, in_order, rows
from outcomes.relying.held_up import by_key_worker, families_held_up, led_by

FAMILIES_ON_A_PAGE = 25


def held_up_page(request, pk):
    """The families that wait for one feed, counted by key worker, and listed for those who may open them."""
    feed = get_object_or_404(Feed, pk=pk)
    stand = standings()
    ids = families_held_up(stand)[feed.pk]
    families = in_order(chosen(families_waiting(request.user)).filter(pk__in=ids))
    worker = request.GET.get("worker", "")
    if worker.isdecimal() and len(worker) < 10:
        families = led_by(families, worker)
    page = Paginator(families, FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "feeds/held_up.html", {
        "feed": feed, "standing": next(each for each in stand if each.feed == feed), "count": len(ids), "page": page,
        "rows": rows(page.object_list), "workers": by_key_worker(ids), "worker": worker,
        "may_list": Family.objects.visible_to(request.user).exists(), "section": "families:feeds",
    })
