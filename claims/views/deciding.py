"""Deciding about one claim, and recording what the department answered."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from claims import actions, permissions
from claims.exports.writing import Pounds
from claims.forms import (
    ApproveForm,
    CheckForm,
    PaymentForm,
    ReasonForm,
    RejectionForm,
    RepaymentForm,
    SpotCheckForm,
    WithdrawForm,
)
from claims.views import claim_of, show_claim
from families.drafts.sending import Sending
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused


@require_POST
def check_page(request, token):
    """Records that the evidence that was on the page was checked."""
    return _vouch(request, token, CheckForm, actions.check_claim, "Claim {} is checked. Somebody else can approve it.")


@require_POST
def approve_page(request, token):
    """Approves the evidence that was on the page."""
    return _vouch(request, token, ApproveForm, actions.approve_claim, "Claim {} is approved.")


def _vouch(request, token, form_class, act, done):
    claim = claim_of(request, token)
    form = form_class(request.POST)
    if not form.is_valid():
        return show_claim(request, claim, form)
    try:
        act(claim=claim, by=request.user, digest=form.cleaned_data["digest"])
    except Refused as refused:
        messages.warning(request, str(refused))
    else:
        messages.success(request, done.format(claim))
    return redirect("claims:claim", claim.token)


def decide(request, token, *, heading, check, form_class, act, done, initial=None, button=None):
    """A page with one form for one decision: says why not, or does it and returns to the claim."""
    claim = claim_of(request, token)
    posted = request.POST if request.method == "POST" else None
    form = form_class(posted, initial=initial(claim) if initial else None)
    form.button = button or form.button
    sending = Sending(request, form, what=f"{heading}: {claim}")
    if sending.answer:
        return sending.answer
    refusal = permissions.refusal(check, claim, request.user)
    if not refusal and sending.does(lambda: act(claim, form)):
        messages.success(request, done.format(claim))
        return redirect("claims:claim", claim.token)
    record(Verb.VIEWED, by=request.user, about=claim, detail=request.resolver_match.url_name)
    return render(request, "claims/decide.html", {
        "form": form, "heading": heading, "claim": claim, "refusal": refusal, "section": "claims:queue",
        "cancel_url": reverse("claims:claim", args=[claim.token]), "kept": sending.kept,
    }, status=sending.status)


def decline_page(request, token):
    """Declines a claim, with the reason."""
    return decide(
        request, token, heading="Decline this claim", check=permissions.check_can_decline, form_class=ReasonForm,
        act=lambda claim, form: actions.decline_claim(claim=claim, by=request.user, **form.cleaned_data),
        done="Claim {} is declined. It returns only if its evidence changes.", button="Decline this claim",
    )


def reconsider_page(request, token):
    """Puts a claim back into the queue, with the reason."""
    return decide(
        request, token, heading="Put this claim back into the queue", check=permissions.check_can_reconsider,
        form_class=ReasonForm,
        act=lambda claim, form: actions.reconsider_claim(claim=claim, by=request.user, **form.cleaned_data),
        done="Claim {} is in the queue again.", button="Put it back",
    )


def withdraw_page(request, token):
    """Withdraws a claim for good, with the reason."""
    return decide(
        request, token, heading="Withdraw this claim for good", check=permissions.check_can_withdraw,
        form_class=WithdrawForm,
        act=lambda claim, form: actions.withdraw_claim(claim=claim, by=request.user, **form.cleaned_data),
        done="Claim {} is withdrawn.",
    )


def spot_check_page(request, token):
    """Records what the department's spot check found."""
    return decide(
        request, token, heading="Record a spot check", check=permissions.check_can_record_spot_check,
        form_class=SpotCheckForm,
        act=lambda claim, form: actions.record_spot_check(
            claim=claim, by=request.user, valid=form.stands, **form.found
        ),
        done="The spot check of claim {} is recorded.",
    )


def repay_page(request, token):
    """Records that the money for a claim went back."""
    return decide(
        request, token, heading="Record the repayment", check=permissions.check_can_record_repayment,
        form_class=RepaymentForm,
        initial=lambda claim: {"amount": Pounds(claim.paid_amount or 0)},
        act=lambda claim, form: actions.record_repayment(
            claim=claim, by=request.user, repaid_on=form.cleaned_data["repaid_on"], amount=form.pence
        ),
        done="The repayment for claim {} is recorded.",
    )


def pay_page(request, token):
    """Records what the department paid."""
    return decide(
        request, token, heading="Record the payment", check=permissions.check_can_record_payment,
        form_class=PaymentForm, initial=lambda claim: {"amount": Pounds(claim.amount or 0)},
        act=lambda claim, form: actions.record_payment(
            claim=claim, by=request.user, paid_on=form.cleaned_data["paid_on"], amount=form.pence
        ),
        done="The payment for claim {} is recorded.",
    )


def reject_page(request, token):
    """Records that the department did not accept a claim."""
    return decide(
        request, token, heading="Record the department's rejection", check=permissions.check_can_record_rejection,
        form_class=RejectionForm,
        act=lambda claim, form: actions.record_rejection(claim=claim, by=request.user, **form.cleaned_data),
        done="The rejection of claim {} is recorded.",
    )
