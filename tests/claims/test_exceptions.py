"""Exceptions from the rule against conflicts of interest: named, reasoned, counted, and never for one person twice."""

import pytest
from django.db import Error, transaction
from django.utils import timezone

from claims import actions
from claims.conflicts.actions import override_conflict
from claims.models import Claim, ConflictOverride
from families.models import LogEntry
from families.permissions import Refused
from tests.claims.building import check, day, family, incident, judge, sign_off, user, window

pytestmark = pytest.mark.usefixtures("programme")


@pytest.fixture
def claim():
    """A claim to which `claim.author` contributed."""
    author = user(staff_number="S-1", first_name="Ola", last_name="Author")
    made = family(by=author)
    judge(made)
    claim = Claim.objects.get(family=made)
    claim.author = author
    return claim


def allow(claim, act, *, person=None, by=None, reason="Nobody else is at work before the window closes."):
    return override_conflict(claim=claim, person=person or claim.author, act=act, reason=reason, by=by or user())


def test_exception_lets_the_person_named_do_the_act_named_and_is_logged(claim):
    manager = user()
    override = allow(claim, "check", by=manager)
    assert override.deeds == "wrote the family's plan and recorded facts about this family"
    check(claim, claim.author)
    with pytest.raises(Refused, match="^You cannot approve this claim: you wrote"):
        actions.approve_claim(claim=claim, by=claim.author, digest=claim.evidence_digest)
    assert LogEntry.objects.get(about_type="claim", verb="managed").by == manager


def test_claim_that_was_approved_under_an_exception_can_be_sent(claim):
    manager = user()
    check(claim)
    claim.refresh_from_db()
    allow(claim, "approve", by=manager)
    actions.approve_claim(claim=claim, by=claim.author, digest=claim.evidence_digest)
    into = window(manager)
    actions.add_to_window(claims=[claim], window=into, by=manager)
    assert sign_off(into, manager).claims == 1


def test_exception_holds_for_any_sign_in_of_the_person_and_only_for_the_evidence_shown(claim):
    allow(claim, "check")
    again = user(staff_number=" s-1 ")
    incident(claim.family, on=day(-305))
    judge(claim.family)
    claim.refresh_from_db()
    with pytest.raises(Refused, match="^You cannot check this claim"):
        actions.check_claim(claim=claim, by=again, digest=claim.evidence_digest)
    allow(claim, "check")
    check(claim, again)


def test_nobody_makes_an_exception_for_themselves_or_as_a_contributor_or_in_another_role(claim):
    for by, sentence in (
        (claim.author, "you contributed to this claim yourself"),
        (user(staff_number="s-1"), "you contributed to this claim yourself"),
        (user("auditor"), "Only a programme manager may make an exception"),
    ):
        with pytest.raises(Refused, match=sentence):
            allow(claim, "check", by=by)
    manager = user()
    with pytest.raises(Refused, match="You cannot make an exception for yourself"):
        allow(claim, "check", person=manager, by=manager)


def test_exception_is_only_for_who_needs_one_and_for_what_the_claim_waits_for(claim):
    with pytest.raises(Refused, match="needs no exception"):
        allow(claim, "check", person=user())
    with pytest.raises(Refused, match="does not wait for this"):
        allow(claim, "approve")
    with pytest.raises(Refused, match="Give the reason"):
        allow(claim, "check", reason=" ")
    allow(claim, "check")
    with pytest.raises(Refused, match="already made"):
        allow(claim, "check")
    check(claim, claim.author)
    claim.refresh_from_db()
    with pytest.raises(Refused, match="checked this claim. One person never does both"):
        allow(claim, "approve")
    lead = user("key_worker")
    incident(claim.family, on=day(-315), by=lead)
    with pytest.raises(Refused, match="'s role cannot do this"):
        allow(claim, "approve", person=lead)


def test_database_refuses_exceptions_by_the_wrong_people_and_changes_of_any(claim):
    override = allow(claim, "check")
    with pytest.raises(Error, match="never changed or deleted"), transaction.atomic():
        ConflictOverride.objects.filter(pk=override.pk).update(reason="Other.")
    for by in (user(staff_number="s-1"), user("auditor")):
        with pytest.raises(Error, match="An exception is made by a programme manager who"), transaction.atomic():
            ConflictOverride.objects.create(
                claim=claim, person=claim.author, act="approve", digest=claim.evidence_digest, deeds="-", reason="-",
                given_by=by, given_at=timezone.now(),
            )
