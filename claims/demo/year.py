"""The claims of the demonstration: the round that was sent, the one that is open, and what the last files changed."""

from datetime import timedelta

from claims.actions import (
    add_to_window,
    approve_claim,
    check_claim,
    decline_claim,
    open_window,
    record_payment,
    record_rejection,
    record_repayment,
    record_spot_check,
    sign_off_window,
    submit_window,
    take_out_of_window,
    withdraw_claim,
)
from claims.campaigns.actions import close_campaign, conclude, draw_sample, record_view, reply_to_finding
from claims.campaigns.enums import Answer, Groups, Method
from claims.demo.courses import Course
from claims.demo.days import LAST_ROUND, ago
from claims.demo.loading import load_late_files
from claims.demo.sources import POLICE
from claims.enums import ClaimStatus, RejectionCode
from claims.evidence.facts import listed
from claims.listening import after_judging
from claims.models import Claim
from claims.submission import SubmissionRefused
from families.enums import Framework
from families.facts.enums import ClaimRoute
from outcomes.enums import CriterionKind
from outcomes.nights.actions import open_night, work_chunk

LOST_AGAIN = (Course.RELAPSE, Course.LATE)


def run(authority, users):
    """Two rounds of claims and the nights between them, up to today's."""
    late = {case.ref for case in authority.cases if Course.LATE in case.goes.values()}
    keeps = {case.ref for case in authority.cases if not set(LOST_AGAIN) & set(case.goes.values())}
    last_round(authority.today, keeps, users)
    this_round(authority.today, keeps, late, users)
    contradict(authority)
    load_late_files(authority, by=users["analyst"])
    night(authority.today)


def contradict(authority):
    """Two claims that were paid are contradicted by incidents that the last files bring."""
    paid = Claim.objects.filter(status__in=[ClaimStatus.PAID, ClaimStatus.SPOT_VALID]).select_related("family")
    found = [(claim, on_and_kind) for claim in paid.order_by("-reference") if (on_and_kind := would_break(claim))]
    for number, (claim, (on, kind)) in enumerate(found[:2], start=1):
        authority.late.add(
            "events", source=POLICE, source_ref=f"POL-LATE-{number}", kind=kind, occurred_on=on,
            family_ref=claim.family.reference,
        )


def would_break(claim):
    """A day and a kind of event that would have kept a claim from being made; None where no event would."""
    for headline in claim.evidence["headlines"]:
        for verdict in headline["verdicts"]:
            if verdict["kind"] == CriterionKind.CLEAR_PERIOD and headline["raised"] and not verdict["person"]:
                kinds = listed(verdict["parameters"], "events")
                if kinds and claim.route == ClaimRoute.SUSTAINED:
                    return ago(claim.as_of, 20), kinds[0]
    return None


def night(day):
    """One night's work, as the workers do it."""
    for chunk in open_night(business_date=day).chunks.all():
        work_chunk(chunk.pk, then=after_judging)


def queued(families=None):
    """Claims of the expanded programme in the queue, of these families (default: all), in order."""
    claims = Claim.objects.filter(status=ClaimStatus.QUEUED, framework=Framework.EXPANDED).select_related("family")
    return [claim for claim in claims.order_by("reference") if families is None or claim.family.reference in families]


def approve(claims, *, by, on, checker):
    """One person checks each claim on the evidence as it stands, and another approves it."""
    for claim in claims:
        check_claim(claim=claim, by=checker, digest=claim.evidence_digest, on=on)
    return [approve_claim(claim=claim, by=by, digest=claim.evidence_digest, on=on) for claim in claims]


