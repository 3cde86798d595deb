"""Pictures of windows, as coordinates and as a page draws them."""

from datetime import date

import pytest
from django.template.loader import render_to_string

from outcomes.windows import LEFT, RIGHT, WIDTH, Look, Mark, Stretch, Window, draw

YEAR = {"first": date(2026, 1, 1), "last": date(2026, 12, 31), "as_of": date(2026, 7, 2)}


def test_draw_puts_days_along_the_line():
    drawing = draw(Window(
        **YEAR, due_on=date(2026, 12, 1),
        stretches=(Stretch(date(2026, 1, 1), date(2026, 6, 30), Look.GOOD, "Half a year."),),
        marks=(Mark(date(2026, 7, 1), Look.BAD, "Something."),),
    ))
    assert [(bar.x, bar.width, bar.look) for bar in drawing.bars] == [(16, 142, "good")]
    assert [(mark.x, mark.look) for mark in drawing.marks] == [(158, "bad")]
    assert (drawing.today.x, drawing.due.x) == (159, 279)
    assert (drawing.due.anchor, drawing.today.anchor) == ("middle", "middle")
    assert [tick.text for tick in drawing.ticks] == ["Jan 2026", "Apr 2026", "Jul 2026", "Oct 2026"]


def test_draw_fills_the_whole_line_with_a_stretch_that_lasts_throughout():
    drawing = draw(Window(**YEAR, stretches=(Stretch(date(2026, 1, 1), date(2026, 12, 31), Look.GOOD, ""),)))
    assert [(bar.x, bar.width) for bar in drawing.bars] == [(LEFT, RIGHT - LEFT)]


def test_draw_cuts_off_what_lies_outside():
    drawing = draw(Window(
        **YEAR,
        stretches=(
            Stretch(date(2025, 1, 1), date(2026, 1, 31), Look.BAD, "Long ago until January."),
            Stretch(date(2024, 1, 1), date(2024, 2, 1), Look.BAD, "Out of sight."),
            Stretch(date(2026, 12, 1), date(2029, 1, 1), Look.BAD, "From December."),
        ),
        marks=(Mark(date(2025, 12, 31), Look.BAD, "Too early."),),
    ))
    assert [(bar.x, bar.x + bar.width) for bar in drawing.bars] == [(16, 40), (279, 304)]
    assert drawing.marks == ()
    assert drawing.says == ("Long ago until January.", "From December.")


def test_draw_says_everything_in_the_order_of_time():
    drawing = draw(Window(
        **YEAR, due_on=date(2027, 3, 3),
        stretches=(
            Stretch(date(2026, 5, 1), date(2026, 6, 30), Look.UNKNOWN, "Second."),
            Stretch(date(2026, 7, 2), date(2027, 3, 2), Look.AHEAD, ""),
        ),
        marks=(Mark(date(2026, 4, 1), Look.BAD, "First."), Mark(date(2026, 4, 1), Look.BAD, "First.")),
    ))
    assert drawing.says == ("First.", "Second.", "Due: 3 March 2027.")
    assert drawing.title == (
        "Picture of the time from 1 January 2026 to 3 March 2027. The list below says the same."
    )


def test_draw_shows_no_today_outside_the_window():
    drawing = draw(Window(first=date(2026, 1, 1), last=date(2026, 2, 1), as_of=date(2026, 7, 1)))
    assert drawing.today is None
    assert drawing.due is None


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)), (date(2026, 1, 31), date(2026, 2, 1)),
        (date(2026, 1, 1), date(2026, 3, 31)), (date(2024, 2, 29), date(2026, 12, 31)),
        (date(2000, 1, 1), date(2026, 12, 31)),
    ],
)
def test_draw_keeps_labels_apart_and_inside(first, last):
    drawing = draw(Window(first=first, last=last, as_of=last, due_on=last))
    at = [tick.x for tick in drawing.ticks]
    assert all(after - before >= 70 for before, after in zip(at, at[1:], strict=False))
    for pin in (*drawing.ticks, drawing.today, drawing.due):
        reach = {"start": (0, 60), "middle": (30, 30), "end": (60, 0)}[pin.anchor]
        assert pin.x - reach[0] >= 0
        assert pin.x + reach[1] <= WIDTH


def test_picture_is_drawn_without_style_and_escapes_what_people_wrote():
    drawing = draw(Window(
        **YEAR, due_on=date(2026, 12, 1),
        stretches=tuple(Stretch(date(2026, n, 1), date(2026, n, 28), look, "") for n, look in enumerate(Look, 1)),
        marks=(
            Mark(date(2026, 7, 1), Look.BAD, "<script>alert(1)</script>"), Mark(date(2026, 8, 1), Look.GOOD, "Well."),
            Mark(date(2026, 9, 1), Look.AHEAD, "Score 7.", "7"),
        ),
    ))
    html = render_to_string("outcomes/_window.html", {"drawing": drawing})
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "style=" not in html
    assert 'role="img"' in html
    assert html.count("<rect") == 4
    assert ">Today<" in html
    assert ">Due<" in html
    assert ">7</text>" in html
