"""The family's timeline as a picture: one row for each criterion, today, and the first day of a claim across them all.

Plain whole numbers for `templates/outcomes/ledger/_timeline.html`; the same in words stands beside it.
"""

from dataclasses import dataclass
from datetime import timedelta

from outcomes.pictures import KINDS
from outcomes.windows import Bar, Pin, Window, month_ticks, sentences
from outcomes.wording import day

ONE_DAY = timedelta(days=1)
WIDTH, LEFT, RIGHT = 720, 20, 700
TOP, ROW = 48, 54
LABEL_ABOVE, BAR_HEIGHT = 24, 18
BETWEEN_TICKS, REACH = 90, 60


@dataclass(frozen=True)
class Row:
    """One criterion drawn: its label, where its bars lie (`y`), and the same in sentences."""

    label: str
    y: int
    bars: tuple[Bar, ...]
    marks: tuple[Pin, ...]
    says: tuple[str, ...]


@dataclass(frozen=True)
class Timeline:
    """The picture of a family's windows."""

    height: int
    rows: tuple[Row, ...]
    ticks: tuple[Pin, ...]
    today: Pin
    claim: Pin | None
    title: str

    @property
    def foot(self):
        """Where the axis lies."""
        return self.height - 34


def timeline(shown_headlines, facts, claim_on) -> Timeline | None:
    """The picture; None where there is nothing to show."""
    windows = []
    for entry in shown_headlines:
        for each in entry.verdicts:
            if window := KINDS[each.verdict.kind].window(each.verdict, facts):
                windows.append((f"{each.subject}: {each.title}", window))
    if not windows:
        return None
    first = min(window.first for _, window in windows)
    last = max([facts.as_of, *(window.last for _, window in windows), *([claim_on] if claim_on else [])])

    def x(on):
        on = min(max(on, first), last + ONE_DAY)
        return LEFT + (RIGHT - LEFT) * (on - first).days // max((last + ONE_DAY - first).days, 1)

    height = TOP + ROW * len(windows) + 40
    claim = Pin(x(claim_on), "due", f"First claim {day(claim_on)}", _anchor(x(claim_on))) if claim_on else None
    return Timeline(
        height=height, rows=tuple(_row(number, label, window, x) for number, (label, window) in enumerate(windows)),
        ticks=tuple(_spaced(Pin(x(on), "tick", f"{on:%b %Y}", _anchor(x(on))) for on in month_ticks(first, last))),
        today=Pin(x(facts.as_of), "today", "Today", _anchor(x(facts.as_of))), claim=claim,
        title=f"Timeline from {day(first)} to {day(last)}. The same in words follows.",
    )


def _row(number, label, window: Window, x):
    shown = [each for each in window.stretches if each.last >= window.first]
    return Row(
        label=label, y=TOP + ROW * number + LABEL_ABOVE,
        bars=tuple(
            Bar(x(max(each.first, window.first)), max(2, x(each.last + ONE_DAY) - x(max(each.first, window.first))),
                each.look)
            for each in shown
        ),
        marks=tuple(Pin(x(mark.on), mark.look, mark.text) for mark in window.marks if mark.on >= window.first),
        says=sentences(window, shown, [mark for mark in window.marks if mark.on >= window.first]),
    )


def _anchor(at):
    if at < LEFT + REACH:
        return "start"
    return "end" if at > RIGHT - REACH else "middle"


def _spaced(ticks):
    free_from = 0
    for tick in ticks:
        if tick.x >= free_from:
            yield tick
            free_from = tick.x + BETWEEN_TICKS
