"""Checking a claim from the ground up: does everything it says about itself still hold? Writes nothing."""

import csv

from claims.enums import APPROVAL_STANDS, SENT, ClaimStatus, MoveVerb
from claims.evidence import digest_of, evidence_of
from claims.evidence.gathering import no_evidence
from claims.exports.writing import CSV
from claims.models import ReturnFile
from claims.returns.pbr_return import sha256
from claims.rules import MOVES, SYSTEM


def faults_of(claim):
    """What does not hold about a claim, in sentences; an empty list when all of it does."""
    return [*_digests(claim), *_moves(claim), *_replay(claim), *_return(claim)]


def _digests(claim):
    if digest_of(claim.evidence) != claim.evidence_digest:
        yield "The evidence is not the one that its digest names."
    if claim.status in APPROVAL_STANDS and claim.approved_digest != claim.evidence_digest:
        yield "The evidence is not the one that was approved."


def _moves(claim):
    at = ""
    for number, move in enumerate(claim.moves.select_related("by").order_by("pk"), start=1):
        wanted = (move.before, move.verb, move.after, move.by is None)
        legal = any((m.before, m.verb, m.after, m.by == SYSTEM) == wanted for m in MOVES)
        if move.before != at or not legal:
            yield f"Move {number}, from “{move.before}” to “{move.after}”, cannot follow “{at}”."
        at = move.after
    if at != claim.status:
        yield f"The moves lead to “{at}”, and the claim says “{claim.status}”."
    approvals = claim.moves.filter(verb=MoveVerb.APPROVE, by=claim.approved_by, digest=claim.approved_digest)
    if claim.approved_by_id and not approvals.exists():
        yield "No move records the approval that the claim carries."


def _replay(claim):
    evidence = evidence_of(claim.family, as_of=claim.as_of, known_at=claim.known_at)
    if evidence is None:
        evidence = no_evidence(claim.family.reference, claim.framework, as_of=claim.as_of, known_at=claim.known_at)
    if digest_of(evidence) != claim.evidence_digest:
        yield "Judging the family again, for the same day and on what was known then, gives other evidence."


def _return(claim):
    if claim.status not in (*SENT, ClaimStatus.REJECTED) and claim.submitted_at is None:
        return
    files = list(ReturnFile.objects.filter(window=claim.window))
    if not files:
        yield "The return in which it was submitted is missing."
    for file in files:
        if sha256(bytes(file.content)) != file.sha256:
            yield f"{file} is not the file that was sent."
        elif file.format == CSV and claim.reference not in _references(file):
            yield f"{file} does not hold this claim."


def _references(file):
    lines = csv.DictReader(bytes(file.content).decode().splitlines())
    return {line["claim_reference"] for line in lines}
