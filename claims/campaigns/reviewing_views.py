"""Pages of one claim of a sample: what an auditor finds before they know what others found, reply, conclusion."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from claims.campaigns import actions, permissions
from claims.campaigns.enums import ItemState
from claims.campaigns.forms import ConclusionForm, ReplyForm, ViewForm
from claims.campaigns.models import SampleItem
from claims.claim_page import ClaimPage
from claims.permissions import refusal
from families.accounts.enums import Role
from families.drafts.sending import Sending
from families.event_log.actions import record
from families.event_log.enums import Verb

NEXT = {
    ItemState.TO_REPLY: ("claims:reply_to_finding", permissions.check_can_reply, "Reply to this finding"),
    ItemState.REPLIED: ("claims:conclude_finding", permissions.check_can_conclude, "Conclude"),
}


def item_of(request, pk):
    """The claim of a sample at this address if the person reads claims, else not found."""
    items = SampleItem.objects.visible_to(request.user).select_related(
        "campaign__window", "campaign__closed_by", "row__claim__family", "row__claim__window", "view__by", "reply__by",
        "conclusion__by", "replaces__row", "row__claim__previous",
    )
    return get_object_or_404(items, pk=pk)


def item_page(request, pk):
    """One claim of a sample. Until somebody has recorded what they find, the evidence and the form to say so."""
    item = item_of(request, pk)
    form = ViewForm(request.POST if request.method == "POST" else None, initial={"digest": item.row.digest})
    sending = Sending(request, form, what=f"Audit of claim {item.row}")
    if sending.answer:
        return sending.answer
    why = refusal(permissions.check_can_record_view, item, request.user)
    if not why and sending.does(lambda: actions.record_view(item=item, by=request.user, **form.found)):
        return _go_on(request, item)
    record(Verb.VIEWED, by=request.user, about=item.claim, detail="audit")
    name, check, words = NEXT.get(item.state, (None, None, None))
    return render(request, "claims/audits/item.html", {
        "item": item, "claim": item.claim, "shown": ClaimPage(item.claim, request.user), "form": form, "refusal": why,
        "kept": sending.kept,
        "is_auditor": request.user.role == Role.AUDITOR, "next_name": name, "next_words": words,
        "next_refusal": refusal(check, item, request.user) if check else "", "section": "claims:audits",
    }, status=sending.status)


def _go_on(request, item):
    """On to the next claim that waits for an auditor; back to the audit when there is none."""
    messages.success(request, f"What you found in claim {item.row} is recorded.")
    following = item.campaign.items.filter(state=ItemState.TO_REVIEW).order_by("number")
    after = following.filter(number__gt=item.number).first() or following.first()
    return redirect("claims:sample_item", after.pk) if after else redirect("claims:campaign", item.campaign_id)


def _answer_page(request, pk, *, form_class, check, act, heading, done):
    """A page with one form for one step of a finding: says why not, or does it and returns to the claim."""
    item = item_of(request, pk)
    form, why = form_class(request.POST if request.method == "POST" else None), refusal(check, item, request.user)
    sending = Sending(request, form, what=f"{heading}: claim {item.row}")
    if sending.answer:
        return sending.answer
    if not why and sending.does(lambda: act(item=item, by=request.user, **form.said)):
        messages.success(request, done.format(item.row))
        return redirect("claims:sample_item", item.pk)
    record(Verb.VIEWED, by=request.user, about=item.claim, detail=request.resolver_match.url_name)
    return render(request, "claims/audits/answer.html", {
        "form": form, "item": item, "refusal": why, "heading": heading, "section": "claims:audits",
        "cancel_url": reverse("claims:sample_item", args=[item.pk]), "kept": sending.kept,
    }, status=sending.status)


def reply_page(request, pk):
    """The programme manager's reply to a finding."""
    return _answer_page(
        request, pk, form_class=ReplyForm, check=permissions.check_can_reply, act=actions.reply_to_finding,
        heading="Reply to this finding", done="Your reply about claim {} is recorded. The auditor concludes.",
    )


def conclude_page(request, pk):
    """What the auditor makes of a finding after the reply."""
    return _answer_page(
        request, pk, form_class=ConclusionForm, check=permissions.check_can_conclude, act=actions.conclude,
        heading="Conclude about this finding", done="What becomes of claim {} is recorded.",
    )
