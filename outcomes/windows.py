"""A verdict's window as a small picture: stretches and marks along a line of days, drawn without a browser's help.

A `Window` is plain data; `draw` turns it into whole-number coordinates for `templates/outcomes/_window.html`. Every
stretch and mark carries its own words, which stand beside the picture for whoever cannot see it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outcomes.wording import day

ONE_DAY = timedelta(days=1)
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60)

# In units of the picture, which scales as a whole.
WIDTH, HEIGHT = 320, 84
LEFT, RIGHT = 16, 304
BAR_TOP, BAR_HEIGHT = 32, 24
MOST_TICKS = 5
BETWEEN_TICKS = 70
LABEL_REACH = 36


class Look(StrEnum):
    """What a stretch or mark shows. The picture tells them apart by form as well as colour."""

    GOOD = "good"
    BAD = "bad"
    UNKNOWN = "unknown"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Stretch:
    """Days alike, both ends included, and in a sentence what they are."""

    first: date
    last: date
    look: Look
    says: str


@dataclass(frozen=True)
class Mark:
    """Something on one day, in a sentence; `text` (three characters at most) is written into the mark."""

    on: date
    look: Look
    says: str
    text: str = ""


@dataclass(frozen=True)
class Window:
    """What a picture shows, from `first` to `last`. `due_on`: the first day on which the criterion could be met."""

    first: date
    last: date
    as_of: date
    due_on: date | None = None
    stretches: tuple[Stretch, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Bar:
    """A stretch as drawn."""

    x: int
    width: int
    look: Look


@dataclass(frozen=True)
class Pin:
    """A mark, a date or a tick as drawn; `anchor` keeps its text inside the picture."""

    x: int
    look: str
    text: str
    anchor: str = "middle"


@dataclass(frozen=True)
class Drawing:
    """A picture ready for the template, and `says`: the same facts as sentences."""

    bars: tuple[Bar, ...]
    marks: tuple[Pin, ...]
    ticks: tuple[Pin, ...]
    today: Pin | None
    due: Pin | None
    title: str
    says: tuple[str, ...]


def draw(window: Window) -> Drawing:
    """The picture of a window. Whatever lies outside it is cut off."""
    last = max(window.last, window.due_on or window.last, window.first)

    def x(on):
        on = min(max(on, window.first), last + ONE_DAY)
        return LEFT + (RIGHT - LEFT) * (on - window.first).days // (last + ONE_DAY - window.first).days

    shown = [
        stretch for stretch in window.stretches if stretch.last >= window.first and stretch.first <= last
    ]
    in_sight = [mark for mark in window.marks if window.first <= mark.on <= last]
    today = window.as_of if window.first <= window.as_of <= last else None
    return Drawing(
        bars=tuple(
            Bar(x(stretch.first), max(1, x(stretch.last + ONE_DAY) - x(stretch.first)), stretch.look)
            for stretch in shown
        ),
        marks=tuple(Pin(x(mark.on), mark.look, mark.text) for mark in in_sight),
        ticks=tuple(_spaced(
            Pin(x(on), "tick", f"{on:%b %Y}", _anchor(x(on))) for on in month_ticks(window.first, last)
        )),
        today=Pin(x(today), "today", "Today", _anchor(x(today))) if today else None,
        due=Pin(x(window.due_on), "due", "Due", _anchor(x(window.due_on))) if window.due_on else None,
        title=f"Picture of the time from {day(window.first)} to {day(last)}. The list below says the same.",
        says=sentences(window, shown, in_sight),
    )


def sentences(window, stretches, marks):
    """The picture in sentences, in the order of time."""
    dated = [(stretch.first, 0, stretch.says) for stretch in stretches] + [(mark.on, 1, mark.says) for mark in marks]
    said = [text for _, _, text in sorted(dated, key=lambda entry: entry[:2]) if text]
    if window.due_on:
        said.append(f"Due: {day(window.due_on)}.")
    return tuple(dict.fromkeys(said))


def _anchor(at):
    if at < LABEL_REACH:
        return "start"
    return "end" if at > WIDTH - LABEL_REACH else "middle"


def _spaced(ticks):
    """The ticks whose labels do not run into the one before."""
    free_from = LEFT
    for tick in ticks:
        if tick.x >= free_from:
            yield tick
            free_from = tick.x + BETWEEN_TICKS


def month_ticks(first, last):
    """First days of months, evenly spaced, as few as can be read."""
    months = [
        (year, month) for year in range(first.year, last.year + 1) for month in range(1, 13)
        if first <= date(year, month, 1) <= last
    ]
    for step in MONTH_STEPS:
        chosen = [date(year, month, 1) for year, month in months if (year * 12 + month - 1) % step == 0]
        if len(chosen) <= MOST_TICKS:
            return chosen
    return chosen[:MOST_TICKS]
