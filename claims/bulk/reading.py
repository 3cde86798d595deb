"""What an act on many claims would do, and to whom it would be refused."""

from claims.bulk.enums import BulkAct
from claims.bulk.rules import VERBS, PreviewRow
from claims.contributors import deeds_in
from claims.lines import Lines
from claims.permissions import check_can_approve, check_can_check, check_can_reconsider, refusal
from claims.rules import MOVES
from claims.vouchers import vouchers_of
from outcomes.judging import judge_families_now


def acts_of(role, status=""):
    """The acts that the table of moves gives to a role, as choices; for claims of one status, those it gives there."""
    verbs = {move.verb for move in MOVES if move.by == role and status in ("", move.before)}
    return [(act.value, act.label) for act in BulkAct if VERBS[act] in verbs]


def rows_of(act, claims, by):
    """A `PreviewRow` for each of these claims, as they stand now. Only those that are refused cost a query each."""
    deeds = deeds_in(by, [claim.family_id for claim in claims])
    lines = Lines([claim.family_id for claim in claims])
    vouchers = vouchers_of(claims)
    qualify = _that_qualify(claims) if act == BulkAct.PUT_BACK else set()
    rows = [PreviewRow(claim, _refusal(act, claim, by, deeds, vouchers, lines, qualify)) for claim in claims]
    return _one_of_each_line(rows, lines) if act == BulkAct.PUT_BACK else rows


def _one_of_each_line(rows, lines):
    """The rows, of which only the first of each line and framework is put back."""
    given, found = {}, []
    for row in rows:
        first = row.claim
        if row.is_done:
            first = given.setdefault((lines.first_of(first.family_id), first.framework), first)
        says = f"Claim {first} for family {first.family}, of the same line, is put back instead."
        found.append(row if first is row.claim else PreviewRow(row.claim, says))
    return found


def _refusal(act, claim, by, deeds, vouchers, lines, qualify):
    if act == BulkAct.CHECK:
        return refusal(check_can_check, claim, by, deeds[claim.family_id])
    if act == BulkAct.APPROVE:
        return refusal(check_can_approve, claim, by, deeds[claim.family_id], vouchers[claim.pk]) or lines.why_taken(
            claim.family_id, claim.framework, claim=claim
        )
    return refusal(check_can_reconsider, claim, by) or lines.why_not_put_back(claim) or (
        "" if claim.pk in qualify else "The family does not qualify any more, so the claim cannot be put back."
    )


def _that_qualify(claims):
    judgements = judge_families_now([claim.family_id for claim in claims])
    found = {claim.pk: judgements.get(claim.family_id) for claim in claims}
    return {
        claim.pk for claim in claims
        if found[claim.pk] and found[claim.pk].claimable and found[claim.pk].framework == claim.framework
    }
