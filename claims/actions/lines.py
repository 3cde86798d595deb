"""Keeping one live claim for one result when families turn out to be of one line, or of two after all."""

from collections import defaultdict

from claims.actions.moving import VOUCHED, lock_families, move, save_moved, unvouch
from claims.actions.sending import close_claim_made
from claims.enums import LIVE, SENT, MoveVerb
from claims.lines import in_order_of_right
from claims.models import Claim
from families.facts.enums import ClaimMadeStatus
from families.lineage.enums import ONE_FAMILY
from families.lineage.reading import lines_of


def settle_lines(family_ids):
    """Puts the live claims of these families' lines under the line that each belongs to now.

    Of two that were sent for what proves to be one family, the later is withdrawn by the system itself: the result
    was claimed twice, and what was paid for it is owed back. Two that were sent before their families joined both
    stand. A claim that was not sent leaves the queue when another of its line has the better right. Runs inside the
    transaction of the act that led here; the moves are the system's.
    """
    ids = lock_families(family_ids)
    lines, same = lines_of(ids), lines_of(ids, kinds=ONE_FAMILY)
    rows = Claim.objects.filter(family__in=ids, status__in=LIVE).order_by("pk").select_related("family")
    by_line = defaultdict(list)
    for claim in rows.select_for_update(of=["self"], no_key=True):
        by_line[lines[claim.family_id][0], claim.framework].append(claim)
    for (first_family, _), claims in sorted(by_line.items()):
        _settle_one_line(sorted(claims, key=in_order_of_right), first_family, same)


def _settle_one_line(claims, first_family, same):
    holder, *others = claims
    kept = [holder]
    for claim in others:
        twin = next((one for one in kept if claim.family_id in same[one.family_id]), None)
        if claim.status not in SENT:
            _leave_to(claim, holder)
        elif twin is None:
            kept.append(claim)
            _put_under_line(claim, None)
        else:
            _withdraw_twin(claim, twin)
    _put_under_line(holder, first_family)


def _put_under_line(claim, family_id):
    if claim.line_id != family_id:
        claim.line_id = family_id
        claim.save(update_fields=["line"])


def _leave_to(claim, holder):
    reason = f"Claim {holder} for family {holder.family}, of the same line, stands for this result."
    moves = move([claim], MoveVerb.LEAVE, by=None, reasons={claim.pk: reason})
    unvouch(claim)
    save_moved([claim], moves, by=None, fields=VOUCHED)


def _withdraw_twin(claim, twin):
    reason = f"Family {claim.family} is the same as family {twin.family}, for which claim {twin} was sent before."
    moves = move([claim], MoveVerb.WITHDRAW, by=None, reasons={claim.pk: reason})
    save_moved([claim], moves, by=None)
    close_claim_made(claim, ClaimMadeStatus.WITHDRAWN, by=None)
