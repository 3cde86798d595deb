"""Pages of funding: what was agreed and what came of it, scenarios, the forecast, and the families behind a figure."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from claims.funding import counting, forecast, permissions
from claims.funding.actions import agree_funding
from claims.funding.forms import (
    AgreedForm,
    FamiliesFilter,
    FigureForm,
    FundingFilter,
    ProgrammeForm,
    ShareForm,
)
from claims.funding.models import FundingYear
from claims.permissions import refusal
from families.enums import Framework
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.permissions import Refused
from outcomes import sentences
from outcomes.families_list import headline_names_of

SHARES = (50, 75, 100)  # the shares with which the department's payments were planned (Harrow, 8 November 2016)
FAMILIES_ON_A_PAGE = 50


def latest_framework():
    """The programme for which something was agreed last; the last one there is where nothing was."""
    latest = FundingYear.objects.order_by("-year").first()
    return latest.framework if latest else Framework.values[-1]


def funding_page(request):
    """Each year of one programme, agreed and real; scenarios; the forecast by month."""
    form = FundingFilter(request.GET if "framework" in request.GET else {"framework": latest_framework()})
    framework = form.cleaned_data["framework"] if form.is_valid() else form["framework"].value()
    if framework not in Framework:
        framework = latest_framework()
    years = counting.years_of(framework)
    percent = form.cleaned_data.get("percent") if form.is_valid() else None
    shares = sorted({*SHARES, *([percent] if percent is not None else [])})
    return render(request, "claims/funding.html", {
        "form": form, "framework": Framework(framework), "years": years, "whole": counting.all_years(years),
        "scenarios": [(share, *counting.scenario(framework, years, share)) for share in shares],
        "groups": [
            (group, words, number)
            for (group, words), number in zip(
                forecast.GROUPS.items(), forecast.by_group(framework).values(), strict=True
            )
        ],
        "months": forecast.months(framework, timezone.localdate()), "dangers": forecast.dangers(framework),
        "refusal": refusal(permissions.check_can_set_funding, request.user), "section": "claims:funding",
    })


def agree_page(request, pk=None):
    """What was agreed for a year: a new one, or one to be corrected."""
    existing = get_object_or_404(FundingYear, pk=pk) if pk else None
    first = {"framework": request.GET.get("framework", "")}
    if existing:
        first = {name: getattr(existing, name) for name in ("framework", "year", "families", "results", "source")}
        first["grant"] = f"{existing.grant // 100}.{existing.grant % 100:02}".removesuffix(".00")
    form = AgreedForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            agreed = agree_funding(by=request.user, existing=existing, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"What was agreed for {agreed} is recorded.")
            return redirect(f"{reverse('claims:funding')}?framework={agreed.framework}")
    return render(request, "form_page.html", {
        "form": form, "section": "claims:funding", "cancel_url": reverse("claims:funding"),
        "heading": f"What was agreed for {existing}" if existing else "What was agreed for a year",
    })


def families_page(request):
    """The families behind one figure of the forecast."""
    form = FamiliesFilter(request.GET)
    if not form.is_valid():
        return redirect("claims:funding")
    wanted, today = form.cleaned_data, timezone.localdate()
    rows = forecast.families_behind(
        wanted["framework"], group=wanted["group"], danger=wanted["danger"], month=wanted["month"],
        today=today,
    )
    page = Paginator(rows, FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    record_many(Verb.LISTED, by=request.user, about=[row.family for row in page])
    names = headline_names_of({row.plan_id for row in page})
    for row in page:
        row.is_over = row.earliest_on is not None and row.earliest_on <= today
        row.waits_for = sentences.next_step(row, names.get(row.plan_id))
    return render(request, "claims/funding_families.html", {
        "page": page, "framework": Framework(wanted["framework"]), "section": "claims:funding",
        "month": wanted["month"],
        "words": forecast.GROUPS.get(wanted["group"]) or forecast.DANGERS.get(wanted["danger"]),
    })


def check_page(request):
    """A figure that a report states, beside what the arithmetic gives: a sum of money, or a share."""
    shares = "whole" in request.GET
    money = FigureForm(request.GET if request.GET and not shares else None)
    share = ShareForm(request.GET if shares else None)
    return render(request, "claims/check_figure.html", {
        "form": money, "share_form": share, "asked": share if shares else money, "section": "claims:funding",
        "said": money.said() if money.is_valid() else None, "share": share.said() if share.is_valid() else None,
    })


def plan_page(request):
    """What a programme would bring, from how many families are eligible."""
    form = ProgrammeForm(request.GET or None, initial={
        "framework": latest_framework(), "percent": 100, "grant": 0,
    })
    planned = form.planned() if form.is_valid() else None
    return render(request, "claims/plan_programme.html", {
        "form": form, "planned": planned, "section": "claims:funding",
        "timing": form.timing(planned) if planned else [],
        "rows": list(zip(planned.years, planned.shares(), strict=True)) if planned else [],
    })
