"""Whole-number arithmetic that everybody shares: rounding half up, shares of a total, percentages."""

from decimal import Decimal
from fractions import Fraction


def half_up(number):
    """The nearest whole number to an exact one (int or Fraction), halves away from nought."""
    number = Fraction(number)
    return int(abs(number) + Fraction(1, 2)) * (-1 if number < 0 else 1)


def part_of(count, percent):
    """So many per cent of a count, rounded half up to whole ones: 22% of 546 is 120."""
    return half_up(Fraction(count) * Fraction(percent) / 100)


def percent_of(part, whole):
    """What per cent `part` is of `whole`, to two decimals, rounded half up; None of nothing."""
    if not whole:
        return None
    return Decimal(half_up(Fraction(part) * 10_000 / Fraction(whole))) / 100


def split(total, percents):
    """A total split by percentages that add up to 100, in whole ones that add up to the total.

    Each share is what the running total has grown to, rounded half up, less what was given before: so no share is
    more than one away from the exact one, and a tie goes to the earlier share.
    """
    percents = [Fraction(percent) for percent in percents]
    if sum(percents) != 100 or min(percents) < 0:
        raise ValueError(f"These shares do not add up to 100%: {', '.join(str(percent) for percent in percents)}.")
    given, running, shares = 0, Fraction(0), []
    for percent in percents:
        running += percent
        reached = half_up(total * running / 100)
        shares.append(reached - given)
        given = reached
    return shares


def two_decimals(number):
    """A percentage as files write it: "11.60"; blank for None."""
    return "" if number is None else f"{number:.2f}"
