"""Which approvals have a pack, which have none yet, and the packs of the references that somebody gives."""

import re
from dataclasses import dataclass

from django.db.models import Q

from claims.enums import MoveVerb
from claims.models import Claim, ClaimMove, ClaimPack
from claims.permissions import STANDS
from claims.readers import looks_blind


def unsealed():
    """The approvals that were not sealed yet, the oldest first."""
    moves = ClaimMove.objects.filter(verb=MoveVerb.APPROVE, pack__isnull=True).order_by("pk")
    return moves.select_related("by", "claim__family", "claim__previous")


def sealed_of(claims):
    """The evidence of these claims that is sealed, as a question: (id of the claim, digest)."""
    packs = ClaimPack.objects.filter(claim__in=[claim.pk for claim in claims])
    return packs.values_list("claim", "evidence_digest")


@dataclass(frozen=True)
class Wanted:
    """One reference that somebody gave, and its pack; or the sentence why there is none to give."""

    reference: str
    pack: ClaimPack | None = None
    refusal: str = ""


def references_in(text):
    """The references in a text, in its order, each once: between spaces, commas, semicolons or on their own lines."""
    return list(dict.fromkeys(word for word in re.split(r"[\s,;]+", text.strip()) if word))


def packs_for(references, user=None):
    """A `Wanted` for each reference: of a claim, or of a family, whose claims all count. `user` None: the operator."""
    claims = Claim.objects.all() if user is None else Claim.objects.visible_to(user)
    claims = claims.filter(Q(reference__in=references) | Q(family__reference__in=references)).defer("evidence")
    by_reference = {}
    for claim in claims.select_related("family").order_by("pk"):
        by_reference.setdefault(claim.reference, []).append(claim)
        by_reference.setdefault(claim.family.reference, []).append(claim)
    visible = ClaimPack.objects.all() if user is None else ClaimPack.objects.visible_to(user)
    standing = visible.filter(claim__in=claims.values("pk"), replaced_by__isnull=True)
    standing = standing.select_related("claim__family", "move__by").defer("content", "manifest", "claim__evidence")
    packs = {pack.claim_id: pack for pack in standing}
    rows, given = [], set()
    for reference in references:
        theirs = by_reference.get(reference, [])
        found = [packs[claim.pk] for claim in theirs if claim.pk in packs]
        rows += [Wanted(reference, pack) for pack in found if pack not in given]
        if not found:
            rows.append(Wanted(reference, refusal=_why_none(theirs, user)))
        elif given.issuperset(found):
            rows.append(Wanted(reference, refusal="Its pack is in the list already."))
        given.update(found)
    return rows


def _why_none(claims, user):
    if not claims:
        return "There is no claim, and no family with a claim, of this reference."
    if user and looks_blind(user, claims[-1].status):
        return f"Claim {claims[-1]} can still be audited. Its pack says who vouched for it: auditors get it afterwards."
    return f"Claim {claims[-1]} {STANDS[claims[-1].status]}, so nothing was sealed."
