"""Joining the queue, leaving it, coming back, and losing an approval when the evidence changes."""

import pytest

from claims import actions
from claims.models import Claim
from families.models import ClaimMade, LogEntry, PersonDetails
from outcomes.wording import day as in_words
from tests.claims.building import believe, claim_at, day, family, incident, judge, publish, user, withdraw

pytestmark = pytest.mark.usefixtures("programme")


def moves(claim):
    return list(claim.moves.values_list("before", "verb", "after"))


def test_claimable_family_joins_with_its_evidence():
    made = family()
    assert judge(made) == (1, 0)
    claim = Claim.objects.get(family=made)
    assert (claim.status, claim.route, claim.framework, claim.amount) == ("queued", "sustained", "expanded", 80_000)
    assert claim.evidence["readiness"]["claimable"] is True
    assert {headline["code"]: headline["status"] for headline in claim.evidence["headlines"] if headline["raised"]} == {
        "crime": "met", "help": "met"
    }
    assert moves(claim) == [("", "join", "queued")]
    assert LogEntry.objects.filter(verb="queued", about_type="claim", about_id=claim.pk).count() == 1


def test_family_that_does_not_qualify_stays_out():
    made = family(ready=False)
    assert judge(made) == (0, 0)
    assert Claim.objects.count() == 0


def test_employment_route_is_claimed_where_progress_is_not():
    made = family(working=True)
    assert judge(made) == (1, 0)
    assert Claim.objects.get(family=made).route == "employment"


def test_repeating_the_night_writes_nothing():
    made = family()
    judge(made)
    before = list(Claim.objects.values()), LogEntry.objects.count()
    assert judge(made) == (0, 0)
    assert (list(Claim.objects.values()), LogEntry.objects.count()) == before


def test_queued_family_that_stops_qualifying_leaves_with_the_reason():
    claim = claim_at("queued")
    incident(claim.family)
    assert judge(claim.family) == (0, 1)
    claim.refresh_from_db()
    assert claim.status == "left_queue"
    reason = claim.moves.last().reason
    assert reason == "Crime and anti-social behaviour: lost again (something new happened)."


def test_family_that_qualifies_again_returns_on_the_same_claim():
    made = family()
    judge(made)
    bad = incident(made)
    judge(made)
    withdraw(bad)
    assert judge(made) == (1, 0)
    claim = Claim.objects.get(family=made)
    assert moves(claim) == [
        ("", "join", "queued"), ("queued", "leave", "left_queue"), ("left_queue", "rejoin", "queued")
    ]


def test_declined_claim_is_not_asked_again_for_the_same_evidence():
    claim = claim_at("declined")
    assert judge(claim.family) == (0, 0)
    claim.refresh_from_db()
    assert claim.status == "declined"


def test_declined_claim_is_asked_again_for_other_evidence():
    claim = claim_at("declined")
    incident(claim.family, on=day(-305))
    assert judge(claim.family) == (1, 0)
    claim.refresh_from_db()
    assert claim.status == "queued"


def test_declined_claim_can_be_put_back():
    claim = claim_at("declined")
    actions.reconsider_claim(claim=claim, by=user(), reason="Declined by mistake.")
    claim.refresh_from_db()
    assert (claim.status, claim.moves.last().reason) == ("queued", "Declined by mistake.")


def test_changed_evidence_is_refreshed_while_queued():
    claim = claim_at("queued")
    old = claim.evidence_digest
    incident(claim.family, on=day(-305))
    assert judge(claim.family) == (0, 0)
    claim.refresh_from_db()
    assert (claim.status, claim.evidence_digest == old, claim.moves.last().verb) == ("queued", False, "refresh")
    assert claim.moves.last().reason == f"Added: Anti-social behaviour incident, {in_words(day(-305))}, from police."


def test_approval_lapses_when_the_evidence_changes():
    claim = claim_at("approved")
    incident(claim.family, on=day(-305))
    judge(claim.family)
    claim.refresh_from_db()
    assert (claim.status, claim.approved_by, claim.approved_at, claim.approved_digest) == ("queued", None, None, "")
    assert claim.moves.last().reason == (
        "The check and the approval lapsed, because the evidence changed. "
        f"Added: Anti-social behaviour incident, {in_words(day(-305))}, from police."
    )


