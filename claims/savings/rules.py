"""What a change in outcomes is worth. Pure; exact until the last step, then whole pence for each family and outcome.

Benefit = (units before − units after) × unit cost × (1 − deadweight) × impact share × (1 − optimism bias), as in the
cost savings calculator of the programme's national evaluation. It compares a family with itself: there is no
counterfactual, so it never shows that the programme caused the change.
"""

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction

from families.numbers import half_up


@dataclass(frozen=True)
class Assumptions:
    """Per cent of the change that would have come anyway (`deadweight`), that is due to this programme rather than to
    others (`impact`), and that hope adds (`optimism`)."""

    deadweight: int = 0
    impact: int = 100
    optimism: int = 0

    @property
    def kept(self):
        """The part of the gross benefit that is left."""
        return Fraction((100 - self.deadweight) * self.impact * (100 - self.optimism), 1_000_000)


@dataclass(frozen=True)
class Change:
    """How much of one outcome a family had before and after: `count` things, or days. `seen` says that feeds cover
    both windows; where they do not, nothing is known and nothing is saved."""

    family_id: int
    code: str
    before: int
    after: int
    seen: bool = True


@dataclass(frozen=True)
class Saving:
    """What one outcome of one family is worth in pence; below nought where there was more of it afterwards."""

    family_id: int
    code: str
    before: int
    after: int
    gross: int
    net: int


def savings(changes, costs, assumptions):
    """The saving of every change that was seen. Of overlapping outcomes of a family only the highest counts."""
    by_code = {cost.code: cost for cost in costs}
    found, grouped = [], defaultdict(list)
    for change in changes:
        if not change.seen:
            continue
        cost = by_code[change.code]
        exact = Fraction((change.before - change.after) * cost.pence, cost.days)
        saving = Saving(
            change.family_id, change.code, change.before, change.after, half_up(exact),
            half_up(exact * assumptions.kept),
        )
        if cost.group:
            grouped[change.family_id, cost.group].append(saving)
        else:
            found.append(saving)
    found += [max(of_one, key=lambda saving: saving.gross) for of_one in grouped.values()]
    return found
