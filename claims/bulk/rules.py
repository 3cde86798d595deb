"""What a preview says, and the seal that names it. No queries."""

import hashlib
from dataclasses import dataclass

from claims.bulk.enums import BulkAct
from claims.enums import MoveVerb

VERBS = {
    BulkAct.CHECK: MoveVerb.CHECK, BulkAct.APPROVE: MoveVerb.APPROVE, BulkAct.PUT_BACK: MoveVerb.RECONSIDER,
}


@dataclass(frozen=True)
class PreviewRow:
    """What an act would do with one claim: `refusal` is empty where it would be done."""

    claim: object
    refusal: str

    @property
    def is_done(self):
        """Whether the act would be done."""
        return not self.refusal


def seal_of(act, rows):
    """SHA-256 (hexadecimal) over what would be done: the act, and each claim with where it stands and its evidence."""
    lines = sorted(
        f"{row.claim.reference} {row.claim.status} {row.claim.evidence_digest}\n" for row in rows if row.is_done
    )
    return hashlib.sha256("".join([f"{act}\n", *lines]).encode()).hexdigest()
