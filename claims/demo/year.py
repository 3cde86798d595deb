"""The claims of the demonstration: the round that was sent, the one that is open, and what the last files changed."""

from datetime import timedelta

from claims.actions import (
    add_to_window,
    approve_claim,
    decline_claim,
    open_window,
    record_payment,
    record_rejection,
    submit_window,
    take_out_of_window,
    withdraw_claim,
)
from claims.demo.courses import Course
from claims.demo.days import LAST_ROUND, ago
from claims.demo.loading import load_late_files
from claims.enums import ClaimStatus, RejectionCode
from claims.listening import after_judging
from claims.models import Claim
from claims.submission import SubmissionRefused, claims_in
from families.enums import Framework
from outcomes.nights.actions import open_night, work_chunk

LOST_AGAIN = (Course.RELAPSE, Course.LATE)


def run(authority, users):
    """Two rounds of claims and the nights between them, up to today's."""
    late = {case.ref for case in authority.cases if Course.LATE in case.goes.values()}
    keeps = {case.ref for case in authority.cases if not set(LOST_AGAIN) & set(case.goes.values())}
    last_round(authority.today, keeps, users["manager"])
    this_round(authority.today, keeps, late, users)
    load_late_files(authority, by=users["analyst"])
    night(authority.today)


def night(day):
    """One night's work, as the workers do it."""
    for chunk in open_night(business_date=day).chunks.all():
        work_chunk(chunk.pk, then=after_judging)


def queued(families=None):
    """Claims of the expanded programme in the queue, of these families (default: all), in order."""
    claims = Claim.objects.filter(status=ClaimStatus.QUEUED, framework=Framework.EXPANDED).select_related("family")
    return [claim for claim in claims.order_by("reference") if families is None or claim.family.reference in families]


def approve(claims, *, by, on):
    """Approves each claim on the evidence as it stands."""
    return [approve_claim(claim=claim, by=by, digest=claim.evidence_digest, on=on) for claim in claims]


def last_round(today, keeps, manager):
    """The round before: approved, submitted, and answered by the department, for the most part with a payment."""
    day = ago(today, LAST_ROUND)
    night(day)
    ready = queued(keeps)
    if not ready:
        return
    # Three of four were decided in time.
    approved = approve(ready[: max(4, len(ready) * 3 // 4)], by=manager, on=day)
    window = open_window(
        by=manager, code=f"EXP-{day:%Y-%m}", framework=Framework.EXPANDED, opens_on=ago(day, 14),
        evidence_cutoff_on=day, closes_on=day + timedelta(days=4),
    )
    add_to_window(claims=approved, window=window, by=manager)
    submit(window, by=manager, on=day + timedelta(days=1))
    sent = Claim.objects.filter(window=window, status=ClaimStatus.SUBMITTED).order_by("reference")
    answer(list(sent), manager, today)


def submit(window, *, by, on):
    """Submits a window, without the claims that do not hold."""
    try:
        submit_window(window=window, by=by, on=on)
    except SubmissionRefused as refused:
        for claim, _ in refused.refusals:
            take_out_of_window(claim=claim, by=by)
        if claims_in(window).exists():
            submit_window(window=window, by=by, on=on)


def answer(claims, manager, today):
    """What became of the claims that were sent: one rejected, one withdrawn, some not answered yet, the others paid."""
    unanswered = max(1, len(claims) // 6)
    rejected, withdrawn, paid = claims[:1], claims[1:2], claims[2 + unanswered :]
    for claim in rejected:
        record_rejection(
            claim=claim, by=manager, code=RejectionCode.NO_EVIDENCE_ELIGIBILITY,
            reason="The spot check found no source for the second problem.",
        )
    for claim in withdrawn:
        withdraw_claim(claim=claim, by=manager, reason="The family moved in with another one of the programme.")
    for claim in paid:
        record_payment(claim=claim, by=manager, paid_on=ago(today, 17), on=today)


def this_round(today, keeps, late, users):
    """The round that is open: some approved and waiting in their window, some declined, most still to be looked at."""
    yesterday = ago(today, 1)
    night(yesterday)
    ready, soon_lost = queued(keeps), queued(late)
    approved = approve(ready[:6], by=users["manager"], on=yesterday)
    approve(soon_lost[:1], by=users["manager2"], on=yesterday)
    window = open_window(
        by=users["manager"], code=f"EXP-{today:%Y-%m}", framework=Framework.EXPANDED, opens_on=ago(today, 7),
        evidence_cutoff_on=today + timedelta(days=14), closes_on=today + timedelta(days=21),
    )
    add_to_window(claims=approved[:4], window=window, by=users["manager"])
    for claim in ready[6:8]:
        decline_claim(
            claim=claim, by=users["manager2"],
            reason="The assessment speaks of a problem that nobody recorded. Record it, or say why it does not count.",
        )
