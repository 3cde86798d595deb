"""The professionals round a family: their number over time, and when they were last in touch."""

from datetime import date, timedelta

import pytest

from families.accounts.enums import Role
from families.permissions import Refused
from families.professionals import actions
from families.professionals.drawing import draw
from families.professionals.reading import Professionals
from families.professionals.rules import Count, Stay, count_on, counts_over_time, most
from tests.families.around import PROFESSIONAL
from tests.families.world import TODAY

JAN, FEB, MAR = date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1)


def test_agencies_are_counted_once_however_they_are_written():
    stays = [Stay("CAMHS", JAN, None), Stay(" camhs ", JAN, None), Stay("Police", JAN, FEB)]
    assert count_on(stays, FEB) == Count(FEB, 3, 2)
    assert count_on(stays, MAR) == Count(MAR, 2, 1)


def test_the_numbers_change_on_the_day_after_the_last_one():
    stays = [Stay("CAMHS", JAN, None), Stay("Police", JAN, FEB), Stay("Housing", MAR, None)]
    counts = counts_over_time(stays, date(2024, 12, 31))
    assert counts == [Count(JAN, 2, 2), Count(date(2024, 2, 2), 1, 1), Count(MAR, 2, 2)]
    assert most(counts) == Count(JAN, 2, 2)
    assert counts_over_time(stays, JAN) == [Count(JAN, 2, 2)]


@pytest.mark.parametrize("stays", [[], [Stay("CAMHS", JAN, None)]])
def test_one_number_makes_no_picture(stays):
    assert draw(counts_over_time(stays, MAR), MAR) is None


def test_the_steps_go_up_and_down_with_the_numbers():
    stays = [Stay("CAMHS", JAN, None), Stay("Police", FEB, MAR)]
    drawing = draw(counts_over_time(stays, date(2024, 12, 31)), date(2024, 12, 31))
    heights = [int(point.split(",")[1]) for point in drawing.points.split()]
    assert heights == [76, 76, 16, 16, 76, 76]


def test_the_page_says_how_many_there_were_and_are(world):
    said = {"family": world.ours, "by": world[Role.KEY_WORKER]}
    start = TODAY - timedelta(days=300)
    stays = [
        actions.record_professional(person={**PROFESSIONAL, "agency": agency}, starts_on=start, **said)
        for agency in ("CAMHS", "Police", "Housing")
    ]
    for row in stays[1:]:
        actions.end_professional(professional=row, ends_on=TODAY - timedelta(days=10), **said)
    actions.record_contact(professional=stays[0], happened_on=TODAY, kind="visit", **said)
    around = Professionals(world.ours, as_of=TODAY)
    assert around.says == (
        "1 professional works with this family, from 1 agency. "
        f"At most there were 3 agencies, from {start.day} {start:%B %Y}."
    )
    assert [(one.last_contact.happened_on, one.is_quiet) for one in around.now] == [(TODAY, False)]
    assert len(around.earlier) == 2
    with pytest.raises(Refused, match="before this professional began"):
        actions.record_contact(professional=stays[0], happened_on=start - timedelta(days=1), kind="visit", **said)