def test_approved_claim_leaves_when_the_family_no_longer_qualifies():
    claim = claim_at("approved")
    incident(claim.family)
    assert judge(claim.family) == (0, 1)
    claim.refresh_from_db()
    assert (claim.status, claim.approved_by) == ("left_queue", None)


def test_new_plan_version_voids_approval():
    claim = claim_at("approved")
    publish(version=2, months=5)
    judge(claim.family)
    claim.refresh_from_db()
    assert claim.status == "queued"
    assert claim.moves.last().reason.endswith("Another version of the outcomes plan is in force.")


def test_corrected_name_leaves_approval_alone():
    claim = claim_at("approved")
    details = PersonDetails.objects.filter(person__memberships__family=claim.family).first()
    withdraw(details)
    believe(
        PersonDetails, person=details.person, forename="Anne", surname=details.surname,
        date_of_birth=details.date_of_birth,
    )
    judge(claim.family)
    claim.refresh_from_db()
    assert claim.status == "approved"


def test_claim_made_elsewhere_takes_the_family_out():
    claim = claim_at("queued")
    believe(
        ClaimMade, family=claim.family, framework="expanded", route="sustained", claimed_on=day(-1), status="submitted"
    )
    judge(claim.family)
    claim.refresh_from_db()
    assert (claim.status, claim.moves.last().reason) == (
        "left_queue", "A result for this family was already claimed in this programme."
    )


@pytest.mark.parametrize("status", ["submitted", "paid"])
def test_claim_that_was_sent_is_left_alone(status):
    claim = claim_at(status)
    before = Claim.objects.filter(pk=claim.pk).values().get()
    incident(claim.family)
    judge(claim.family)
    assert Claim.objects.filter(pk=claim.pk).values().get() == before
    assert Claim.objects.filter(family=claim.family).count() == 1


def test_rejected_claim_is_followed_by_a_new_one_that_cites_it():
    claim = claim_at("rejected")
    judge(claim.family)
    later = Claim.objects.exclude(pk=claim.pk).get()
    assert (later.family, later.status, later.previous) == (claim.family, "queued", claim)


def test_withdrawn_claim_is_followed_only_on_other_evidence():
    claim = claim_at("withdrawn")
    judge(claim.family)
    assert Claim.objects.filter(family=claim.family).count() == 1
    incident(claim.family, on=day(-305))
    judge(claim.family)
    assert Claim.objects.get(family=claim.family, status="queued").previous == claim


def test_older_judgement_never_takes_back_a_newer_one():
    claim = claim_at("queued")
    earlier = claim.known_at.replace(year=claim.known_at.year - 1)
    assert actions.update_queue([claim.family_id], as_of=day(), known_at=earlier) == (0, 0)
    assert actions.update_queue([claim.family_id], as_of=day(-250), known_at=None) == (0, 0)
    claim.refresh_from_db()
    assert claim.status == "queued"


def test_change_on_a_page_reaches_the_queue_at_once():
    from families.changes import tell

    made = family()
    tell([made.pk], by=user("key_worker"))
    claim = Claim.objects.get(family=made)
    incident(made)
    tell([made.pk], by=user("key_worker"))
    claim.refresh_from_db()
    assert claim.status == "left_queue"


def test_closed_family_leaves_the_queue():
    from families.models import FamilyDetails

    claim = claim_at("queued")
    details = FamilyDetails.objects.get(family=claim.family)
    withdraw(details)
    believe(
        FamilyDetails, family=claim.family, framework="expanded", identified_on=details.identified_on, stage="closed",
        engaged_on=details.engaged_on, assessed_on=details.assessed_on, closed_on=day(-1),
    )
    judge(claim.family)
    claim.refresh_from_db()
    assert claim.moves.last().reason == (
        "The family is not open any more: its work is closed, or its record was withdrawn."
    )


def test_night_costs_the_same_queries_for_one_family_and_for_twenty(django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # The first judgement of a transaction finds its work tables empty; all later ones empty them first.
    judge(family())
    single = family()
    with CaptureQueriesContext(connection) as one:
        judge(single)
    many = [family() for _ in range(20)]
    with django_assert_num_queries(len(one)):
        judge(*many)
    assert Claim.objects.filter(status="queued").count() == 22
