"""Exact numbers and how they are written."""

from decimal import Decimal
from fractions import Fraction


def two_decimals(number):
    """A fraction to two decimals, a half rounded away from zero, as text."""
    hundredths = int(abs(number) * 100 + Fraction(1, 2))
    sign = "-" if number < 0 and hundredths else ""
    return f"{sign}{hundredths // 100}.{hundredths % 100:02d}"


def plain(number):
    """A number without trailing zeros, as text; blank for none."""
    if number is None:
        return ""
    text = format(Decimal(number), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
