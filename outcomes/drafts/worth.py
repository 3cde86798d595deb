"""What a change of judgement does to a family's claim. Claims belong to a later app, which tells us at start-up whom
to ask."""

from dataclasses import dataclass

from outcomes.enums import ClaimEffect


@dataclass(frozen=True)
class Effect:
    """What becomes of one family's claim, and what it is worth in pence, empty where it could not be claimed."""

    claim: str = ClaimEffect.NONE
    pence_before: int | None = None
    pence_after: int | None = None


class Claims:
    """The effects on claims, asked from whoever provides them."""

    def __init__(self):
        self.provider = None

    def provide(self, provider):
        """`provider(before, after)` takes judgements by family id, without and with a change, and gives an `Effect`
        for each family that it knows something of."""
        self.provider = provider

    def effects(self, before, after):
        """Family id -> `Effect`; nothing where nobody knows of claims."""
        return self.provider(before, after) if self.provider else {}


CLAIMS = Claims()
NO_EFFECT = Effect()
