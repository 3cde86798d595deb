"""Whom an objection binds as families split, join, merge and people move: case by case, without a database."""

from datetime import date
from random import Random

import pytest

from families.lineage.enums import LineageKind
from families.purposes.enums import Purpose
from families.purposes.models import PurposeBasis
from families.purposes.rules import Said, Stay, TakenBack, Tie, bindings, in_force, those_bound

A, B, C = 1, 2, 3
ANN, BEN, CY = 11, 12, 13
JAN, FEB, MAR, APR, MAY = (date(2024, month, 1) for month in range(1, 6))
SPLIT, JOIN, MERGE, AGAIN = LineageKind.SPLIT, LineageKind.JOIN, LineageKind.MERGE, LineageKind.RE_REGISTRATION


def bound_on(on, said, *, taken_back=(), ties=(), stays=()):
    people, families = those_bound(bindings(said, taken_back=taken_back, ties=ties, stays=stays), on)
    return set(people), set(families)


def family(objects=A, on=FEB, thread="t"):
    return Said(thread, objects, None, on)


def test_what_a_person_objects_to_binds_the_person_alone_and_wherever_they_go():
    said, stays = [Said("t", A, ANN, FEB)], [Stay(ANN, A, JAN, MAR), Stay(ANN, B, APR, None), Stay(BEN, A, JAN, None)]
    assert bound_on(JAN, said, stays=stays) == (set(), set())
    assert bound_on(FEB, said, stays=stays) == ({ANN}, set())
    assert bound_on(MAY, said, stays=stays) == ({ANN}, set())
    back = [TakenBack("t", None, ANN, APR)]
    assert bound_on(MAR, said, taken_back=back) == ({ANN}, set())
    assert bound_on(APR, said, taken_back=back) == (set(), set())


def test_what_a_family_objects_to_binds_its_members_while_it_stands():
    stays = [Stay(ANN, A, JAN, None), Stay(BEN, A, MAR, None), Stay(CY, B, JAN, None)]
    assert bound_on(FEB, [family()], stays=stays) == ({ANN}, {A})
    assert bound_on(MAR, [family()], stays=stays) == ({ANN, BEN}, {A})
    assert bound_on(APR, [family()], stays=stays, taken_back=[TakenBack("t", A, None, APR)]) == (set(), set())


@pytest.mark.parametrize(
    ("stay", "taken_back", "bound"),
    [
        (Stay(ANN, A, JAN, MAR), [], {ANN}),
        (Stay(ANN, A, JAN, JAN), [], set()),
        (Stay(ANN, A, JAN, MAR), [TakenBack("t", A, None, APR)], {ANN}),
        (Stay(ANN, A, JAN, APR), [TakenBack("t", A, None, MAR)], set()),
        (Stay(ANN, A, JAN, MAR), [TakenBack("t", None, ANN, APR)], set()),
        (Stay(ANN, A, JAN, None), [TakenBack("t", None, ANN, APR)], {ANN}),
    ],
    ids=["moved away", "left before", "family took it back later", "family took it back first",
         "took it back themselves", "a member cannot undo what the family said"],
)
def test_an_objection_stays_with_whoever_moves_away(stay, taken_back, bound):
    assert bound_on(MAY, [family()], taken_back=taken_back, stays=[stay])[0] == bound


@pytest.mark.parametrize(
    ("kind", "happened", "objects", "families"),
    [
        (SPLIT, MAR, A, {A, B}), (SPLIT, JAN, A, {A}), (SPLIT, MAR, B, {B}), (SPLIT, JAN, B, {B}),
        (JOIN, MAR, A, {A, B}), (JOIN, JAN, A, {A, B}), (JOIN, MAR, B, {B}),
        (MERGE, MAR, A, {A, B}), (MERGE, JAN, A, {A, B}), (MERGE, MAR, B, {A, B}), (MERGE, JAN, B, {A, B}),
        (AGAIN, MAR, A, {A, B}), (AGAIN, MAR, B, {A, B}),
    ],
)
def test_the_strictest_wish_goes_on_where_families_split_join_and_merge(kind, happened, objects, families):
    assert bound_on(MAY, [family(objects)], ties=[Tie(kind, A, B, happened)])[1] == families


def test_each_family_takes_it_back_for_itself():
    ties = [Tie(SPLIT, A, B, MAR)]
    assert bound_on(MAY, [family()], ties=ties, taken_back=[TakenBack("t", A, None, APR)])[1] == {B}
    assert bound_on(MAY, [family()], ties=ties, taken_back=[TakenBack("t", B, None, APR)])[1] == {A}
    assert bound_on(MAY, [family()], ties=ties, taken_back=[TakenBack("t", A, None, FEB)])[1] == set()


def test_a_family_that_takes_it_back_releases_those_who_came_to_it():
    ties, stays = [Tie(SPLIT, A, B, MAR)], [Stay(ANN, A, JAN, date(2024, 2, 29)), Stay(ANN, B, MAR, None)]
    assert bound_on(MAY, [family()], ties=ties, stays=stays) == ({ANN}, {A, B})
    back = [TakenBack("t", B, None, APR)]
    assert bound_on(MAR, [family()], ties=ties, stays=stays, taken_back=back) == ({ANN}, {A, B})
    assert bound_on(MAY, [family()], ties=ties, stays=stays, taken_back=back) == (set(), {A})


def test_it_goes_on_over_several_steps():
    ties = [Tie(SPLIT, A, B, MAR), Tie(JOIN, B, C, APR)]
    assert bound_on(MAY, [family()], ties=ties, stays=[Stay(CY, C, JAN, None)]) == ({CY}, {A, B, C})
    assert bound_on(MAR, [family()], ties=ties, stays=[Stay(CY, C, JAN, None)]) == (set(), {A, B})


def test_no_wish_is_lost_in_any_walk():
    """Whatever happens to whom, all who were members while their family objected are bound until told otherwise."""
    rng = Random(7)
    for _ in range(300):
        days = [date(2024, 1 + month, 1 + rng.randrange(28)) for month in range(12)]
        ties = [
            Tie(rng.choice(LineageKind.values), *rng.sample(range(1, 6), 2), day) for day in rng.sample(days, 4)
        ]
        stays = [Stay(person, rng.randint(1, 5), rng.choice(days), None) for person in range(20, 30)]
        said = [family(rng.randint(1, 5), rng.choice(days), "t"), Said("u", 1, 20, rng.choice(days))]
        people, families = bound_on(date(2025, 6, 1), said, ties=ties, stays=stays)
        assert said[0].family in families
        assert people == {stay.person for stay in stays if stay.family in families} | {20}


def test_a_purpose_rests_on_the_latest_ground_that_has_begun():
    first, second = (
        PurposeBasis(purpose=Purpose.RESEARCH, basis=basis, starts_on=on)
        for basis, on in (("consent", JAN), ("public_task", MAR))
    )
    assert [in_force([second, first], on)[Purpose.RESEARCH] for on in (date(2023, 12, 31), FEB, MAR)] == [
        None, first, second
    ]
