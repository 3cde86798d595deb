"""How many claims of a window are wrong, judged from a sample: an exact interval, in whole numbers throughout.

The interval is that of Clopper and Pearson (1934). Its ends are where one tail of the binomial distribution reaches the
level; they are found by halving, with exact integers, and rounded outwards to a hundred-thousandth.
"""

from dataclasses import dataclass
from fractions import Fraction

from families.numbers import half_up

SCALE = 100_000
TAIL = 40  # each tail of a 95% interval holds one part in forty


@dataclass(frozen=True)
class Stratum:
    """Claims that had the same chance to be drawn: how many there are, how many were audited, how many of these do not
    stand; and the pence of those that nobody audited."""

    claims: int
    audited: int
    wrong: int
    pence: int = 0


@dataclass(frozen=True)
class Estimate:
    """What a sample says of the claims that it was drawn from. Counts of claims that do not stand; `likely` is an exact
    number or, where a stratum was not looked at, None. The pence are of claims that nobody audited."""

    claims: int
    audited: int
    wrong: int
    low: int
    high: int
    likely: Fraction | None
    pence: int
    low_pence: int
    high_pence: int
    likely_pence: int | None

    def percent(self, count):
        """A count as a percentage of all the claims, to one decimal, rounded half up."""
        return Fraction(half_up(Fraction(count) * 1000 / self.claims), 10) if self.claims else None


def clopper_pearson(wrong, audited, tail=TAIL):
    """The exact interval of a proportion, `wrong` of `audited` having been seen: two Fractions, each tail 1/`tail`."""
    return _low(wrong, audited, tail), 1 - _low(audited - wrong, audited, tail)


def _low(wrong, audited, tail):
    """The largest proportion under which so many or more are still too unlikely to be seen."""
    if wrong == 0:
        return Fraction(0)
    below, above = 0, SCALE
    while above - below > 1:
        middle = (below + above) // 2
        if tail * _at_least(wrong, audited, middle) <= SCALE**audited:
            below = middle
        else:
            above = middle
    return Fraction(below, SCALE)


def _at_least(wrong, audited, part):
    """How likely it is to see `wrong` or more of `audited`, times SCALE to the power of `audited`."""
    rest, fewer = SCALE - part, 0
    term = rest**audited
    for seen in range(wrong):
        fewer += term
        term = term * (audited - seen) * part // ((seen + 1) * rest)
    return SCALE**audited - fewer


def estimate(strata):
    """What the strata together say: their intervals added up, each at a level so that all hold at once."""
    strata = [stratum for stratum in strata if stratum.claims]
    bounds = [_bounds(stratum, TAIL * len(strata)) for stratum in strata]
    likely = [
        Fraction(one.claims * one.wrong, one.audited) if one.audited else None for one in strata
    ]
    known = None not in likely
    return Estimate(
        claims=sum(one.claims for one in strata), audited=sum(one.audited for one in strata),
        wrong=sum(one.wrong for one in strata), low=sum(low for low, _ in bounds), high=sum(high for _, high in bounds),
        likely=sum(likely, Fraction(0)) if known else None,
        pence=sum(one.pence for one in strata),
        low_pence=sum(_pence(one, low) for one, (low, _) in zip(strata, bounds, strict=True)),
        high_pence=sum(_pence(one, high) for one, (_, high) in zip(strata, bounds, strict=True)),
        likely_pence=sum(map(_pence, strata, likely)) if known else None,
    )


def _bounds(stratum, tail):
    """The fewest and the most of a stratum that could be wrong: no fewer than were seen, no more than were not seen to
    stand."""
    low, high = clopper_pearson(stratum.wrong, stratum.audited, tail) if stratum.audited else (0, 1)
    sound = stratum.audited - stratum.wrong
    return (
        max(stratum.wrong, -(-low * stratum.claims // 1)), min(stratum.claims - sound, high * stratum.claims // 1),
    )


def _pence(stratum, wrong):
    """The pence of those that nobody audited, times the share of them that would be wrong."""
    left = stratum.claims - stratum.audited
    return half_up(Fraction(stratum.pence) * (wrong - stratum.wrong) / left) if left else 0
