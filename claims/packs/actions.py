"""The only writers of packs: sealing what was approved, one after another in one chain, and handing packs over."""

from django.db import connection, transaction
from django.utils import timezone

from claims.models import ClaimPack, PackBundle
from claims.packs.bundle import bundle_of, zipped
from claims.packs.content import files_of
from claims.packs.models import NOTHING_BEFORE
from claims.packs.reading import unsealed
from claims.packs.sealing import canonical, manifest_of, packed, sha256
from claims.permissions import check_can_hand_over
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.permissions import Refused

CHAIN_LOCK = 7_201_514  # advisory lock: held from the moment at which the chain's end is read until the commit
AT_ONCE = 25


@transaction.atomic
def seal_approvals(*, moves, by):
    """Seals these approvals, in their order, those that are sealed already being passed over. Returns the packs.

    What takes time is done before the chain is locked, and nothing else is locked after: whoever approves beside us
    waits for a few hashes. Call it last in a transaction.
    """
    ready = [(move, files_of(move)) for move in moves]
    _lock_chain()
    sealed = set(ClaimPack.objects.filter(move__in=moves).values_list("move", flat=True))
    end = ClaimPack.objects.order_by("-number").values_list("number", "digest").first()
    number, previous = end or (0, NOTHING_BEFORE)
    standing = {
        pack.claim_id: pack for pack in ClaimPack.objects.filter(
            claim__in={move.claim_id for move in moves}, replaced_by__isnull=True
        ).defer("content")
    }
    packs = []
    for move, files in ready:
        if move.pk in sealed:
            continue
        number += 1
        pack = _pack(move, files, number, previous, standing.get(move.claim_id))
        pack.save()
        standing[move.claim_id], previous = pack, pack.digest
        packs.append(pack)
    record_many(Verb.RECORDED, by=by, about=packs)
    return packs


def _pack(move, files, number, previous, replaced):
    manifest = manifest_of(
        files, number=number, claim=move.claim.reference, previous=previous,
        replaces=replaced.digest if replaced else "",
    )
    text = canonical(manifest)
    return ClaimPack(
        number=number, claim=move.claim, move=move, replaces=replaced, evidence_digest=move.digest, manifest=text,
        content=packed({**files, f"{move.claim}/manifest.json": text.encode()}), previous=previous,
        digest=manifest["digest"], sealed_at=timezone.now(),
    )


def _lock_chain():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])


def seal_what_waits(*, by=None):
    """Seals every approval that has no pack yet, the oldest first, a few in each transaction. Returns how many."""
    done = 0
    while moves := list(unsealed()[:AT_ONCE]):
        done += len(seal_approvals(moves=moves, by=by))
    return done


@transaction.atomic
def hand_over(*, packs, purpose, recipient, by):
    """Makes a bundle of packs for somebody, and keeps on record that it went. Returns (the record, its bytes).

    `by` None is the command line. Raises Refused.
    """
    if by is not None:
        check_can_hand_over(by)
    purpose, recipient = purpose.strip(), recipient.strip()
    if not packs:
        raise Refused("There is no pack to hand over.")
    if not purpose or not recipient:
        raise Refused("Say what the packs are for, and who gets them.")
    visible = ClaimPack.objects.all() if by is None else ClaimPack.objects.visible_to(by)
    packs = list(
        visible.filter(pk__in=[pack.pk for pack in packs]).select_related("claim__family", "move__by")
        .order_by("number")
    )
    at = timezone.now()
    files = bundle_of(packs, purpose=purpose, recipient=recipient, by=by, on=timezone.localdate(at))
    content = zipped(files, "claim-packs")
    head = ClaimPack.objects.order_by("-number").values_list("digest", flat=True).first()
    bundle = PackBundle.objects.create(
        made_at=at, by=by, purpose=purpose, recipient=recipient, head=head, sha256=sha256(content),
    )
    bundle.packs.set(packs)
    record(Verb.EXPORTED, by=by, about=bundle, detail=f"{len(packs)} packs")
    record_many(Verb.EXPORTED, by=by, about=[pack.claim for pack in packs], detail=f"in bundle {bundle.pk}")
    return bundle, content
