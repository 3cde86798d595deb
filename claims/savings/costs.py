"""What one outcome costs: the published unit costs that ship, and what an authority puts in their place."""

import tomllib
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from families.numbers import split

EVENT, START = "event", "start"


@dataclass(frozen=True)
class UnitCost:
    """One outcome and its cost. `pence` is in the prices that `prices` names; `published` in those of `price_year`.

    `per` is "event", "start" or a number of days of a spell; `kinds` are the facts that are counted, if any.
    """

    code: str
    name: str
    published: int
    price_year: str
    pence: int
    per: str | int
    kinds: tuple[str, ...]
    bearers: dict[str, int]
    source: str
    prices: str
    group: str = ""

    @property
    def is_counted(self):
        """Whether facts that are recorded here say how many there were."""
        return bool(self.kinds)

    @property
    def shape(self):
        """Whether events, starts of spells or days of spells are counted."""
        return self.per if self.per in (EVENT, START) else "days"

    @property
    def days(self):
        """Over how many days the cost is spread; 1 where things are counted one by one."""
        return self.per if self.shape == "days" else 1

    @property
    def unit(self):
        """What one unit is, in words."""
        words = {EVENT: "each", START: "each begun", 365: "a year", 182: "for six months", 7: "a week"}
        return words.get(self.per, f"for {self.per} days")

    def shares(self, pence):
        """An amount divided between those who bear the cost: (name, pence), adding up to the amount."""
        total = sum(self.bearers.values())
        percents = [Fraction(100 * weight, total) for weight in self.bearers.values()]
        sign = -1 if pence < 0 else 1
        return [
            (name, sign * share)
            for name, share in zip(self.bearers, split(abs(pence), percents), strict=True)
        ]


@cache
def shipped():
    """The unit costs that ship, in order."""
    told = tomllib.loads((Path(__file__).parent / "costs.toml").read_text(encoding="utf-8"))
    return tuple(
        UnitCost(**{**cost, "kinds": tuple(cost["kinds"]), "source": told["source"], "prices": told["prices"]})
        for cost in told["cost"]
    )


def overridden(costs, overrides):
    """The unit costs with what an authority put in the place of some: `overrides` by code, the latest of each."""
    return tuple(
        replace(
            cost, pence=overrides[cost.code].pence, prices=overrides[cost.code].price_year,
            source=overrides[cost.code].source,
        ) if cost.code in overrides else cost
        for cost in costs
    )
