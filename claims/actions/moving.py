"""One move of a claim, written with its place in the log. Locks are taken in one order everywhere, so that acts
that meet wait for each other instead of blocking: the moment of writing, the window, families by id, claims by id.
"""

from django.utils import timezone

from claims.models import Claim, ClaimMove
from claims.money.actions import enter_money
from claims.reliance.actions import note_reliances
from claims.rules import SYSTEM, after
from families.event_log.actions import record_many
from families.event_log.enums import Verb
from families.lineage.actions import lock_lines

RESTS_ON = ("route", "amount", "as_of", "known_at", "evidence", "evidence_digest")
CHECK = ("checked_digest", "checked_by", "checked_at")
APPROVAL = ("approved_digest", "approved_by", "approved_at", "window")
VOUCHED = (*CHECK, *APPROVAL, "finding_code")
PUT_BACK = (*VOUCHED, "line")


def lock_families(family_ids):
    """Locks these families and the rest of their lines by id, so that nothing about their claims happens beside us.

    Returns the ids of all that are locked, sorted.
    """
    return lock_lines(family_ids)


def lock_claim(claim):
    """The claim as it is now, its family and itself locked until this transaction ends."""
    lock_families([claim.family_id])
    rows = Claim.objects.select_for_update(of=["self"], no_key=True)
    return rows.select_related("family", "checked_by", "approved_by", "window").get(pk=claim.pk)


def move(claims, verb, *, by, reasons=None, at=None):
    """Moves locked claims and writes their log; the caller then saves the claims (`save_moved`).

    `reasons` maps a claim's id to a sentence. `by` is None for the system. Returns the moves, not yet saved.
    """
    mover = by.role if by else SYSTEM
    at = at or timezone.now()
    moves = []
    for claim in claims:
        status = after(claim.status, verb, mover)
        if status is None:
            raise ValueError(f"{verb} by {mover} is no move from {claim.status}")
        moves.append(
            ClaimMove(
                claim=claim, before=claim.status, verb=verb, after=status, by=by, at=at,
                reason=(reasons or {}).get(claim.pk, ""), digest=claim.evidence_digest, as_of=claim.as_of,
                known_at=claim.known_at,
            )
        )
        claim.status = status
    return moves


def save_moved(claims, moves, *, by, fields=(), verb=Verb.MOVED):
    """Saves moved claims, their moves and the event log's entries."""
    if not claims:
        return
    Claim.objects.bulk_update(claims, ["status", *fields], batch_size=500)
    ClaimMove.objects.bulk_create(moves, batch_size=500)
    enter_money(moves)
    if "evidence" in fields:
        note_reliances(claims)
    record_many(verb, by=by, about=claims, detail=moves[0].verb)


def unvouch(claim):
    """Takes a claim's check and approval away; the moves still tell who gave them, when, and on what evidence."""
    claim.checked_digest, claim.checked_by, claim.checked_at = "", None, None
    claim.approved_digest, claim.approved_by, claim.approved_at, claim.window = "", None, None, None
    claim.finding_code = ""


def put_back(claim, lines):
    """Makes a claim one of the queue again: nobody has vouched for it, and it belongs to its family's line of today."""
    unvouch(claim)
    claim.line_id = lines.first_of(claim.family_id)
