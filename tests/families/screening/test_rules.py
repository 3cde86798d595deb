"""What a screening says: eligible, or what is missing, in sentences."""

import pytest

from families.screening.plan_in_force import Eligibility
from families.screening.rules import Found, answer

HERE, AWAY, FAMILY = "adult", "non_resident_parent", ""


def found(*problems):
    return [Found(headline, status, role) for headline, role, status in problems]


def test_enough_headlines_are_eligible():
    said = answer(Eligibility(True, 2, 1), found(("Crime", HERE, "accepted"), ("Work", FAMILY, "accepted")))
    assert (said.is_eligible, said.says, said.because) == (
        True, "Eligible: two headlines of the two needed are there.", ()
    )


@pytest.mark.parametrize(
    ("problems", "says"),
    [
        ([], "Not eligible yet: problems under two headlines are needed, and no count so far. Two headlines more are "
             "missing."),
        ([("Crime", HERE, "accepted"), ("Crime", FAMILY, "accepted"), ("Work", HERE, "rejected")],
         "Not eligible yet: problems under two headlines are needed, and one counts so far. One headline more is "
         "missing."),
    ],
)
def test_what_is_missing_is_counted(problems, says):
    assert answer(Eligibility(False, 2, 1), found(*problems)).says == says


def test_parents_who_live_elsewhere_count_as_the_plan_says():
    problems = found(("Crime", AWAY, "accepted"), ("Work", AWAY, "accepted"))
    said = answer(Eligibility(False, 2, 1), problems)
    assert said.because == (
        "Only a parent who lives elsewhere supplies “Crime” and “Work”. Of such headlines one may count.",
    )
    assert "one counts so far" in said.says
    assert answer(Eligibility(True, 2, None), problems).because == ()
    both = found(("Crime", AWAY, "accepted"), ("Crime", HERE, "accepted"), ("Work", AWAY, "accepted"))
    assert answer(Eligibility(True, 2, 1), both).because == ()


def test_a_suspicion_is_pointed_out_where_it_could_help():
    said = answer(Eligibility(False, 2, 1), found(("Crime", HERE, "accepted"), ("Work", HERE, "suspected")))
    assert said.because == ("“Work” is suspected: find out, then say so.",)
