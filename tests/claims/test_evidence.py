"""What the evidence holds, what its digest covers, and what may move without voiding an approval."""

import copy
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from claims.evidence import differences, digest_of, evidence_for, evidence_of
from claims.evidence.gathering import no_evidence
from families.models import Coverage, Event, FamilyDetails, LeadWorker, Membership, Score, Term, TermDates, TermRecord
from outcomes.judging import judge_families_now
from tests.claims.building import believe, claim_at, day, family, incident, publish, spell, withdraw

pytestmark = pytest.mark.usefixtures("programme")


def evidence(made, **dates):
    return evidence_of(made, **{"as_of": day(), "known_at": timezone.now(), **dates})


def test_evidence_is_plain_json_and_comes_back_the_same():
    found = evidence(family())
    assert json.loads(json.dumps(found)) == found
    assert digest_of(json.loads(json.dumps(found))) == digest_of(found)


def test_evidence_holds_every_fact_with_its_row_source_and_moment():
    made = family()
    (event,) = [fact for fact in evidence(made)["facts"] if fact["what"] == "event"]
    row = Event.objects.get(family=made)
    assert event == {
        "id": f"event-{row.pk}", "what": "event", "label": "Anti-social behaviour incident", "standing": False,
        "kind": "asb_incident", "on": day(-310).isoformat(), "person": "", "source": "police",
        "source_ref": row.source_ref, "grade": row.grade, "recorded_at": row.recorded_at.isoformat(),
        "recorded_by": "", "file": "",
    }


def test_evidence_answers_the_three_questions():
    found = evidence(family())
    counted = {}
    for fact in found["facts"]:
        counted[fact["what"]] = counted.get(fact["what"], 0) + 1
    assert counted == {
        "event": 1, "familydetails": 1, "leadworker": 1, "membership": 2, "persondetails": 2, "plan": 1, "problem": 2,
    }
    assert "Ann" not in json.dumps(found)


def test_digest_does_not_change_with_the_days():
    made = family()
    digests = {digest_of(evidence(made, as_of=day(offset))) for offset in range(-20, 21, 5)}
    assert len(digests) == 1


def test_digest_does_not_change_when_feeds_go_on_or_postcodes_are_corrected():
    made = family()
    before = digest_of(evidence(made))
    believe(Coverage, kind="asb_incident", source="police", starts_on=day(-20), ends_on=day(-1))
    details = FamilyDetails.objects.get(family=made)
    withdraw(details)
    believe(
        FamilyDetails, family=made, framework=details.framework, identified_on=details.identified_on,
        stage="sustaining", engaged_on=details.engaged_on, assessed_on=details.assessed_on, postcode="EX1 1AA",
    )
    assert digest_of(evidence(made)) == before


def test_facts_that_no_criterion_of_the_route_reads_change_nothing():
    made = family()
    before = digest_of(evidence(made))
    spell(made, kind="rent_arrears", starts_on=day(-50))
    spell(made, kind="early_help", starts_on=day(-9))
    child = Membership.objects.get(family=made, role="child").person
    believe(Score, person=child, tool="family_star/parenting", scored_on=day(-3), score=4)
    term = Term.objects.create(code="T")
    believe(TermDates, term=term, starts_on=day(-200), ends_on=day(-100), counts=True)
    believe(TermRecord, person=child, term=term, school="A", possible=100, authorised=0, unauthorised=50)
    assert digest_of(evidence(made)) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda made: incident(made, on=day(-305)),
        lambda made: withdraw(Event.objects.get(family=made)),
        lambda made: spell(made, kind="child_in_need", starts_on=day(-299), ends_on=day(-290)),
        lambda made: withdraw(LeadWorker.objects.get(family=made)),
        lambda made: withdraw(Membership.objects.filter(family=made, role="child").get()),
        lambda made: publish(version=2, months=5),
    ],
    ids=["new event", "withdrawn event", "new spell", "no lead worker", "member gone", "new plan"],
)
def test_whatever_the_result_rests_on_changes_the_digest_and_is_named(change):
    made = family()
    before = evidence(made)
    change(made)
    after = evidence(made)
    assert digest_of(after) != digest_of(before)
    assert differences(before, after) != []
    assert differences(before, before) == []


def test_every_planted_change_of_a_stored_evidence_is_found():
    kept = claim_at("queued").evidence
    before = digest_of(kept)
    changes = [
        lambda e: e["facts"][0].update(on="2001-01-01"),
        lambda e: e["facts"][0].update(id="event-0"),
        lambda e: e["facts"].pop(0),
        lambda e: e["headlines"][0].update(status="not_met"),
        lambda e: e["headlines"][0]["verdicts"][0].update(status="not_met"),
        lambda e: e["headlines"][0]["verdicts"][0].update(reason="FEED_GAP"),
        lambda e: e["plan"].update(digest="0" * 64),
        lambda e: e["readiness"].update(route="employment"),
        lambda e: e["readiness"].update(eligible=False),
        lambda e: e["readiness"]["blockers"].append("NO_PLAN"),
        lambda e: e.update(family="F-other"),
        lambda e: e.update(framework="phase-1"),
    ]
    for change in changes:
        altered = copy.deepcopy(kept)
        change(altered)
        assert digest_of(altered) != before


def test_replay_gives_the_same_evidence_to_the_letter():
    made = family()
    moment = timezone.now()
    before = evidence(made, known_at=moment)
    incident(made)
    withdraw(Event.objects.filter(family=made).first())
    assert evidence(made, known_at=moment) == before


def test_facts_of_leavers_count_only_for_their_days():
    made = family()
    child = Membership.objects.get(family=made, role="child")
    withdraw(child)
    believe(Membership, family=made, person=child.person, role="child", starts_on=day(-900), ends_on=day(-250))
    for number, on in enumerate((day(-260), day(-240))):
        believe(
            Event, source="police", source_ref=f"left-{number}", kind="asb_incident", occurred_on=on,
            person=child.person,
        )
    days = {fact["on"] for fact in evidence(made)["facts"] if fact["what"] == "event"}
    assert days == {day(-310).isoformat(), day(-260).isoformat()}


def test_nothing_dated_later_than_the_day_is_there():
    made = family()
    incident(made, on=day(-100))
    incident(made, on=day(5))
    facts = [fact for fact in evidence(made, as_of=day(-200))["facts"] if fact["what"] == "event"]
    assert [fact["on"] for fact in facts] == [day(-310).isoformat()]


def test_gathering_costs_the_same_for_one_family_and_for_ten():
    def cost(number):
        families = [family() for _ in range(number)]
        judged = judge_families_now([made.pk for made in families], as_of=day(), known_at=timezone.now())
        with CaptureQueriesContext(connection) as queries:
            assert len(evidence_for(judged)) == number
        return len(queries)

    assert cost(1) == cost(10)


def test_family_that_is_not_open_has_no_evidence():
    made = family()
    assert evidence(made, as_of=day(-400)) is None
    nothing = no_evidence(made.reference, "expanded", as_of=day(-400), known_at=timezone.now())
    later = no_evidence(made.reference, "expanded", as_of=day() + timedelta(days=1), known_at=timezone.now())
    assert digest_of(nothing) == digest_of(later)
