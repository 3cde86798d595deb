"""What submitting a window would do: which claims stand, and for each that does not, why. Writes nothing."""

import hashlib

from django.utils import timezone

from claims import caps, tariff
from claims.conflicts.enums import Vouching
from claims.conflicts.reading import override_for
from claims.contributors import DEEDS, deeds_in_each, person_behind
from claims.enums import TO_SIGN_OFF, WAITS_IN_WINDOW, ClaimStatus
from claims.evidence import differences, digest_of, evidence_for, result_of
from claims.lines import Lines
from claims.models import Claim
from claims.packs.reading import sealed_of
from claims.reasons import why_not_claimable
from families.permissions import Refused
from outcomes.judging import judge_families_now

NOT_SEALED = "What was approved is not sealed in a pack yet. That is done every five minutes: try again then."


class SubmissionRefused(Refused):
    """A window cannot be submitted. `refusals` lists (claim, sentence) by family; none when the window is at fault."""

    def __init__(self, message, refusals=()):
        super().__init__(message)
        self.refusals = list(refusals)


def check_window_takes_claims(window, on):
    """Claims are submitted only on the window's own days."""
    if on < window.opens_on:
        raise SubmissionRefused(f"This window opens on {window.opens_on:%-d %B %Y}.")
    if on > window.closes_on:
        raise SubmissionRefused(f"This window closed on {window.closes_on:%-d %B %Y}.")


_gates = []


def before_a_window_is_sent(gate):
    """Registers `gate(window)` -> sentences that keep a window from being signed off and submitted."""
    if gate not in _gates:
        _gates.append(gate)


def check_may_be_sent(window):
    """Everything that must be over before a window is signed off or submitted is over."""
    sentences = [sentence for gate in _gates for sentence in gate(window)]
    if sentences:
        raise SubmissionRefused(" ".join(sentences))


def claims_in(window):
    """The claims that wait in a window to be submitted, by family."""
    return Claim.objects.filter(window=window, status__in=WAITS_IN_WINDOW).select_related(
        "family", "checked_by", "approved_by"
    ).order_by("family__reference", "pk")


def does_not_fit(claim, window):
    """Why an approved claim does not belong into this window, as a sentence; empty when it does."""
    if claim.framework != window.framework:
        return f"This window is for {window.get_framework_display()}."
    if claim.as_of > window.evidence_cutoff_on:
        return (
            f"Its evidence first held on {claim.as_of:%-d %B %Y}, after the cut-off on "
            f"{window.evidence_cutoff_on:%-d %B %Y}."
        )
    return ""


def preview(window, claims, *, on=None, known_at=None, signed=True, lock=False):
    """Judges these claims again: [(claim, evidence now or None, pence, [sentences that refuse it])].

    With `signed`, claims that are not signed off are refused; without, only those that cannot be signed off. With
    `lock`, the year's agreed number is held until the transaction ends.
    """
    on, known_at = on or timezone.localdate(), known_at or timezone.now()
    judgements = judge_families_now([claim.family_id for claim in claims], as_of=on, known_at=known_at)
    evidence = evidence_for(judgements)
    if lock:
        caps.hold_room(window.framework, on)
    lines = Lines(
        [claim.family_id for claim in claims], sealed=sealed_of(claims), **caps.questions(window.framework, on)
    )
    deeds = deeds_in_each([claim.family_id for claim in claims])
    rows, room, sealed = [], caps.room_by(lines.told), set(lines.told.sealed)
    beyond = caps.surplus(claims, room)
    for claim in claims:
        now, judgement = evidence.get(claim.family_id), judgements.get(claim.family_id)
        pence = tariff.pence(claim.framework, result_of(now), on) if now else None
        sentences = [sentence for sentence in (
            _not_signed_off(claim) if signed else _under_audit(claim), _no_longer_holds(claim, judgement, now),
            does_not_fit(claim, window), lines.why_taken(claim.family_id, claim.framework, claim=claim),
            "" if (claim.pk, claim.approved_digest) in sealed else NOT_SEALED,
            *_vouchers_contributed(claim, deeds[claim.family_id]), room.sentence if claim.pk in beyond else "",
            "No payment is known for such a result on that day." if now and pence is None else "",
            "A claim for this family was already made on that day."
            if lines.was_made_on(claim.family_id, claim.framework, on) else "",
        ) if sentence]
        rows.append((claim, now, pence, sentences))
    return rows


def seal_of(rows):
    """SHA-256 (hexadecimal) that names what a preview showed: each claim with its evidence, its pence and what refuses
    it."""
    lines = sorted(
        f"{claim.reference} {claim.status} {digest_of(now) if now else ''} {pence} {' '.join(sentences)}\n"
        for claim, now, pence, sentences in rows
    )
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def check_is_what_was_shown(rows, seal):
    """What would happen is what the person was shown; `seal` is None where nobody was shown anything."""
    if seal is not None and seal_of(rows) != seal:
        raise SubmissionRefused("Something changed since you looked, so nothing was done. Look at the claims again.")


def _no_longer_holds(claim, judgement, now):
    if judgement is None or not judgement.claimable or judgement.framework != claim.framework:
        return f"It does not hold any more. {why_not_claimable(judgement, claim)}"
    if digest_of(now) != claim.approved_digest:
        return f"The evidence changed since it was approved. {' '.join(differences(claim.evidence, now))}"
    return ""


def _under_audit(claim):
    in_sample = claim.status == ClaimStatus.IN_SAMPLE
    return "It is being audited: the auditor has not recorded the result." if in_sample else ""


def _not_signed_off(claim):
    return _under_audit(claim) or ("It is not signed off." if claim.status in TO_SIGN_OFF else "")


def _vouchers_contributed(claim, deeds_by_person):
    acts = ((claim.checked_by, Vouching.CHECK, "checked"), (claim.approved_by, Vouching.APPROVE, "approved"))
    for person, act, did in acts:
        deeds = deeds_by_person.get(person_behind(person), []) if person else []
        if deeds and not override_for(claim, person, act):
            yield f"{person}, who {did} it, {' and '.join(DEEDS[did] for did in deeds)}."
