"""The moves of an audit before a claim is sent, as campaigns make them (`claims/campaigns/actions/`): into the sample,
and what was found. Each takes claims that are locked, and checks nothing but the table of moves."""

from claims.actions.moving import VOUCHED, move, save_moved
from claims.enums import MoveVerb, RejectionCode
from claims.permissions import check_can_audit, check_can_sample


def put_in_audit_sample(*, claims, by, reason):
    """Puts locked claims into the audit sample. `reason` says by which draw."""
    for claim in claims:
        check_can_sample(claim, by)
    moves = move(claims, MoveVerb.SAMPLE, by=by, reasons={claim.pk: reason for claim in claims})
    save_moved(claims, moves, by=by)


def pass_audit(*, claim, by, reason):
    """Records that a locked claim in the sample stands."""
    check_can_audit(claim, by)
    save_moved([claim], move([claim], MoveVerb.PASS, by=by, reasons={claim.pk: reason}), by=by)


def fail_audit(*, claim, by, code, reason):
    """Records that a locked claim in the sample does not stand: it leaves its window. `code` says in what."""
    check_can_audit(claim, by)
    claim.finding_code, claim.window = code, None
    reason = f"{RejectionCode(code).label}. {reason}".strip()
    moves = move([claim], MoveVerb.FAIL, by=by, reasons={claim.pk: reason})
    save_moved([claim], moves, by=by, fields=VOUCHED)
