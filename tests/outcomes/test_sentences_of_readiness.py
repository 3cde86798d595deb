"""What is said about readiness: blockers, routes, and what a family waits for."""

import re
from datetime import date

import pytest

from outcomes import sentences
from outcomes.enums import Blocker, Status
from tests.outcomes.verdicts import AS_OF, judgement

HEADLINES = {"education": "School", "crime": "Crime"}


def waiting(headline, status, reason="", due_on=None):
    return {"headline": headline, "status": status, "reason": reason, "due_on": due_on}


@pytest.mark.parametrize(
    ("given", "step", "route"),
    [
        (
            judgement(sustained="met", claimable=True, route="sustained", earliest_on=AS_OF),
            "Can be claimed now by significant and sustained progress.",
            "Can be claimed now by significant and sustained progress.",
        ),
        (
            judgement(sustained="met", route="sustained", earliest_on=AS_OF, blockers=("NO_PLAN", "NO_LEAD_WORKER")),
            "The family has not agreed a plan yet. 1 other thing is missing too.",
            "The test of significant and sustained progress is met, but something else is missing.",
        ),
        (
            judgement(blockers=("NO_OBJECTIVE:education",), employment="met", route="employment", earliest_on=AS_OF),
            "The latest plan has no objective for this problem: School.",
            "The test of continuous employment is met, but something else is missing.",
        ),
        (
            judgement(
                sustained="pending", route="sustained", earliest_on=date(2027, 3, 3),
                in_the_way={"sustained": [waiting("crime", "pending", due_on=date(2027, 3, 3))]},
            ),
            "Time has to pass until 3 March 2027: Crime.",
            "Could be claimed from 3 March 2027 by significant and sustained progress, if all goes well until then.",
        ),
        (
            judgement(
                sustained="pending", route="sustained", earliest_on=date(2027, 3, 3), blockers=("NO_PLAN",),
                in_the_way={"sustained": [waiting("crime", "pending", due_on=date(2027, 3, 3))]},
            ),
            "The family has not agreed a plan yet.",
            "Could be claimed from 3 March 2027 by significant and sustained progress, if all goes well until then and "
            "nothing else is missing by then.",
        ),
        (
            judgement(
                sustained="no_data",
                in_the_way={
                    "sustained": [waiting("education", "no_data", "TERM_MISSING"), waiting("crime", "pending")]
                },
            ),
            "Evidence is missing: School.",
            "Cannot tell whether it can be claimed by significant and sustained progress, because evidence is missing.",
        ),
        (
            judgement(sustained="not_met", in_the_way={"sustained": [waiting("crime", "not_met", "OPEN_SPELL")]}),
            "Not met: Crime.",
            "Cannot be claimed by significant and sustained progress, because what it asks for is not met.",
        ),
        (
            judgement(sustained="regressed", in_the_way={"sustained": [waiting("education", "regressed")]}),
            "Progress was lost again: School.",
            "Cannot be claimed by significant and sustained progress now, because progress was lost again.",
        ),
        (
            judgement(sustained="pending", in_the_way={"sustained": [waiting("education", "pending")]}),
            "Time has to pass: School.",
            "Cannot be claimed yet by significant and sustained progress, and no day can be given.",
        ),
        (
            judgement(sustained="neutral"),
            "There is no problem against which progress is shown.",
            "Cannot be claimed by significant and sustained progress: there is no problem against which progress is "
            "shown.",
        ),
        (
            judgement(employment="neutral", blockers=("FEWER_THAN_NEEDED",)),
            "The family has too few of the problems that the programme asks for.",
            "Cannot be claimed by continuous employment: the family has no adult whose work could count.",
        ),
        (
            judgement(employment="not_met", in_the_way={"employment": [waiting("work", "not_met", "NOT_WORKING")]}),
            "Not met: work.",
            "Cannot be claimed by continuous employment, because what it asks for is not met.",
        ),
    ],
)
def test_next_step_and_route_say_what_is_waited_for(given, step, route):
    assert sentences.next_step(given, HEADLINES) == step
    assert [said.says for said in sentences.routes(given, HEADLINES)] == [route]


def test_routes_list_what_is_in_the_way_with_reason_and_day():
    given = judgement(
        sustained="no_data", employment="met", route="employment", earliest_on=AS_OF,
        in_the_way={
            "sustained": [
                waiting("education", "no_data", "TERM_MISSING"), waiting("crime", "pending", due_on="2027-03-03"),
            ],
            "employment": [],
        },
    )
    assert [(route.code, route.in_the_way) for route in sentences.routes(given, HEADLINES)] == [
        ("sustained", (
            "School: evidence is missing (a term's attendance has not reached us).",
            "Crime: time has to pass, until 3 March 2027 at the earliest.",
        )),
        ("employment", ()),
    ]


@pytest.mark.parametrize("code", Blocker.values)
def test_every_blocker_has_a_sentence(code):
    text = sentences.blocker(f"{code}:education" if code == Blocker.NO_OBJECTIVE else code, HEADLINES)
    assert text.endswith(".")
    assert not re.search(r"[A-Z]{2,}|_", text)


@pytest.mark.parametrize("status", [status for status in Status.values if status != Status.MET])
def test_every_status_can_stand_in_the_way(status):
    given = judgement(sustained=status, in_the_way={"sustained": [waiting("crime", status)]})
    assert sentences.next_step(given, HEADLINES).endswith(".")
    assert sentences.routes(given, HEADLINES)[0].in_the_way[0].startswith("Crime: ")
