"""What claims rely on: noted with the evidence, counted over all of them, listed and saved."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims import actions
from claims.models import Claim, ClaimReliance
from claims.packs.grounds import coverage, kinds_covered
from claims.reliance.actions import note_all_reliances
from claims.reliance.reading import claims_meant, counts, headline_names, per_cent, that_rely_on, words_of
from claims.reliance.rules import Reliance, relied_on
from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.models import Event, Judgement, Problem
from tests.claims.building import believe, claim_at, day, family, judge, submit, user, window, withdraw

pytestmark = pytest.mark.usefixtures("programme")


def noted(claim):
    return set(ClaimReliance.objects.filter(claim=claim).values_list("what", "value", "headline"))


def headline(code="education", *, require="all", status="met", verdicts=()):
    return {"code": code, "name": code, "raised": True, "require": require, "status": status, "verdicts": [*verdicts]}


def verdict(status="met", *, kind="school_terms", criterion="one", reason="", grade=None, person="", window=("", "")):
    return {
        "criterion": criterion, "kind": kind, "parameters": {"events": ["asb_incident"]}, "person": person,
        "status": status, "reason": reason, "grade": grade, "facts": [], "window_starts_on": window[0],
        "window_ends_on": window[1],
    }


def evidence(*headlines, route="sustained", facts=()):
    return {
        "readiness": {"route": route}, "plan": {"version": 3}, "headlines": [*headlines], "facts": [*facts],
    }


def special(found):
    return [(one.what, one.value, one.headline) for one in found if one.what not in ("plan", "source", "grade")]


@pytest.mark.parametrize(("given", "expected"), [
    (headline(status="neutral", verdicts=[verdict("neutral", reason="LEFT_SCHOOL_AGE")]),
     [("neutral", "LEFT_SCHOOL_AGE", "education"), ("set_aside", "LEFT_SCHOOL_AGE", "education")]),
    (headline(status="neutral"), [("set_aside", "", "education")]),
    (headline(verdicts=[verdict(), verdict("neutral", reason="TOO_FEW_TERMS", person="P-2")]),
     [("neutral", "TOO_FEW_TERMS", "education")]),
    (headline("health", verdicts=[verdict(kind="judgement")]), [("judgement", "", "health")]),
    (headline("health", require="any", verdicts=[verdict(kind="judgement"), verdict(kind="score", criterion="2")]), []),
    (headline("health", require="any", verdicts=[
        verdict(kind="judgement"), verdict("no_data", kind="score", criterion="two"),
    ]), [("judgement", "", "health"), ("substituted", "score", "health")]),
    (headline("health", require="all", verdicts=[verdict("no_data", kind="score")], status="no_data"), []),
    (headline("work", verdicts=[verdict(kind="continuous_work", grade=3)]), [("self_certified", "3", "work")]),
    (headline("work", verdicts=[verdict(kind="continuous_work", grade=2)]), []),
])
def test_rules_of_what_is_relied_on(given, expected):
    assert special(relied_on(evidence(given), [])) == expected


def test_lowest_grade_and_sources_of_facts_and_of_silence():
    clear = verdict(kind="clear_period", grade=2, window=("2020-01-01", "2020-06-30"))
    words = [
        {"kind": "asb_incident", "source": "police", "starts_on": "2020-06-30", "ends_on": "2021-01-01"},
        {"kind": "asb_incident", "source": "wardens", "starts_on": "2019-01-01", "ends_on": "2019-12-31"},
        {"kind": "proven_offence", "source": "courts", "starts_on": "2019-01-01", "ends_on": "2021-12-31"},
    ]
    facts = [{"id": "problem-1", "what": "problem", "standing": True, "source": "referral"}]
    assert relied_on(evidence(headline("crime", verdicts=[clear]), facts=facts), words) == [
        Reliance("grade", "2"), Reliance("plan", "3"), Reliance("source", "police"), Reliance("source", "referral"),
    ]


def test_it_is_noted_when_a_claim_joins_and_anew_when_its_evidence_changes():
    made = family()
    claim = claim_at("queued", made=made)
    assert noted(claim) == {
        ("grade", "1", ""), ("plan", "1", ""), ("source", "council", ""), ("source", "police", ""),
        ("source", "referral", ""),
    }
    believe(Event, source="wardens", source_ref="W1", kind="asb_incident", occurred_on=day(-305), family=made)
    judge(made)
    assert ("source", "wardens", "") in noted(claim)


def test_a_judgement_is_relied_on():
    made, by = family(), user()
    believe(Problem, family=made, headline="work", identified_on=day(-320), source="referral", status="accepted")
    plan = made.plans.current().get()
    withdraw(plan)
    believe(type(plan), family=made, agreed_on=plan.agreed_on, covers=None, objectives=["crime", "help", "work"])
    believe(
        Judgement, by=by, family=made, headline="work", decided_on=day(-9), decided_by=str(by), decider=by,
        decider_role=by.role, achieved=True, reason="Seen",
    )
    claim = claim_at("queued", made=made)
    assert ("judgement", "", "work") in noted(claim)
    assert ("grade", "5", "") in noted(claim)


def test_what_is_noted_follows_from_the_evidence_of_every_claim():
    for status in ("queued", "left_queue", "submitted", "repaid"):
        claim_at(status)
    before = {claim.pk: noted(claim) for claim in Claim.objects.all()}
    for claim in Claim.objects.all():
        words = coverage(kinds_covered(claim.evidence), claim.as_of, claim.known_at)
        assert before[claim.pk] == {
            (one.what, one.value, one.headline) for one in relied_on(claim.evidence, words)
        }
    ClaimReliance.objects.all().delete()
    assert note_all_reliances() == len(before)
    assert {claim.pk: noted(claim) for claim in Claim.objects.all()} == before


@pytest.fixture
def three():
    """Three claims, of which one has education set aside, and one that besides and a judgement."""
    claims = [claim_at("paid"), claim_at("paid"), claim_at("submitted")]
    for claim in claims[:2]:
        ClaimReliance.objects.create(claim=claim, what="set_aside", value="LEFT_SCHOOL_AGE", headline="crime")
    ClaimReliance.objects.create(claim=claims[0], what="judgement", headline="help")
    return claims


def test_claims_are_counted_and_found_again(three):
    meant = claims_meant(user())
    kinds, total = counts(meant, headline_names())
    assert total == 3
    by_kind = {kind.what: kind for kind in kinds}
    assert [(one.words, one.headline, one.claims, one.per_cent) for one in by_kind["set_aside"].each] == [
        ("Past school age before enough terms had gone by", "Crime and anti-social behaviour", 2, "66.7%")
    ]
    assert by_kind["set_aside"].any.claims == 2
    assert by_kind["self_certified"].any.claims == 0
    assert by_kind["source"].any.claims == 3
    key = by_kind["set_aside"].each[0].key
    assert list(that_rely_on(meant, [key])) == three[:2]
    assert list(that_rely_on(meant, [key, "judgement|any"])) == three[:1]
    assert list(that_rely_on(claims_meant(user(), group="submitted"), [key])) == []
    assert words_of(key, {"crime": "Crime"}) == (
        "A whole headline was set aside: Past school age before enough terms had gone by (Crime)"
    )


@pytest.mark.parametrize(("group", "number"), [("made", 3), ("paid", 2), ("live", 3), ("unsent", 0), ("all", 3)])
def test_which_claims_are_meant(three, group, number):
    assert claims_meant(user(), group=group).count() == number
    assert claims_meant(user(Role.KEY_WORKER), group=group).count() == 0


@pytest.mark.parametrize(("part", "whole", "words"), [(0, 0, "–"), (0, 3, "0.0%"), (1, 3, "33.3%"), (1, 2000, "0.1%")])
def test_shares(part, whole, words):
    assert per_cent(part, whole) == words


def test_the_page_counts_lists_and_narrows_down(three, client):
    client.force_login(user(Role.AUDITOR))
    text = client.get("/claims-rely-on/").content.decode()
    assert "<strong>3 claims</strong>" in text
    assert all(claim.reference in text for claim in three)
    text = client.get("/claims-rely-on/?relies=judgement|any").content.decode()
    assert "<strong>1 claim</strong>" in text
    assert three[0].reference in text
    assert three[1].reference not in text
    assert "There is no such claim." in client.get("/claims-rely-on/?relies=self_certified|any").content.decode()
    assert "<strong>3 claims</strong>" in client.get("/claims-rely-on/?relies=nonsense|x").content.decode()


def test_the_file_holds_the_same_claims_and_is_logged(three, client):
    by = user(Role.ANALYST)
    client.force_login(by)
    first = client.get("/claims-rely-on/csv/?group=all&relies=set_aside|any").content
    rows = list(csv.DictReader(io.StringIO(first.decode())))
    assert [(row["reference"], row["set_aside"], row["judgement"]) for row in rows] == [
        (three[0].reference, "crime:LEFT_SCHOOL_AGE", "help"), (three[1].reference, "crime:LEFT_SCHOOL_AGE", ""),
    ]
    assert client.get("/claims-rely-on/csv/?group=all&relies=set_aside|any").content == first
    assert LogEntry.objects.filter(by=by, verb="exported", about_type="claims by reliance").count() == 2
    assert client.get("/claims-rely-on/xlsx/").status_code == 200
    assert client.get("/claims-rely-on/pdf/").status_code == 404


def test_the_page_asks_as_much_for_many_claims_as_for_one(client):
    client.force_login(user())
    claim_at("paid")
    client.get("/claims-rely-on/?group=all")
    counted = []
    for more in (0, 5):
        for _ in range(more):
            claim_at("queued")
        with CaptureQueriesContext(connection) as asked:
            client.get("/claims-rely-on/?group=all&relies=source|any")
        counted.append(len(asked))
    assert counted[0] == counted[1] <= 15


def test_the_log_of_a_submission_keeps_what_was_relied_on():
    claim = claim_at("approved")
    before = noted(claim)
    by = user()
    into = window(by)
    actions.add_to_window(claims=[claim], window=into, by=by)
    submit(into, by)
    assert noted(claim) == before
