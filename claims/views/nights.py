"""What a night did to the claim queue, claim by claim."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render

from claims.enums import MoveVerb
from claims.models import Claim, ClaimMove
from families.access import may_call
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from outcomes.models import Night

CLAIMS_ON_A_PAGE = 50
WHICH = {
    "joined": ("Joined the claim queue", (MoveVerb.JOIN, MoveVerb.REJOIN)),
    "left": ("Left the claim queue", (MoveVerb.LEAVE,)),
}


def night_queue_page(request, pk):
    """The claims that joined the queue in a night, or (`?which=left`) that left it, each with the reason."""
    night = get_object_or_404(Night, pk=pk)
    heading, verbs = WHICH.get(request.GET.get("which"), WHICH["joined"])
    moves = ClaimMove.objects.filter(
        known_at=night.known_at, by=None, verb__in=verbs, claim__in=Claim.objects.visible_to(request.user)
    )
    moves = moves.select_related("claim__family").defer("claim__evidence").order_by("claim__reference")
    page = Paginator(moves, CLAIMS_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=[move.claim for move in page.object_list])
    return render(request, "claims/night_queue.html", {
        "night": night, "heading": heading, "page": page, "opens": may_call(request.user, "claims:claim"),
        "section": "outcomes:nights",
    })
