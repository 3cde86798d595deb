"""When a plan is complete: small cases, no database."""

from datetime import date

import pytest

from families.members import Member
from families.plans.rules import Part, parts_of_a_plan, what_is_missing

AGREED = date(2024, 5, 10)


def member(person_id, role="child", starts_on=date(2020, 1, 1), ends_on=None):
    return Member(
        person_id=person_id, reference=f"P{person_id}", name=f"Person {person_id}", born_on=None, role=role,
        starts_on=starts_on, ends_on=ends_on,
    )


def missing(covers, members, objectives=(), raised=None):
    parts = parts_of_a_plan(
        agreed_on=AGREED, covers=covers, objectives=objectives, members=members, raised=raised or {}
    )
    return what_is_missing(parts)


@pytest.mark.parametrize(
    ("covers", "expected"),
    [
        (None, []), ([1, 2], []), ([1], ["It covers Person 2"]),
        ([], ["It covers Person 1", "It covers Person 2"]), ([3], ["It covers Person 1", "It covers Person 2"]),
    ],
)
def test_a_plan_covers_every_member(covers, expected):
    assert missing(covers, [member(1, "adult"), member(2)]) == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [("non_resident_parent", []), ("expectant_parent", ["It covers Person 2"]), ("adult", ["It covers Person 2"])],
)
def test_a_plan_need_not_cover_a_parent_who_lives_elsewhere(role, expected):
    assert missing([1], [member(1), member(2, role)]) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ({"ends_on": AGREED}, ["It covers Person 2"]),
        ({"ends_on": date(2024, 5, 9)}, []),
        ({"starts_on": AGREED}, ["It covers Person 2"]),
        ({"starts_on": date(2024, 5, 11)}, []),
    ],
)
def test_a_plan_covers_the_members_of_its_own_day(days, expected):
    assert missing([1], [member(1), member(2, **days)]) == expected


def test_a_plan_of_a_family_without_members_is_not_complete():
    assert missing(None, []) == ["It covers every member of the family on the day it was agreed: none is recorded"]


def test_a_plan_has_an_objective_for_each_raised_headline():
    raised = {"work": "Work", "crime": "Crime"}
    assert missing([1], [member(1)], ["crime"], raised) == ["It has an objective for “Work”"]


def test_the_list_shows_what_is_done_beside_what_is_missing():
    parts = parts_of_a_plan(
        agreed_on=AGREED, covers=[1], objectives=[], members=[member(1)], raised={"crime": "Crime"}
    )
    assert parts == [Part("It covers Person 1", True), Part("It has an objective for “Crime”", False)]