def last_round(today, keeps, users):
    """The round before: approved, audited, submitted, and answered by the department, mostly with a payment."""
    day, manager = ago(today, LAST_ROUND), users["manager"]
    night(day)
    ready = queued(keeps)
    if not ready:
        return
    # Three of four were decided in time.
    approved = approve(ready[: max(4, len(ready) * 3 // 4)], by=manager, on=day, checker=users["checker"])
    window = open_window(
        by=manager, code=f"EXP-{day:%Y-%m}", framework=Framework.EXPANDED, opens_on=ago(day, 14),
        evidence_cutoff_on=day, closes_on=day + timedelta(days=4),
    )
    add_to_window(claims=approved, window=window, by=manager)
    campaign = draw(window, users["auditor"], day, method=Method.STRATIFIED, groups=Groups.DISTRICT)
    for item in campaign.items.all():
        find_sound(item, users["auditor"])
    close_campaign(campaign=campaign, by=users["auditor"])
    submit(window, by=manager, on=day + timedelta(days=1))
    sent = Claim.objects.filter(window=window, status=ClaimStatus.SUBMITTED).order_by("reference")
    answer(list(sent), manager, today)


def draw(window, by, on, **how):
    """Draws the sample of a window, by a seed that makes every demonstration of a day the same."""
    return draw_sample(window=window, by=by, on=on, seed=f"made up for {window}", **how)


QUESTIONS = ("eligible", "whole_family", "result")


def find_sound(item, by):
    """An auditor finds that a claim stands."""
    record_view(
        item=item, by=by, digest=item.row.digest, answers=dict.fromkeys(QUESTIONS, Answer.YES), notes={}, stands=True
    )


def find_fault(item, by):
    """An auditor finds that a claim does not stand."""
    return record_view(
        item=item, by=by, digest=item.row.digest, stands=False, code=RejectionCode.SIBLING_NOT_CHECKED,
        answers={"eligible": Answer.YES, "whole_family": Answer.NO, "result": Answer.CANNOT_TELL},
        notes={"whole_family": "Nobody asked the school about the brother."},
        note="The brother's attendance decides whether the result holds.",
    )


def submit(window, *, by, on):
    """Signs off and submits a window, without the claims that do not hold."""
    try:
        sign_off(window, by=by, on=on)
    except SubmissionRefused as refused:
        for claim, _ in refused.refusals:
            take_out_of_window(claim=claim, by=by)
        sign_off(window, by=by, on=on)
    submit_window(window=window, by=by, on=on)


def sign_off(window, *, by, on):
    """Two officers sign for what is in a window."""
    sign_off_window(
        window=window, by=by, on=on, signed_on=on, chief_officer="Delphine Okoro, director of children's services",
        finance_officer="Rhodri Castellane, chief finance officer",
    )


def answer(claims, manager, today):
    """What became of the claims that were sent: one rejected, one withdrawn, some not answered yet, the others paid."""
    unanswered = max(1, len(claims) // 6)
    rejected, withdrawn, paid = claims[:1], claims[1:2], claims[2 + unanswered :]
    for claim in rejected:
        record_rejection(
            claim=claim, by=manager, code=RejectionCode.NO_EVIDENCE_ELIGIBILITY,
            reason="The department found no source for the second problem.",
        )
    for claim in withdrawn:
        withdraw_claim(claim=claim, by=manager, reason="The family moved in with another one of the programme.")
    for claim in paid:
        record_payment(claim=claim, by=manager, paid_on=ago(today, 17), on=today)
    spot_check(paid[:-1][:4], manager, today)


def spot_check(claims, manager, today):
    """The department looked at some of the claims that it had paid; what two of them brought was to go back."""
    for number, claim in enumerate(claims):
        valid = number > 1
        record_spot_check(
            claim=claim, by=manager, valid=valid, code=RejectionCode.PLAN_NOT_WHOLE_FAMILY,
            reason="" if valid else "The plan said nothing of the eldest child.",
        )
    for claim in claims[:1]:
        record_repayment(claim=claim, by=manager, repaid_on=ago(today, 3), on=today)


def this_round(today, keeps, late, users):
    """The round that is open: some claims wait in their windows, some were declined, most are still to be looked at."""
    yesterday, manager, manager2 = ago(today, 1), users["manager"], users["manager2"]
    night(yesterday)
    ready, soon_lost = queued(keeps), queued(late)
    ready, declined = ready[:-2], ready[-2:]
    approved = approve(ready[:10], by=manager, on=yesterday, checker=users["checker"])
    approve(soon_lost[:1], by=manager2, on=yesterday, checker=users["checker"])
    for claim in ready[10:13]:
        check_claim(claim=claim, by=users["checker"], digest=claim.evidence_digest, on=yesterday)
    days = {
        "opens_on": ago(today, 7), "evidence_cutoff_on": today + timedelta(days=14),
        "closes_on": today + timedelta(days=21),
    }
    first, second = (
        open_window(by=manager, code=f"EXP-{today:%Y-%m}{part}", framework=Framework.EXPANDED, **days)
        for part in ("", "-early")
    )
    add_to_window(claims=approved[:4], window=first, by=manager)
    audit(first, users, yesterday)
    if approved[4:6]:
        add_to_window(claims=approved[4:6], window=second, by=manager)
        campaign = draw(second, users["auditor"], yesterday, method=Method.SIMPLE)
        for item in campaign.items.all():
            find_sound(item, users["auditor"])
        close_campaign(campaign=campaign, by=users["auditor"])
        sign_off(second, by=manager, on=yesterday)
    for claim in declined:
        decline_claim(
            claim=claim, by=manager2,
            reason="The assessment speaks of a problem that nobody recorded. Record it, or say why it does not count.",
        )


def audit(window, users, on):
    """The audit that is open: of the claims in the sample one stands, one does not, a finding waits for its reply, and
    the others wait for the auditor."""
    auditor = users["auditor"]
    if not window.claims.exists():
        return
    sound, failed, contested, *_ = [*draw(window, auditor, on, method=Method.RISK).items.all(), None, None, None]
    if sound:
        find_sound(sound, auditor)
    if failed:
        item = reply_to_finding(
            item=find_fault(failed, auditor), by=users["manager"], agrees=True, reason="The school was never asked.",
        )
        conclude(item=item, by=auditor, stands=False, reason="The programme manager agrees.")
    if contested:
        find_fault(contested, auditor)
