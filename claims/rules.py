"""What may become of a claim: one table of moves, and the picture drawn from it. No queries, no clock."""

from dataclasses import dataclass

from claims.enums import SENT, UNSENT
from claims.enums import ClaimStatus as S
from claims.enums import MoveVerb as V
from families.accounts.enums import Role

SYSTEM = "system"


@dataclass(frozen=True)
class Move:
    """A claim in `before` (empty: no claim yet) becomes `after` when somebody of `by` does `verb`."""

    before: str
    verb: str
    after: str
    by: str


MANAGER, ANALYST, AUDITOR = Role.PROGRAMME_MANAGER, Role.ANALYST, Role.AUDITOR

MOVES = (
    # The night, and every change of what we believe.
    Move("", V.JOIN, S.QUEUED, SYSTEM),
    Move(S.QUEUED, V.REFRESH, S.QUEUED, SYSTEM),
    *[Move(status, V.LAPSE, S.QUEUED, SYSTEM) for status in UNSENT if status != S.QUEUED],
    *[Move(status, V.LEAVE, S.LEFT_QUEUE, SYSTEM) for status in UNSENT],
    *[Move(status, V.REJOIN, S.QUEUED, SYSTEM) for status in (S.LEFT_QUEUE, S.DECLINED, S.AUDIT_FAILED)],
    # One person checks, another approves.
    Move(S.QUEUED, V.CHECK, S.CHECKED, MANAGER),
    Move(S.QUEUED, V.CHECK, S.CHECKED, ANALYST),
    Move(S.CHECKED, V.APPROVE, S.APPROVED, MANAGER),
    Move(S.QUEUED, V.DECLINE, S.DECLINED, MANAGER),
    Move(S.CHECKED, V.DECLINE, S.DECLINED, MANAGER),
    *[
        Move(status, V.RECONSIDER, S.QUEUED, MANAGER)
        for status in (S.CHECKED, S.APPROVED, S.DECLINED, S.AUDIT_FAILED)
    ],
    # A third audits.
    Move(S.APPROVED, V.SAMPLE, S.IN_SAMPLE, AUDITOR),
    Move(S.AUDIT_PASSED, V.SAMPLE, S.IN_SAMPLE, AUDITOR),  # taken into another window, it may be drawn there
    Move(S.IN_SAMPLE, V.PASS, S.AUDIT_PASSED, AUDITOR),
    Move(S.IN_SAMPLE, V.FAIL, S.AUDIT_FAILED, AUDITOR),
    # A whole window is signed off, and submitted.
    Move(S.APPROVED, V.SIGN_OFF, S.SIGNED_OFF, MANAGER),
    Move(S.AUDIT_PASSED, V.SIGN_OFF, S.SIGNED_OFF, MANAGER),
    Move(S.SIGNED_OFF, V.UNSIGN, S.APPROVED, MANAGER),
    Move(S.SIGNED_OFF, V.SUBMIT, S.SUBMITTED, MANAGER),
    # What the department answered, then or years later.
    Move(S.SUBMITTED, V.PAY, S.PAID, MANAGER),
    Move(S.SUBMITTED, V.REJECT, S.REJECTED, MANAGER),
    Move(S.PAID, V.FIND_VALID, S.SPOT_VALID, MANAGER),
    Move(S.PAID, V.FIND_INVALID, S.SPOT_INVALID, MANAGER),
    Move(S.SPOT_INVALID, V.REPAY, S.REPAID, MANAGER),
    Move(S.WITHDRAWN, V.REPAY, S.REPAID, MANAGER),
    # Taken back by us; by the system itself where one family turns out to have been sent twice.
    *[
        Move(status, V.WITHDRAW, S.WITHDRAWN, MANAGER)
        for status in (S.APPROVED, S.AUDIT_PASSED, S.SIGNED_OFF, S.SUBMITTED, S.PAID, S.SPOT_VALID)
    ],
    *[Move(status, V.WITHDRAW, S.WITHDRAWN, SYSTEM) for status in SENT],
)


def after(before, verb, by):
    """The status to which `verb` by a role (or `SYSTEM`) takes a claim in `before`; None where that is no move."""
    return next((move.after for move in MOVES if (move.before, move.verb, move.by) == (before, verb, by)), None)


def asks_again(status, *, same_evidence):
    """Whether a family that qualifies is put before a person again, given its latest claim.

    A claim that left the queue was never decided, so it returns as soon as the family qualifies. A person who
    declined, failed, withdrew or repaid one has looked at this very evidence: it returns only when the evidence is
    different. One that the department rejected may be made again in a later window, on a fresh look.
    """
    if status in (S.DECLINED, S.AUDIT_FAILED, S.WITHDRAWN, S.REPAID):
        return not same_evidence
    return status in (S.LEFT_QUEUE, S.REJECTED)


VOUCHES = (V.CHECK, V.APPROVE, V.PASS, V.SIGN_OFF)
UNDOES = (V.LAPSE, V.LEAVE, V.RECONSIDER, V.REJOIN, V.DECLINE)


def lapsed(verbs):
    """The positions of those moves, given by their verbs in order, that vouched for what was undone since."""
    undone = [position for position, verb in enumerate(verbs) if verb in UNDOES]
    last = undone[-1] if undone else -1
    return {position for position, verb in enumerate(verbs) if verb in VOUCHES and position < last}


def diagram():
    """The moves as a Mermaid state diagram, for `docs/claim-moves.md`."""
    who = {SYSTEM: "the system", **{role.value: role.label.lower() for role in Role}}
    lines = [f"    {move.before or '[*]'} --> {move.after}: {move.verb} ({who[move.by]})" for move in MOVES]
    final = [status for status in S if not any(move.before == status for move in MOVES)]
    return "\n".join(["stateDiagram-v2", *lines, *[f"    {status} --> [*]" for status in final]]) + "\n"


def diagram_page():
    """The whole text of `docs/claim-moves.md`."""
    names = "".join(f"| `{status}` | {status.label} |\n" for status in S)
    verbs = "".join(f"| `{verb}` | {verb.label} |\n" for verb in V)
    return (
        "# What may become of a claim\n\n"
        "Drawn from `claims/rules.py: MOVES` by `python manage.py claims diagram`; a test compares the two.\n\n"
        f"```mermaid\n{diagram()}```\n\n| status | in words |\n| --- | --- |\n{names}\n"
        f"| move | in words |\n| --- | --- |\n{verbs}"
    )
