"""What auditors find in the claims of a sample, what is replied, and what becomes of the claims."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims.actions.auditing import fail_audit, pass_audit
from claims.actions.moving import lock_claim
from claims.campaigns.actions.drawing import extend_if_failed, lock_campaign, lock_frame
from claims.campaigns.enums import Answer, ItemState, Step
from claims.campaigns.models import AuditConclusion, AuditReply, AuditView, SampleItem
from claims.campaigns.permissions import (
    check_can_accept,
    check_can_conclude,
    check_can_record_view,
    check_can_reply,
)
from claims.campaigns.rules import item_after
from claims.enums import RejectionCode
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused

QUESTIONS = ("eligible", "whole_family", "result")


def _locked(item, *, whole_frame=False):
    """A claim of a sample as it is now, with its campaign and its claim; all locked until this transaction ends."""
    lock_campaign(item.campaign)
    if whole_frame:
        lock_frame(item.campaign)
    claim = lock_claim(item.row.claim)
    rows = SampleItem.objects.select_for_update(of=["self"], no_key=True)
    item = rows.select_related("campaign__window", "campaign__closed_by", "row", "view").get(pk=item.pk)
    item.row.claim = claim
    return item


def _step(item, step, by):
    item.state = item_after(item.state, step, by.role)
    item.save(update_fields=["state"])


@transaction.atomic
def record_view(*, item, by, digest, answers, notes, stands, code="", note=""):
    """Records what an auditor found in the evidence that `digest` names. A claim that stands is through; a finding goes
    to the programme manager. `answers` and `notes` hold the three questions' by name."""
    check_can_record_view(item, by)
    item = _locked(item)
    check_can_record_view(item, by)
    if digest != item.row.digest:
        raise Refused("The evidence has changed since you saw it. Look at it again.")
    _check_is_consistent(answers, stands, code)
    view = AuditView.objects.create(
        item=item, stands=stands, code="" if stands else code, note=note.strip(), digest=digest, by=by,
        at=timezone.now(), **{name: answers[name] for name in QUESTIONS},
        **{f"{name}_note": notes.get(name, "").strip() for name in QUESTIONS},
        reply_by=None if stands else timezone.localdate() + timedelta(days=item.campaign.reply_days),
    )
    if stands:
        _step(item, Step.FIND_SOUND, by)
        pass_audit(claim=item.claim, by=by, reason="All three questions are answered with yes.")
    else:
        _step(item, Step.FIND_FAULT, by)
    record(Verb.RECORDED, by=by, about=view)
    return item


def _check_is_consistent(answers, stands, code):
    if not all(answers.get(name) in Answer.values for name in QUESTIONS):
        raise Refused("Answer all three questions.")
    if stands and any(answers[name] != Answer.YES for name in QUESTIONS):
        raise Refused("A claim stands only if all three questions are answered with yes.")
    if not stands and code not in RejectionCode.values:
        raise Refused("Choose the code of the finding.")


@transaction.atomic
def reply_to_finding(*, item, by, agrees, reason, evidence=""):
    """Records a programme manager's reply to a finding: that they agree, or why they do not and where that is seen."""
    check_can_reply(item, by)
    item = _locked(item)
    check_can_reply(item, by)
    if not reason.strip():
        raise Refused("Give the reason.")
    reply = AuditReply.objects.create(
        item=item, agrees=agrees, reason=reason.strip(), evidence=evidence.strip(), by=by, at=timezone.now()
    )
    _step(item, Step.REPLY, by)
    record(Verb.RECORDED, by=by, about=reply)
    return item


@transaction.atomic
def conclude(*, item, by, stands, reason):
    """Changes a finding after the reply (`stands`), or confirms it: the claim has failed its audit and leaves its
    window, and the sample grows by rule."""
    check = check_can_accept if stands else check_can_conclude
    check(item, by)
    item = _locked(item, whole_frame=not stands)
    check(item, by)
    if not reason.strip():
        raise Refused("Give the reason.")
    conclusion = AuditConclusion.objects.create(
        item=item, stands=stands, reason=reason.strip(), by=by, at=timezone.now()
    )
    if stands:
        _step(item, Step.ACCEPT, by)
        pass_audit(claim=item.claim, by=by, reason=reason.strip())
    else:
        _step(item, Step.CONFIRM, by)
        fail_audit(claim=item.claim, by=by, code=item.view.code, reason=reason.strip())
    record(Verb.RECORDED, by=by, about=conclusion)
    if item.state == ItemState.FAILED:
        extend_if_failed(item.campaign, by)
    return item
