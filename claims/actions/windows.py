"""Submission windows: opening them, filling them, and sending what is in them, once."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from claims.actions.moving import RESTS_ON, lock_families, move, save_moved
from claims.actions.sending import record_claims_made
from claims.campaigns.reading import campaign_of, why_not_in
from claims.caps import room_on
from claims.enums import TO_SIGN_OFF, WAITS_IN_WINDOW, ClaimStatus, MoveVerb
from claims.models import Claim, SubmissionWindow
from claims.permissions import check_can_manage_windows, check_can_submit, in_words
from claims.returns import pbr_return
from claims.returns.actions import write_return
from claims.returns.schema import DEPARTMENT, Asked
from claims.submission import (
    SubmissionRefused,
    check_is_what_was_shown,
    check_may_be_sent,
    check_window_takes_claims,
    claims_in,
    does_not_fit,
    preview,
)
from families.changes import tell
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused
from families.two_clocks import moment_of_reading

WELL_FORMED_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")  # it becomes part of file names


@transaction.atomic
def open_window(*, by, code, framework, opens_on, evidence_cutoff_on, closes_on):
    """Opens a submission window. Raises ValidationError with a message for each field that is wrong."""
    check_can_manage_windows(by)
    if not WELL_FORMED_CODE.fullmatch(code):
        raise ValidationError({"code": "The name must be letters, numbers, spaces and . - _ only"})
    window = SubmissionWindow(
        code=code, framework=framework, opens_on=opens_on, evidence_cutoff_on=evidence_cutoff_on, closes_on=closes_on
    )
    window.full_clean(exclude=["submitted_at", "submitted_by"])
    window.save()
    record(Verb.RECORDED, by=by, about=window)
    return window


def lock_window(window):
    """The window as it is now, locked until this transaction ends."""
    return SubmissionWindow.objects.select_for_update(of=["self"], no_key=True).select_related("submitted_by").get(
        pk=window.pk
    )


def lock_claims(claims):
    """These claims as they are now, by id, their families and themselves locked until this transaction ends."""
    claims = list(claims)
    lock_families(claim.family_id for claim in claims)
    return list(
        Claim.objects.filter(pk__in=[claim.pk for claim in claims]).order_by("pk")
        .select_for_update(of=["self"], no_key=True).select_related("family", "checked_by", "approved_by", "window")
    )


@transaction.atomic
def add_to_window(*, claims, window, by):
    """Puts approved claims into a window that was not submitted: all of them, or none and the reason for each."""
    check_can_manage_windows(by)
    window = lock_window(window)
    if window.submitted_at:
        raise Refused(f"This window was submitted at {in_words(window.submitted_at)}; it takes no more claims.")
    claims = lock_claims(list(claims))
    full, sampled = _why_full(window, claims), why_not_in(campaign_of(window), claims)
    refusals = [
        (claim, sentence) for claim in claims
        if (sentence := _cannot_add(claim, window) or sampled.get(claim.pk) or full)
    ]
    if refusals:
        raise SubmissionRefused("Some claims cannot go into this window. None was added.", refusals)
    for claim in claims:
        claim.window = window
    Claim.objects.bulk_update(claims, ["window"], batch_size=500)
    record_many(Verb.MOVED, by=by, about=claims, detail=f"into window {window.pk}")
    return window


def _why_full(window, claims):
    """Why so many claims do not go into the window: the year is full with them; empty when it is not."""
    room = room_on(window.framework, window.closes_on)
    if room is None:
        return ""
    waiting = Claim.objects.filter(framework=window.framework, status__in=WAITS_IN_WINDOW, window__isnull=False)
    waiting = waiting.exclude(pk__in=[claim.pk for claim in claims]).count()
    if waiting + len(claims) <= room.left:
        return ""
    return room.sentence if room.left <= waiting else (
        f"Only {room.left - waiting} of the {room.agreed:,} results agreed for {room.year_in_words} are left."
    )


def _cannot_add(claim, window):
    if claim.status not in (*TO_SIGN_OFF, ClaimStatus.IN_SAMPLE):
        return "Only approved claims go into a window."
    if claim.window_id not in (None, window.pk):
        return f"It is in window {claim.window} already."
    return does_not_fit(claim, window)


@transaction.atomic
def take_out_of_window(*, claim, by):
    """Takes a claim out of the window it waits in, and so out of its sign-off; one that is being audited stays."""
    check_can_manage_windows(by)
    if claim.window_id is None:
        raise Refused("This claim is in no window.")
    lock_window(claim.window)
    claim = lock_claims([claim])[0]
    if claim.status == ClaimStatus.IN_SAMPLE:
        raise Refused("This claim is being audited. It stays in its window until the auditor has recorded the result.")
    if claim.status not in WAITS_IN_WINDOW or claim.window_id is None:
        raise Refused("Only a claim that waits to be submitted can be taken out of its window.")
    claim.window = None
    if claim.status == ClaimStatus.SIGNED_OFF:
        moves = move([claim], MoveVerb.UNSIGN, by=by, reasons={claim.pk: "It was taken out of its window."})
        save_moved([claim], moves, by=by, fields=["window"])
    else:
        claim.save(update_fields=["window"])
        record(Verb.MOVED, by=by, about=claim, detail="out of window")
    return claim


@transaction.atomic
def submit_window(*, window, by, on=None, seal=None):
    """Submits the claims of a window, all of them signed off, as of `on` (default: today); writes its return once.

    Every claim is judged again first, on all that was known when no write was under way. If one does not hold, or
    its evidence is not the evidence approved, nothing is submitted: SubmissionRefused lists them by family. Nor is
    anything when it is not what the preview that `seal` names showed.
    """
    check_can_submit(window, by)
    on = on or timezone.localdate()
    moment = moment_of_reading()
    window = lock_window(window)
    check_can_submit(window, by)
    check_window_takes_claims(window, on)
    lock_claims(list(claims_in(window)))
    claims = list(claims_in(window))
    if not claims:
        raise SubmissionRefused("There is no approved claim in this window.")
    check_may_be_sent(window)
    rows = preview(window, claims, on=on, known_at=moment, lock=True)
    refusals = [(claim, " ".join(sentences)) for claim, _, _, sentences in rows if sentences]
    if refusals:
        message = f"{len(refusals)} of {len(claims)} claims do not hold. Nothing was submitted."
        raise SubmissionRefused(message, refusals)
    check_is_what_was_shown(rows, seal)
    _freeze(rows, on=on, moment=moment, by=by)
    record_claims_made(claims, by=by)
    _write_return(window, claims, on=on, moment=moment, by=by)
    window.submitted_at, window.submitted_by = timezone.now(), by
    window.save(update_fields=["submitted_at", "submitted_by"])
    record(Verb.MOVED, by=by, about=window, detail=f"submitted {len(claims)} claims")
    tell([claim.family_id for claim in claims], by=by)
    return window


def _freeze(rows, *, on, moment, by):
    at = timezone.now()
    for claim, evidence, pence, _ in rows:
        claim.as_of, claim.known_at, claim.evidence = on, moment, evidence
        claim.amount, claim.claimed_on, claim.submitted_at = pence, on, at
    claims = [claim for claim, *_ in rows]
    moves = move(claims, MoveVerb.SUBMIT, by=by, at=at)
    save_moved(claims, moves, by=by, fields=[*RESTS_ON, "claimed_on", "submitted_at"])


def _write_return(window, claims, *, on, moment, by):
    write_return(
        schema=pbr_return.SCHEMA, asked=Asked(as_of=on, known_at=moment, window=window),
        lines=pbr_return.in_order(claims), by=by, recipient=DEPARTMENT, purpose=f"Payment for results, window {window}",
    )
