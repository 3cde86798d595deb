"""Pages of families and of what the facts prove about them."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from families.access import may_call
from families.accounts.enums import Role
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.models import Family
from outcomes.drafts.exchanging import background_of, file_of_version
from outcomes.families_list import FamiliesWaiting, rows
from outcomes.family_page import FamilyPage
from outcomes.forms import FamiliesFilter, ReplayForm, TimelineFilter
from outcomes.models import OutcomesPlan, SavedList
from outcomes.plan_file.examples import read_examples
from outcomes.plans_in_words import headlines_in_words, published_plans
from outcomes.recording_links import correcting_links, recording_links
from outcomes.timeline import Timeline

FAMILIES_ON_A_PAGE = 25
FACTS_ON_A_PAGE = 25


def my_families_page(request):
    """The families this person leads, or oversees, and what each waits for."""
    form = FamiliesFilter(request.GET, user=request.user)
    form.is_valid()
    sort = form.cleaned_data.get("sort", "")
    families = FamiliesWaiting(request.user, sort=sort, **form.asked())
    page = Paginator(families, FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=page.object_list)
    return render(request, "outcomes/my_families.html", {
        "page": page, "rows": rows(page.object_list, request.user), "form": form, "sort": sort,
        "is_filtered": bool(form.asked()), "oversees": request.user.role != Role.KEY_WORKER,
        "saved_lists": SavedList.objects.filter(user=request.user), "asked": form.asked(),
    })


def family_page(request, token):
    """One family: who, what problems, what plan, what the facts prove, and the facts themselves."""
    family = get_object_or_404(Family.objects.visible_to(request.user), token=token)
    replay = ReplayForm(request.GET or None)
    asked = replay.cleaned_data if replay.is_valid() else {}
    is_past = bool(asked.get("as_of") or asked.get("known_at"))
    shown = FamilyPage(
        family, as_of=asked.get("as_of") or timezone.localdate(), known_at=asked.get("known_at") or timezone.now()
    )
    record(Verb.VIEWED, by=request.user, about=family, detail="as it was" if is_past else "")
    return render(request, "outcomes/family.html", {
        "shown": shown, "family": family, "replay": replay, "form": replay, "is_past": is_past,
        "section": "outcomes:my_families",
        "links": [] if is_past else recording_links(request.user, family), **_facts(request, shown, is_past),
    })


def _facts(request, shown, is_past):
    """One page of the family's timeline, with the pages on which each fact can be put right."""
    form = TimelineFilter(request.GET, members=shown.everyone)
    form.is_valid()
    timeline = Timeline(
        shown.family, as_of=shown.as_of, known_at=shown.known_at, headline_names=shown.headline_names,
        people=shown.people,
        sort=form.cleaned_data.get("fact", ""), person_id=form.cleaned_data.get("member") or None,
    )
    page = Paginator(timeline, FACTS_ON_A_PAGE).get_page(request.GET.get("page"))
    facts = [
        (entry, [] if is_past else correcting_links(request.user, shown.family, entry)) for entry in page.object_list
    ]
    return {"timeline": form, "page": page, "facts": facts}


def plan_list_page(request):
    """Every published outcomes plan, with the version in force."""
    return render(request, "outcomes/plan_list.html", {
        "plans": published_plans(timezone.localdate()), "may_draft": may_call(request.user, "outcomes:drafts"),
    })


def plan_page(request, code, version):
    """One published outcomes plan in words; with `?download=toml`, its file and what goes with it."""
    plan = get_object_or_404(OutcomesPlan, code=code, version=version)
    if request.GET.get("download") == "toml":
        response = HttpResponse(file_of_version(plan), content_type="application/toml; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{plan.code}-{plan.version}.toml"'
        return response
    background = background_of(plan)
    return render(request, "outcomes/plan.html", {
        "plan": plan, "headlines": headlines_in_words(plan), "section": "outcomes:plan_list", "background": background,
        "examples": read_examples(background.examples) if background else [],
    })
