"""The distance travelled on a scored tool as a picture in whole-number coordinates: one line a domain and voice."""

from dataclasses import dataclass

LEFT, RIGHT, TOP, ROW = 40, 560, 40, 56
WIDTH = 600
LABEL, WORKER, OWN = 0, 18, 34  # where in a domain's row things stand


@dataclass(frozen=True)
class Way:
    """One voice's line in one domain, from the first reading to the latest. `is_own`: the family's."""

    y: int
    start: int
    end: int
    is_own: bool
    words: str


@dataclass(frozen=True)
class Line:
    """One domain: its name and the ways of the voices that scored it."""

    y: int
    name: str
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class Picture:
    """The whole picture: numbers along the top as (x, number), and a line a domain."""

    numbers: tuple[tuple[int, int], ...]
    lines: tuple[Line, ...]
    height: int
    width: int = WIDTH

    @property
    def bottom(self):
        """Where the scale's lines end."""
        return self.height - 10


def draw(tool, rows):
    """The picture of `rows`: [(domain's name, the worker's way or None, the family's or None)], or None of none."""
    if not rows:
        return None

    def x(score):
        return LEFT + (RIGHT - LEFT) * (score - tool.lowest) // (tool.highest - tool.lowest)

    lines = []
    for number, (name, worker, own) in enumerate(rows):
        top = TOP + ROW * number
        ways = [
            Way(top + below, x(way.first.score), x(way.latest.score), is_own,
                f"{'Family' if is_own else 'Worker'}: {way.first.score} to {way.latest.score}")
            for way, below, is_own in ((worker, WORKER, False), (own, OWN, True)) if way
        ]
        lines.append(Line(top + LABEL, name, tuple(ways)))
    return Picture(tuple((x(number), number) for number in tool.scale), tuple(lines), TOP + ROW * len(rows) + 10)
