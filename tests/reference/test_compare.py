"""Saying where two answers differ."""

from tests.reference.compare import differences

VERDICT = {
    "family_ref": "F1",
    "headline": "crime",
    "criterion": "one",
    "person_ref": "",
    "status": "met",
    "due_on": "",
}
READY = {"family_ref": "F1", "claimable": "yes", "route": "sustained"}


def test_the_same_rows_in_another_order_do_not_differ():
    other = {**VERDICT, "family_ref": "F2"}

    assert differences([VERDICT, other], [other, VERDICT]) == []


def test_a_differing_cell_is_named_with_both_texts():
    found = differences([VERDICT], [{**VERDICT, "status": "pending", "due_on": "2017-03-01"}])

    assert found == [
        "F1 crime one: status 'met' became 'pending', due_on '' became '2017-03-01' [expected status=met]"
    ]


def test_a_missing_row_and_one_too_many_are_named():
    found = differences([VERDICT], [{**VERDICT, "person_ref": "P1"}])

    assert found == [
        "F1 crime one: missing; expected status=met",
        "F1 crime one P1: not expected; given status=met",
    ]


def test_a_row_given_twice_is_named():
    assert differences([VERDICT], [VERDICT, VERDICT]) == ["F1 crime one: given twice"]


def test_readiness_is_matched_by_family():
    assert differences([READY], [{**READY, "route": ""}]) == [
        "F1: route 'sustained' became '' [expected claimable=yes route=sustained]"
    ]


def test_a_column_that_is_absent_is_a_difference():
    assert differences([READY], [{"family_ref": "F1", "claimable": "yes"}]) == [
        "F1: route 'sustained' became 'absent' [expected claimable=yes route=sustained]"
    ]
