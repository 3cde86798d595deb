"""What may become of a claim: one table of moves, and the picture drawn from it. No queries, no clock."""

from dataclasses import dataclass

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


MOVES = (
    Move("", V.JOIN, S.QUEUED, SYSTEM),
    Move(S.QUEUED, V.REFRESH, S.QUEUED, SYSTEM),
    Move(S.QUEUED, V.LEAVE, S.LEFT_QUEUE, SYSTEM),
    Move(S.LEFT_QUEUE, V.REJOIN, S.QUEUED, SYSTEM),
    Move(S.QUEUED, V.APPROVE, S.APPROVED, Role.PROGRAMME_MANAGER),
    Move(S.QUEUED, V.DECLINE, S.DECLINED, Role.PROGRAMME_MANAGER),
    Move(S.DECLINED, V.REJOIN, S.QUEUED, SYSTEM),
    Move(S.DECLINED, V.RECONSIDER, S.QUEUED, Role.PROGRAMME_MANAGER),
    Move(S.APPROVED, V.LAPSE, S.QUEUED, SYSTEM),
    Move(S.APPROVED, V.LEAVE, S.LEFT_QUEUE, SYSTEM),
    Move(S.APPROVED, V.WITHDRAW, S.WITHDRAWN, Role.PROGRAMME_MANAGER),
    Move(S.APPROVED, V.SUBMIT, S.SUBMITTED, Role.PROGRAMME_MANAGER),
    Move(S.SUBMITTED, V.PAY, S.PAID, Role.PROGRAMME_MANAGER),
    Move(S.SUBMITTED, V.REJECT, S.REJECTED, Role.PROGRAMME_MANAGER),
    Move(S.SUBMITTED, V.WITHDRAW, S.WITHDRAWN, Role.PROGRAMME_MANAGER),
    Move(S.PAID, V.WITHDRAW, S.WITHDRAWN, Role.PROGRAMME_MANAGER),
)


def after(before, verb, by):
    """The status to which `verb` by a role (or `SYSTEM`) takes a claim in `before`; None where that is no move."""
    return next((move.after for move in MOVES if (move.before, move.verb, move.by) == (before, verb, by)), None)


def asks_again(status, *, same_evidence):
    """Whether a family that qualifies is put before a person again, given its latest claim.

    A claim that left the queue was never decided, so it returns as soon as the family qualifies. A person who
    declined or withdrew one has looked at this very evidence: it returns only when the evidence is different. One
    that the department rejected may be made again in a later window, on a fresh look.
    """
    if status in (S.DECLINED, S.WITHDRAWN):
        return not same_evidence
    return status in (S.LEFT_QUEUE, S.REJECTED)


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
