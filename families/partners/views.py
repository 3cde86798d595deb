"""What a partner agency does for families of the programme: its own actions, and what became of its referrals."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate

from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.partners.forms import OwnActionForm
from families.partners.reading import actions_of, answer, referrals_of
from families.plans.enums import ActionState
from families.plans.recording import settle_action
from families.recording_pages import form_page

ROWS = 25


def own_actions_page(request):
    """The actions of plans that this agency owns: those to do first, by their day."""
    shows_all = request.GET.get("show") == "all"
    rows = actions_of(request.user).select_related("family", "owner_user")
    rows = rows if shows_all else rows.filter(state=ActionState.TO_DO)
    page = Paginator(rows.order_by("-due_on" if shows_all else "due_on", "pk"), ROWS).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "families/partners/own_actions.html", {
        "page": page, "shows_all": shows_all, "today": localdate(),
    })


def own_action_page(request, thread):
    """Says what became of one action of one's own agency."""
    action = actions_of(request.user).filter(thread=thread, state=ActionState.TO_DO).select_related("family").first()
    if action is None:
        raise Http404
    record(Verb.VIEWED, by=request.user, about=action)

    def act(**said):
        settle_action(action=action, by=request.user, **said)

    return form_page(
        request, None, OwnActionForm(request.POST or None), act, heading="What became of this action?",
        done="It is saved. The family’s key worker sees it now.", back=reverse("families:own_actions"),
        template="families/partners/own_action.html", action=action, section="families:own_actions",
    )


def own_referrals_page(request):
    """What became of the referrals that this agency made, as far as it has been told."""
    page = Paginator(referrals_of(request.user).order_by("-received_on", "pk"), ROWS).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "families/partners/own_referrals.html", {
        "page": page, "rows": [answer(row) for row in page],
    })
