"""Many people at once: one approval, one submission, one place in the queue. Real threads, real transactions."""

import threading

import pytest
from django.db import connection, connections, models

from claims import actions
from claims.models import Claim, ClaimMove, ReturnFile, SubmissionWindow
from families.permissions import Refused
from tests.claims import building
from tests.claims.building import claim_at, family, judge, sign_off, user, window

AT_ONCE = 32

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def programme(transactional_db):
    building.cover_feeds()
    return building.publish()


def all_at_once(acts):
    """Runs every act in a thread of its own, all let go together; returns what each gave or raised."""
    gate, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()
            gate.wait()
            outcomes[number] = act()
        except Exception as error:  # every outcome is looked at
            outcomes[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def approvals(claim, number=AT_ONCE):
    managers = [user() for _ in range(number)]
    digest = claim.evidence_digest
    return [
        lambda by=by: actions.approve_claim(claim=Claim.objects.get(pk=claim.pk), by=by, digest=digest)
        for by in managers
    ]


def test_many_approvals_at_once_give_one():
    claim = claim_at("checked")
    outcomes = all_at_once(approvals(claim))
    winners = [outcome for outcome in outcomes if isinstance(outcome, Claim)]
    sentences = {str(outcome) for outcome in outcomes if isinstance(outcome, Refused)}
    claim.refresh_from_db()
    assert len(winners) == 1
    assert len(sentences) == 1
    assert sentences.pop().startswith(f"{claim.approved_by} already approved this claim at ")
    assert [type(outcome) for outcome in outcomes if not isinstance(outcome, (Claim, Refused))] == []
    assert ClaimMove.objects.filter(claim=claim, verb="approve").count() == 1


def guards(change):
    """Takes the database's own guards of claims off (DISABLE), or puts them back (ENABLE)."""
    with connection.cursor() as cursor:
        for table in ("claims_claim", "claims_claimmove"):
            cursor.execute(f"ALTER TABLE {table} {change} TRIGGER USER")


def test_without_the_locks_many_approve_at_once(monkeypatch):
    """The planted fault: take the row locks off and hold the readers until all have read; the test above would fail."""
    claim = claim_at("checked")
    number = 8
    read_by_all = threading.Barrier(number)

    def lock_nothing(queryset, **options):
        return queryset

    def read_together(claim):
        fresh = Claim.objects.select_related("approved_by", "checked_by").get(pk=claim.pk)
        read_by_all.wait(timeout=30)
        return fresh

    monkeypatch.setattr(models.QuerySet, "select_for_update", lock_nothing)
    monkeypatch.setattr("claims.actions.decisions.lock_claim", read_together)
    guards("DISABLE")
    try:
        outcomes = all_at_once(approvals(claim, number))
    finally:
        guards("ENABLE")
    assert len([outcome for outcome in outcomes if isinstance(outcome, Claim)]) == number
    assert ClaimMove.objects.filter(claim=claim, verb="approve").count() == number


def test_database_alone_stops_the_second_approval(monkeypatch):
    """With the locks off and the guards on, the database lets one through and refuses the others."""
    claim = claim_at("checked")
    number = 8
    read_by_all = threading.Barrier(number)

    def read_together(claim):
        fresh = Claim.objects.select_related("approved_by", "checked_by").get(pk=claim.pk)
        read_by_all.wait(timeout=30)
        return fresh

    monkeypatch.setattr("claims.actions.decisions.lock_claim", read_together)
    outcomes = all_at_once(approvals(claim, number))
    assert len([outcome for outcome in outcomes if isinstance(outcome, Claim)]) == 1
    assert ClaimMove.objects.filter(claim=claim, verb="approve").count() == 1


def test_window_submitted_by_many_at_once_is_submitted_once():
    claim = claim_at("approved")
    manager = user()
    into = window(manager)
    actions.add_to_window(claims=[claim], window=into, by=manager)
    sign_off(into, manager)
    outcomes = all_at_once([
        lambda by=by: actions.submit_window(window=SubmissionWindow.objects.get(pk=into.pk), by=by)
        for by in [user() for _ in range(12)]
    ])
    assert len([outcome for outcome in outcomes if isinstance(outcome, SubmissionWindow)]) == 1
    assert len([outcome for outcome in outcomes if isinstance(outcome, Refused)]) == 11
    assert ReturnFile.objects.filter(window=into).count() == 2
    assert ClaimMove.objects.filter(claim=claim, verb="submit").count() == 1


def test_withdrawn_by_many_at_once_is_withdrawn_once():
    claim = claim_at("approved")
    outcomes = all_at_once([
        lambda by=by: actions.withdraw_claim(claim=Claim.objects.get(pk=claim.pk), by=by, reason="Error.")
        for by in [user() for _ in range(12)]
    ])
    assert len([outcome for outcome in outcomes if isinstance(outcome, Claim)]) == 1
    assert ClaimMove.objects.filter(claim=claim, verb="withdraw").count() == 1


def test_queue_updated_from_many_sides_at_once_holds_each_family_once():
    made = [family() for _ in range(5)]
    ids = [one.pk for one in made]
    outcomes = all_at_once([lambda: actions.update_queue(ids)] * 6 + [lambda: judge(*reversed(made))] * 6)
    assert sorted(outcomes) == [(0, 0)] * 11 + [(5, 0)]
    assert sorted(Claim.objects.values_list("family", flat=True)) == sorted(ids)
