"""Pages of nights: all of them, one, and the families behind its figures."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from families.access import may_call
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.models import Family
from outcomes.enums import Because, ChunkState
from outcomes.nights.pages import (
    families_of,
    looked_at,
    nights_in_trouble,
    nights_with_work,
    reasons,
    standing,
    took,
    why,
)

NIGHTS_ON_A_PAGE = 30
FAMILIES_ON_A_PAGE = 50


def nights_page(request):
    """Every night: when it ran, for how long, whom it looked at, how far it has come, and what changed."""
    now = timezone.now()
    page = Paginator(nights_with_work(), NIGHTS_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "outcomes/nights.html", {
        "page": page,
        "nights": [(night, looked_at(night), took(night), *standing(night, now)) for night in page.object_list],
        "in_trouble": nights_in_trouble(now),
    })


def night_page(request, pk):
    """One night: how it went, whom it looked at and why, and what came of it."""
    night = get_object_or_404(nights_with_work(), pk=pk)
    words, colour = standing(night, timezone.now())
    return render(request, "outcomes/nights/night.html", {
        "night": night, "words": words, "colour": colour, "took": took(night), "reasons": reasons(night),
        "given_up": night.chunks.filter(state=ChunkState.GIVEN_UP), "section": "outcomes:nights",
        "lists_families": may_call(request.user, "outcomes:night_families"),
    })


def night_families_page(request, pk):
    """The families that a night looked at, or that changed in it, each with why it looked."""
    night = get_object_or_404(nights_with_work(), pk=pk)
    because, changed = request.GET.get("because", ""), request.GET.get("changed") == "yes"
    because = because if because in Because.values else ""
    page = Paginator(families_of(night, because=because, changed=changed), FAMILIES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    families = [row.family for row in page.object_list]
    may_open = Family.objects.visible_to(request.user).filter(pk__in=[family.pk for family in families])
    opens = set(may_open.values_list("pk", flat=True))
    record_many(Verb.LISTED, by=request.user, about=families)
    return render(request, "outcomes/nights/families.html", {
        "night": night, "page": page, "changed": changed, "because": Because(because).label if because else "",
        "rows": [(row, why(row), row.family_id in opens) for row in page.object_list], "section": "outcomes:nights",
    })
