"""The number of agencies round a family over time, as steps in whole-number coordinates."""

from dataclasses import dataclass
from datetime import date

LEFT, RIGHT, TOP, BASE = 40, 560, 16, 136
WIDTH, HEIGHT = 600, 170
MOST_TICKS = 5


@dataclass(frozen=True)
class Tick:
    """A line of the scale with its number."""

    y: int
    words: str


@dataclass(frozen=True)
class Steps:
    """The picture: `points` of a line that goes up and down in steps, and the first and last day in words."""

    points: str
    ticks: tuple[Tick, ...]
    first: str
    last: str
    width: int = WIDTH
    height: int = HEIGHT


def draw(counts, until: date):
    """The steps, or None where there is nothing to compare: fewer than two different numbers."""
    if len(counts) < 2:
        return None
    first, highest = counts[0].on, max(count.agencies for count in counts)
    days = max(1, (until - first).days)

    def x(on):
        return LEFT + (RIGHT - LEFT) * (on - first).days // days

    def y(number):
        return BASE - (BASE - TOP) * number // max(1, highest)

    points = []
    for count in counts:
        if points:
            points.append((x(count.on), points[-1][1]))
        points.append((x(count.on), y(count.agencies)))
    points.append((RIGHT, points[-1][1]))
    step = -(-highest // MOST_TICKS)
    return Steps(
        points=" ".join(f"{across},{up}" for across, up in points),
        ticks=tuple(Tick(y(number), str(number)) for number in range(0, highest + 1, step)),
        first=f"{first:%b %Y}", last=f"{until:%b %Y}",
    )
