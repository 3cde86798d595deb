"""Recording the word that two officers of the council gave for the claims of a window."""

import hashlib

from django.db import transaction
from django.utils import timezone

from claims.actions.moving import move, save_moved
from claims.actions.windows import lock_claims, lock_window
from claims.enums import TO_SIGN_OFF, MoveVerb
from claims.models import SignOff
from claims.permissions import check_can_sign_off
from claims.submission import SubmissionRefused, check_is_what_was_shown, check_may_be_sent, claims_in, preview
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused


@transaction.atomic
def sign_off_window(*, window, by, chief_officer, finance_officer, signed_on, on=None, seal=None):
    """Records that two named officers signed for every approved claim in a window as of `on` (default: today).

    Nothing is signed off when one claim does not hold or is still being audited: SubmissionRefused lists them. Nor
    when it is not what the preview that `seal` names showed.
    """
    check_can_sign_off(window, by)
    on = on or timezone.localdate()
    window = lock_window(window)
    check_can_sign_off(window, by)
    chief_officer, finance_officer = chief_officer.strip(), finance_officer.strip()
    if not chief_officer or not finance_officer or chief_officer.lower() == finance_officer.lower():
        raise Refused("Name two different officers.")
    if signed_on > on:
        raise Refused("The date of the sign-off must be today or in the past.")
    claims = lock_claims(claims_in(window))
    check_may_be_sent(window)
    rows = preview(window, claims, on=on, signed=False)
    refusals = [(claim, " ".join(sentences)) for claim, _, _, sentences in rows if sentences]
    if refusals:
        message = f"{len(refusals)} of {len(claims)} claims do not hold. Nothing was signed off."
        raise SubmissionRefused(message, refusals)
    check_is_what_was_shown(rows, seal)
    signing = [claim for claim in claims if claim.status in TO_SIGN_OFF]
    if not signing:
        raise SubmissionRefused("There is no claim in this window that waits for a sign-off.")
    moves = move(signing, MoveVerb.SIGN_OFF, by=by)
    save_moved(signing, moves, by=by)
    signed = SignOff.objects.create(
        window=window, chief_officer=chief_officer, finance_officer=finance_officer, signed_on=signed_on,
        claims=len(signing), pence=sum(claim.amount or 0 for claim in signing), digest=digest_of_claims(signing),
        recorded_by=by, recorded_at=timezone.now(),
    )
    record(Verb.MOVED, by=by, about=window, detail=f"signed off {len(signing)} claims")
    return signed


def digest_of_claims(claims):
    """SHA-256 (hexadecimal) over the references and evidence digests of claims, in their order of reference."""
    lines = sorted(f"{claim.reference} {claim.evidence_digest}\n" for claim in claims)
    return hashlib.sha256("".join(lines).encode()).hexdigest()
