"""How far a family has come on a scored tool, in the worker's eyes and in its own. Pure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reading:
    """One score of one day."""

    on: date
    score: int


@dataclass(frozen=True)
class Travelled:
    """One voice's way in one domain: the first and the latest reading (the same, where there is only one)."""

    first: Reading
    latest: Reading
    higher_is_better: bool = True

    @property
    def gained(self):
        """Steps towards the better end; below nought where it got worse."""
        change = self.latest.score - self.first.score
        return change if self.higher_is_better else -change

    @property
    def is_measured(self):
        """Whether there are readings of two days to compare."""
        return self.first.on != self.latest.on

    @property
    def in_words(self):
        """"2 steps better", "as before", "only one reading"."""
        if not self.is_measured:
            return "only one reading"
        if self.gained == 0:
            return "as before"
        steps = f"{abs(self.gained)} step{'' if abs(self.gained) == 1 else 's'}"
        return f"{steps} {'better' if self.gained > 0 else 'worse'}"


def travelled(readings, higher_is_better=True):
    """The way of one voice in one domain, or None without a reading."""
    readings = sorted(readings, key=lambda one: one.on)
    return Travelled(readings[0], readings[-1], higher_is_better) if readings else None


def apart(worker, own):
    """How many steps the family puts itself above (or, below nought, under) the worker on the latest day both scored.

    None where there is no such day.
    """
    both = {one.on: one.score for one in worker}
    shared = [one for one in own if one.on in both]
    if not shared:
        return None
    latest = max(shared, key=lambda one: one.on)
    return latest.score - both[latest.on]


def disagreement(steps):
    """How the two views differ, in words; blank where they agree or cannot be compared."""
    if not steps:
        return ""
    size = f"{abs(steps)} step{'' if abs(steps) == 1 else 's'}"
    return f"They see it {size} {'higher' if steps > 0 else 'lower'} than the worker"
