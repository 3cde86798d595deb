"""Pages of savings: what they add up to, family by family, and what they are reckoned with."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from claims.exports.writing import CONTENT_TYPES, FORMATS
from claims.permissions import refusal
from claims.savings import actions, counting, permissions
from claims.savings.actions import send_savings
from claims.savings.forms import AssumptionsForm, AvertedForm, SavingsFilter, UnitCostForm
from claims.savings.models import AvertedCost
from families.drafts.sending import Sending
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.models import Family
from families.permissions import Refused

FAMILIES_ON_A_PAGE = 50


def savings_page(request):
    """What changed in the families chosen, and what that is worth."""
    form = SavingsFilter(request.GET)
    costs = {cost.code: cost for cost in counting.unit_costs()}
    found = counting.reckon(**form.wanted())
    outcomes = [
        (costs[code], line, counting.amount_in_words(costs[code], line.before),
         counting.amount_in_words(costs[code], line.after))
        for code, line in found.by_outcome
    ]
    return render(request, "claims/savings.html", {
        "form": form, "found": found, "outcomes": outcomes, "with_what": counting.reckoning(),
        "most": max([abs(line.net) for _, line in found.by_outcome], default=0) or 1, "section": "claims:savings",
        "refusal": refusal(permissions.check_can_set_costs, request.user),
    })


def savings_families_page(request):
    """The same, family by family."""
    form = SavingsFilter(request.GET)
    found = counting.reckon(**form.wanted())
    page = Paginator(list(found.by_family.items()), FAMILIES_ON_A_PAGE).get_page(request.GET.get("page"))
    families = Family.objects.in_bulk([pk for pk, _ in page])
    record_many(Verb.LISTED, by=request.user, about=families.values())
    averted = {}
    for row in AvertedCost.objects.filter(family__in=families):
        averted.setdefault(row.family_id, []).append(row)
    return render(request, "claims/savings_families.html", {
        "page": page, "found": found, "form": form, "section": "claims:savings",
        "rows": [(families[pk], line, averted.get(pk, [])) for pk, line in page],
        "refusal": refusal(permissions.check_can_record_averted, request.user),
    })


def costs_page(request):
    """Every unit cost with its source, and the assumptions in force."""
    costs = counting.unit_costs()
    return render(request, "claims/unit_costs.html", {
        "counted": [cost for cost in costs if cost.is_counted],
        "others": [cost for cost in costs if not cost.is_counted], "with_what": counting.reckoning(),
        "section": "claims:savings", "refusal": refusal(permissions.check_can_set_costs, request.user),
    })


def _form_page(request, form, action, *, heading, done, to):
    sending = Sending(request, form, what=heading)
    if sending.answer:
        return sending.answer
    if sending.is_sound:
        try:
            action(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        except ValidationError as error:
            form.add_error(None, [text for texts in error.message_dict.values() for text in texts])
        else:
            sending.done()
            messages.success(request, done)
            return redirect(to)
    return render(request, "form_page.html", {
        "form": form, "heading": heading, "section": "claims:savings", "cancel_url": reverse(to), "kept": sending.kept,
    }, status=sending.status)


def assumptions_page(request):
    """What savings are reckoned with from a day on."""
    now = counting.reckoning()
    form = AssumptionsForm(request.POST or None, initial={
        "from_day": timezone.localdate(), "months": now.months, "lag_months": now.lag_months,
        "deadweight": now.assumptions.deadweight, "impact": now.assumptions.impact,
        "optimism": now.assumptions.optimism, "cost_per_family": now.cost_per_family // 100,
    })
    return _form_page(
        request, form, actions.set_assumptions, heading="What savings are reckoned with",
        done="Savings are reckoned with this from the day you entered.", to="claims:unit_costs",
    )


def unit_cost_page(request):
    """The authority's own cost of one outcome."""
    form = UnitCostForm(request.POST or None, initial={"code": request.GET.get("code", "")})
    return _form_page(
        request, form, actions.set_unit_cost, heading="A cost of your own", done="Your own cost is recorded.",
        to="claims:unit_costs",
    )


def averted_page(request):
    """A cost held to have been averted for a family."""
    form = AvertedForm(request.POST or None, initial={"reference": request.GET.get("family", "")})
    return _form_page(
        request, form, actions.record_averted_cost, heading="Record an averted cost",
        done="The averted cost is recorded.", to="claims:savings_families",
    )


def savings_file(request, form):
    """The savings of the families chosen as a file: by outcome, bearer, district and family."""
    choice = SavingsFilter(request.GET)
    if form not in FORMATS or not choice.is_valid():
        raise Http404
    stream = BytesIO()
    send_savings(stream, found=counting.reckon(**choice.wanted()), form=form, by=request.user)
    stream.seek(0)
    return FileResponse(
        stream, as_attachment=True, filename=f"savings-{timezone.localdate()}.{form}", content_type=CONTENT_TYPES[form]
    )
