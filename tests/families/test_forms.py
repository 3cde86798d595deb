"""Dates in three boxes: what is taken, and which sentence refuses the rest."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from families.forms import DayField

EARLIEST_AND_LATEST = "The day must have a year between 1880 and 2199"


def cleaned(*boxes):
    return DayField(what="the day", need="Enter the day").clean(list(boxes))


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("5", "9", "2016"), date(2016, 9, 5)),
        ((" 05 ", "09", "2016"), date(2016, 9, 5)),
        (("5", "Sept", "2016"), date(2016, 9, 5)),
        (("29", "2", "2024"), date(2024, 2, 29)),
        (("1", "1", "1880"), date(1880, 1, 1)),
        (("31", "12", "2199"), date(2199, 12, 31)),
    ],
)
def test_day_is_read_as_people_write_it(boxes, day):
    assert cleaned(*boxes) == day


@pytest.mark.parametrize(
    ("boxes", "sentence"),
    [
        (("31", "2", "2024"), "The day must be a real date"),
        (("29", "2", "2023"), "The day must be a real date"),
        (("1", "13", "2024"), "The day must be a real date"),
        (("1", "Sunday", "2024"), "The day must be a real date"),
        (("0", "1", "2024"), "The day must be a real date"),
        (("-1", "1", "2024"), "The day must be a real date"),
        (("1.0", "1", "2024"), "The day must be a real date"),
        (("1_0", "1", "2024"), "The day must be a real date"),
        (("9" * 20, "1", "2024"), "The day must be a real date"),
        (("1", "9" * 20, "2024"), "The day must be a real date"),
        (("9" * 5000, "1", "2024"), "The day must be a real date"),
        (("\x00", "1", "2024"), "The day must be a real date"),
        (("1", "1", "24"), "The day must have a year with 4 numbers, like 2024"),
        (("1", "1", "9" * 20), "The day must have a year with 4 numbers, like 2024"),
        (("1", "1", "0001"), EARLIEST_AND_LATEST),
        (("1", "1", "1879"), EARLIEST_AND_LATEST),
        (("1", "1", "9999"), EARLIEST_AND_LATEST),
        (("", "1", "2024"), "The day must include a day"),
        (("", "", ""), "Enter the day"),
    ],
)
def test_day_that_is_none_is_refused_with_a_sentence(boxes, sentence):
    with pytest.raises(ValidationError) as refusal:
        cleaned(*boxes)
    assert refusal.value.messages == [sentence]
