"""How like somebody is to whom one asks for: points and reasons."""

from datetime import date

import pytest

from families.search.reading import asked_for
from families.search.rules import Asked, Likeness, weigh
from families.search.short_names import other_forms

BORN = date(1985, 5, 3)
BOTH = Asked(forename="Siobhan", surname="Corrigane", born_on=BORN)


@pytest.mark.parametrize(
    ("like", "points", "reasons"),
    [
        (Likeness(forename=100, surname=100, born_on=BORN), 85, ("same name", "same date of birth")),
        (
            Likeness(forename=64, surname=100, born_on=BORN), 76,
            ("forename sounds alike", "surname the same", "same date of birth"),
        ),
        (
            Likeness(forename=100, surname=100, born_on=date(1985, 3, 5)), 72,
            ("same name", "day and month of birth swapped"),
        ),
        (
            Likeness(forename=100, surname=100, born_on=date(1986, 5, 3)), 72,
            ("same name", "date of birth differs in one number"),
        ),
        (Likeness(forename=100, surname=100, born_on=date(1970, 1, 1)), 35, ("same name",)),
        (Likeness(forename=100, surname=100, born_on=None), 50, ("same name",)),
        (
            Likeness(forename=100, surname=100, swapped=True, born_on=BORN), 80,
            ("same name", "forename and surname swapped", "same date of birth"),
        ),
        (Likeness(forename=0, surname=0, born_on=BORN), 35, ("same date of birth",)),
        (
            Likeness(forename=80, surname=45, born_on=None, same_postcode=True), 46,
            ("forename is a short form of it", "surname is spelt nearly the same", "same postcode"),
        ),
        (
            Likeness(forename=100, surname=100, born_on=BORN, same_numbers=("NHS number",)), 100,
            ("same NHS number", "same name", "same date of birth"),
        ),
    ],
)
def test_a_person_weighs_as_much_as_agrees(like, points, reasons):
    weight = weigh(BOTH, like)
    assert (weight.points, weight.reasons) == (points, reasons)


@pytest.mark.parametrize(
    ("asked", "like", "is_telling"),
    [
        (BOTH, Likeness(forename=100, surname=100, born_on=BORN), True),
        (BOTH, Likeness(forename=64, surname=60, born_on=BORN), True),
        (BOTH, Likeness(forename=64, surname=50, born_on=BORN), False),
        (BOTH, Likeness(forename=100, surname=100, born_on=date(1970, 1, 1)), False),
        (Asked(forename="A", surname="B"), Likeness(forename=100, surname=100, born_on=BORN), False),
        (Asked(name="Corrigane", born_on=BORN), Likeness(name=100, born_on=BORN), False),
        (Asked(born_on=BORN), Likeness(born_on=BORN), False),
        (Asked(postcode="LS14AP"), Likeness(same_postcode=True), False),
        (Asked(numbers=frozenset({"9990000001"})), Likeness(same_numbers=("NHS number",)), True),
    ],
)
def test_only_a_full_name_with_a_birthday_or_a_number_tells_that_somebody_is_known(asked, like, is_telling):
    assert weigh(asked, like).is_telling == is_telling


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("siobhan corrigane", Asked(forename="siobhan", surname="corrigane")),
        ("Corrigane, Siobhan Mary", Asked(forename="Siobhan Mary", surname="Corrigane")),
        ("corrigane", Asked(name="corrigane")),
        ("999 000 0001", Asked(numbers=frozenset({"9990000001"}))),
        ("qq 12 34 56 c", Asked(numbers=frozenset({"QQ123456C"}))),
        ("S999123456789", Asked(numbers=frozenset({"S999123456789"}))),
        ("ls1 4ap", Asked(postcode="LS14AP")),
        ("   ", Asked()),
        (",", Asked()),
    ],
)
def test_what_is_typed_is_read_as_what_it_looks_like(typed, asked):
    assert asked_for(typed) == asked


def test_a_short_form_is_met_from_either_side():
    assert "william" in other_forms("bill")
    assert "bill" in other_forms("william")
    assert other_forms("zofia") == []
