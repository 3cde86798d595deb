"""Dates, counts and lists, written as people write them."""

from calendar import monthrange
from datetime import date
from decimal import Decimal


def day(on: date) -> str:
    """A date in British words: `3 March 2027`."""
    return f"{on.day} {on:%B %Y}"


def days_from_to(first: date, last: date) -> str:
    """A stretch of days, both ends included: `3 March 2027 to 2 September 2027`."""
    return day(first) if first == last else f"{day(first)} to {day(last)}"


def minus_months(on: date, months: int) -> date:
    """The same day so many calendar months earlier, or the month's last day where it has no such day."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun: `1 day`, `2 days`, `1,200 sessions`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def number(value) -> str:
    """A number as a person would write it: no trailing zeros, thousands marked, a true minus sign."""
    exact = Decimal(value)
    whole = exact == exact.to_integral_value()
    shown = f"{exact.quantize(Decimal(1)):,}" if whole else f"{exact.normalize():,f}"
    return shown.replace("-", "−")


def either(words) -> str:
    """Things of which one will do: `a`, `a or b`, `a, b or c`."""
    return _joined(words, "or")


def both(words) -> str:
    """Things that go together: `a`, `a and b`, `a, b and c`."""
    return _joined(words, "and")


def sentence(words: str) -> str:
    """The words as a sentence: a capital first, a full stop last."""
    return f"{words[:1].upper()}{words[1:]}".rstrip(".") + "."


def _joined(words, conjunction):
    words = list(words)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def pounds(pence: int) -> str:
    """Pence as people write pounds: `£1,250`, `£799.50`, `−£800`."""
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}" + (f".{rest:02}" if rest else "")
