"""The only writer of acts on many claims."""

from django.db import transaction
from django.utils import timezone

from claims.actions.moving import PUT_BACK, VOUCHED, move, put_back, save_moved
from claims.actions.queue import update_queue
from claims.actions.windows import lock_claims
from claims.bulk.enums import NEED_A_REASON, BulkAct
from claims.bulk.reading import rows_of
from claims.bulk.rules import VERBS, seal_of
from claims.lines import Lines
from claims.packs.actions import seal_approvals
from claims.permissions import IN_WORDS
from claims.rules import MOVES
from families.permissions import Refused, check_has_role

MOST_AT_ONCE = 200


@transaction.atomic
def preview_of(*, act, claims, by):
    """What the act would do with these claims, each judged again first: a list of `PreviewRow`."""
    _check_may_act(act, by)
    if not claims:
        raise Refused("Tick the claims first.")
    if len(claims) > MOST_AT_ONCE:
        raise Refused(f"No more than {MOST_AT_ONCE} claims at once.")
    update_queue([claim.family_id for claim in claims], by=by)
    return rows_of(act, lock_claims(claims), by)


@transaction.atomic
def act_on_many(*, act, claims, by, seal, reason=""):
    """Does with these claims exactly what the preview that `seal` names showed, or nothing. Returns the claims.

    Raises Refused when anything would go otherwise by now: another fact, another colleague, another day.
    """
    _check_may_act(act, by)
    if act in NEED_A_REASON and not reason.strip():
        raise Refused("Give the reason.")
    rows = preview_of(act=act, claims=claims, by=by)
    if any(row.refusal for row in rows) or seal_of(act, rows) != seal:
        raise Refused("Something changed since you looked, so nothing was done. Look again at what would happen.")
    locked, at = [row.claim for row in rows], timezone.now()
    _vouch(act, locked, by, at)
    moves = move(locked, VERBS[act], by=by, at=at, reasons={claim.pk: reason.strip() for claim in locked})
    save_moved(locked, moves, by=by, fields=PUT_BACK if act == BulkAct.PUT_BACK else VOUCHED)
    if act == BulkAct.APPROVE:
        seal_approvals(moves=moves, by=by)
    if act == BulkAct.PUT_BACK:
        update_queue([claim.family_id for claim in locked], by=by)
    return locked


def _vouch(act, claims, by, at):
    if act == BulkAct.PUT_BACK:
        lines = Lines([claim.family_id for claim in claims])
        for claim in claims:
            put_back(claim, lines)
        return
    for claim in claims:
        if act == BulkAct.CHECK:
            claim.checked_digest, claim.checked_by, claim.checked_at = claim.evidence_digest, by, at
        else:
            claim.approved_digest, claim.approved_by, claim.approved_at = claim.evidence_digest, by, at


def _check_may_act(act, by):
    if act not in VERBS:
        raise Refused("Choose what is to be done.")
    roles = dict.fromkeys(row.by for row in MOVES if row.verb == VERBS[act] and row.by != "system")
    check_has_role(by, *roles, to=IN_WORDS[VERBS[act]])
