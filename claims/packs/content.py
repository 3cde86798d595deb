"""What stands in the pack of one approval: a page for people, the same for machines, and the rules it was judged by.

Everything is read as of the two dates of the judgement that was approved, so the pack of an approval can be made at any
time after it. Moments are written in universal time: no machine's zone or language enters.
"""

import copy
import json
from pathlib import Path

from django.template.loader import render_to_string

from claims import tariff
from claims.contributors import contributors_in_words, deeds_by_person
from claims.enums import MoveVerb
from claims.evidence import digest_of, evidence_of, result_of
from claims.evidence.facts import GRADED
from claims.models import ConflictOverride
from claims.packs.grounds import grounds_of
from claims.packs.page import PackPage
from claims.reliance.rules import relied_on
from families.models import User
from outcomes.models import OutcomesPlan
from outcomes.nights.choosing import rules_digest

HERE = Path(__file__).parent
SCHEMA_VERSION = 1


def files_of(move):
    """The parts of the pack of an approval (a `ClaimMove`), all but the manifest: name -> bytes."""
    claim = copy.copy(move.claim)
    claim.as_of, claim.known_at, claim.evidence = move.as_of, move.known_at, _evidence(move)
    claim.evidence_digest, claim.route = move.digest, claim.evidence["readiness"]["route"]
    claim.amount = tariff.pence(claim.framework, result_of(claim.evidence), claim.as_of)
    grounds = grounds_of(claim.family_id, claim.evidence, as_of=claim.as_of, known_at=claim.known_at)
    plan = OutcomesPlan.objects.get(code=claim.framework, version=claim.evidence["plan"]["version"])
    said = _said(claim, move, grounds)
    page = render_to_string("claims/packs/claim.html", {
        "claim": claim, "said": said, "shown": PackPage(claim, said), "plan": plan,
    })
    return {
        f"{claim}/claim.html": page.encode(),
        f"{claim}/claim.css": (HERE / "claim.css").read_bytes(),
        f"{claim}/claim.json": json.dumps(said, sort_keys=True, indent=1, ensure_ascii=True).encode(),
        f"{claim}/plan.toml": plan.toml.encode(),
    }


def _evidence(move):
    """The evidence that was approved: as the claim holds it, or else judged again for the same two dates."""
    held = move.claim
    is_held = (held.as_of, held.known_at, held.evidence_digest) == (move.as_of, move.known_at, move.digest)
    if is_held and all("grade" in fact for fact in held.evidence["facts"] if fact["what"] in GRADED):
        return held.evidence
    evidence = evidence_of(held.family, as_of=move.as_of, known_at=move.known_at)
    if evidence is None or digest_of(evidence) != move.digest:
        raise ValueError(f"The evidence on which {held} was approved does not come out again.")
    return evidence


def _said(claim, move, grounds):
    """The pack for machines, as plain JSON values."""
    moves = list(claim.moves.filter(pk__lte=move.pk).select_related("by").order_by("pk"))
    checks = [one for one in moves if one.verb == MoveVerb.CHECK and one.digest == move.digest]
    check = checks[-1] if checks else move  # before evidence was checked by one and approved by another, one did both
    return {
        "schema": SCHEMA_VERSION,
        "claim": {
            "reference": claim.reference, "family": claim.evidence["family"], "framework": claim.framework,
            "route": claim.route, "result": result_of(claim.evidence), "pence": claim.amount,
            "evidence_digest": move.digest, "follows": claim.previous.reference if claim.previous else "",
            "checked_by": str(check.by), "checked_at": _moment(check.at),
            "approved_by": str(move.by), "approved_at": _moment(move.at),
        },
        "rules": {"digest": rules_digest()},
        "evidence": claim.evidence,
        "grounds": grounds,
        "relies_on": [
            {"what": one.what, "value": one.value, "headline": one.headline}
            for one in relied_on(claim.evidence, grounds["coverage"])
        ],
        "contributors": [
            list(person) for person in contributors_in_words(
                deeds_by_person(claim.family_id), User.objects.order_by("username")
            )
        ],
        "exceptions": [
            {
                "person": str(one.person), "act": one.act, "deeds": one.deeds, "reason": one.reason,
                "given_by": str(one.given_by), "given_at": _moment(one.given_at),
            }
            for one in ConflictOverride.objects.filter(claim=claim, digest=move.digest).order_by("pk")
            .select_related("person", "given_by")
        ],
        "moves": [
            {
                "before": one.before, "verb": one.verb, "after": one.after, "by": str(one.by or ""),
                "at": _moment(one.at), "reason": one.reason, "digest": one.digest,
            }
            for one in moves
        ],
    }


def _moment(at):
    return at.isoformat()
