"""Checking a claim from the ground up: does everything it says about itself still hold? Writes nothing.

What is written down twice is compared: the claim with its evidence, its moves, the event log, the history that
triggers keep, what judging believes of it, and the return that was sent. Whoever changes one of these behind the
product's back has to find all the others.
"""

import csv
from datetime import datetime

from claims import tariff
from claims.contributors import is_same_person
from claims.enums import APPROVAL_STANDS, CHECK_STANDS, SENT, ClaimStatus, MoveVerb
from claims.evidence import digest_of, evidence_of, result_of
from claims.evidence.gathering import no_evidence
from claims.exports.writing import CSV, csv_text
from claims.models import ClaimEvent, ReturnFile
from claims.returns import pbr_return
from claims.returns.making import sha256
from claims.returns.pbr_return import OF_THE_INSTALLATION
from claims.rules import MOVES, SYSTEM
from families.event_log.enums import Verb
from families.event_log.models import LogEntry
from families.facts.enums import ClaimMadeStatus
from families.models import ClaimMade

BELIEVED = {
    ClaimStatus.SUBMITTED: ClaimMadeStatus.SUBMITTED, ClaimStatus.PAID: ClaimMadeStatus.PAID,
    ClaimStatus.REJECTED: ClaimMadeStatus.REJECTED, ClaimStatus.WITHDRAWN: ClaimMadeStatus.WITHDRAWN,
    ClaimStatus.SPOT_VALID: ClaimMadeStatus.PAID, ClaimStatus.SPOT_INVALID: ClaimMadeStatus.PAID,
    ClaimStatus.REPAID: ClaimMadeStatus.WITHDRAWN,
}
NOT_OF_HISTORY = ("pgh_id", "pgh_created_at", "pgh_label", "pgh_obj", "pgh_context")


def faults_of(claim):
    """What does not hold about a claim, in sentences; an empty list when all of it does."""
    return [
        *_digests(claim), *_content(claim), *_moves(claim), *_log(claim), *_history(claim), *_replay(claim),
        *_belief(claim), *_return(claim),
    ]


def _digests(claim):
    if digest_of(claim.evidence) != claim.evidence_digest:
        yield "The evidence is not the one that its digest names."
    if claim.status in CHECK_STANDS and claim.checked_digest != claim.evidence_digest:
        yield "The evidence is not the one that was checked."
    if claim.status in APPROVAL_STANDS and claim.approved_digest != claim.evidence_digest:
        yield "The evidence is not the one that was approved."


def _content(claim):
    """The claim says of itself what its evidence says, and the tariff gives its amount."""
    evidence = claim.evidence
    said = (claim.family.reference, claim.framework, claim.as_of.isoformat(), claim.known_at)
    held = (evidence["family"], evidence["framework"], evidence["as_of"], datetime.fromisoformat(evidence["known_at"]))
    if said != held:
        yield "Its family, its framework or the day of its judgement is not the one in its evidence."
    if claim.submitted_at and claim.claimed_on != claim.as_of:
        yield "It was judged for another day than the one on which it was claimed."
    if claim.status == ClaimStatus.LEFT_QUEUE:  # its route and worth are those it had before it left
        return
    if claim.route != evidence["readiness"]["route"]:
        yield "Its route is not the one that its evidence proves."
    elif claim.amount != tariff.pence(claim.framework, result_of(evidence), claim.as_of):
        yield "Its amount is not what the tariff gives for such a result on that day."


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
    approvals = claim.moves.filter(
        verb=MoveVerb.APPROVE, by=claim.approved_by, digest=claim.approved_digest, at=claim.approved_at
    )
    if claim.approved_by_id and not approvals.exists():
        yield "No move records the approval that the claim carries."
    checks = claim.moves.filter(
        verb__in=[MoveVerb.CHECK, MoveVerb.APPROVE], by=claim.checked_by, digest=claim.checked_digest,
        at=claim.checked_at,
    )
    if claim.checked_by_id and not checks.exists():
        yield "No move records the check that the claim carries."
    if is_same_person(claim.checked_by, claim.approved_by) and checks.filter(verb=MoveVerb.CHECK).exists():
        yield "The same person checked and approved it."


def _log(claim):
    """The event log holds what each person did, in a role that may do it."""
    logged = list(
        LogEntry.objects.filter(about_type=claim._meta.model_name, about_id=claim.pk, verb=Verb.MOVED)
        .values_list("detail", "by", "role")
    )
    may = {(move.verb, move.by) for move in MOVES}
    for number, move in enumerate(claim.moves.order_by("pk"), start=1):
        entry = next((entry for entry in logged if entry[:2] == (move.verb, move.by_id)), None)
        if move.by_id and (entry is None or (entry[0], entry[2]) not in may):
            yield f"The event log does not hold move {number} of the person who is named for it."
        elif move.by_id:
            logged.remove(entry)


def _history(claim):
    kept = ClaimEvent.objects.filter(pgh_obj_id=claim.pk).order_by("-pgh_id").first()
    columns = [field for field in ClaimEvent._meta.fields if field.name not in NOT_OF_HISTORY]
    changed = [
        field.name for field in columns
        if kept is None or getattr(kept, field.attname) != getattr(claim, field.attname)
    ]
    if changed:
        yield f"Its history does not know of what it says now: {', '.join(changed)}."


def _replay(claim):
    evidence = evidence_of(claim.family, as_of=claim.as_of, known_at=claim.known_at)
    if evidence is None:
        evidence = no_evidence(claim.family.reference, claim.framework, as_of=claim.as_of, known_at=claim.known_at)
    if digest_of(evidence) != claim.evidence_digest:
        yield "Judging the family again, for the same day and on what was known then, gives other evidence."


def _belief(claim):
    """What judging believes of a claim that was sent is what the claim says."""
    if not claim.submitted_at:
        return
    wanted = (claim.family_id, claim.framework, claim.route, claim.claimed_on, claim.amount, BELIEVED[claim.status])
    believed = ClaimMade.objects.current().filter(reference=claim.reference).values_list(
        "family_id", "framework", "route", "claimed_on", "amount", "status"
    )
    if list(believed) != [wanted]:
        yield "What judging believes of this claim is not what the claim says."


def _return(claim):
    if claim.status not in (*SENT, ClaimStatus.REJECTED) and claim.submitted_at is None:
        return
    files = list(ReturnFile.objects.sent_for(claim.window))
    if not files:
        yield "The return in which it was submitted is missing."
    for file in files:
        if sha256(bytes(file.content)) != file.sha256:
            yield f"{file} is not the file that was sent."
        elif file.format == CSV:
            yield from _line(claim, file)


def _line(claim, file):
    """The claim's line in the return is the one that its evidence gives."""
    lines = csv.DictReader(bytes(file.content).decode().splitlines())
    sent = next((line for line in lines if line["claim_reference"] == claim.reference), None)
    if sent is None:
        yield f"{file} does not hold this claim."
    elif file.sent.schema_version == pbr_return.SCHEMA.version:
        columns = [column for column in pbr_return.columns_of([claim]) if column.heading != OF_THE_INSTALLATION]
        given = {column.heading: csv_text(column.read(claim)) for column in columns}
        if any(sent.get(name) != text for name, text in given.items()):
            yield f"{file} says something else about this claim than its evidence."
