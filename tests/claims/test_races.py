"""Many people at once: one approval, one submission, one place in the queue. Real threads, real transactions."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections, models

from claims import actions
from claims.models import Claim, ClaimMove, MoneyLine, ReturnFile, SubmissionWindow
from claims.money.counting import totals
from families.lineage.actions import record_lineage
from families.permissions import Refused
from tests.claims import building
from tests.claims.building import claim_at, family, judge, user, window

AT_ONCE = 64
ROUNDS = int(os.environ.get("RACE_ROUNDS", "1"))  # the product was tried with 200

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def programme(transactional_db):
    building.cover_feeds()
    return building.publish()


class Crowd:
    """So many threads, each with a connection of its own, let go together as often as one likes."""

    def __init__(self, number=AT_ONCE):
        self.number, self.gate = number, threading.Barrier(number)
        self.threads = ThreadPoolExecutor(number)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.do([connections.close_all] * self.number)
        self.threads.shutdown()

    def do(self, acts):
        """Runs every act in a thread of its own; returns what each gave or raised."""
        return list(self.threads.map(self._one, acts))

    def _one(self, act):
        connection.ensure_connection()
        self.gate.wait()
        try:
            return act()
        except Exception as error:  # every outcome is looked at
            return error


def all_at_once(acts):
    """Runs every act in a thread of its own, all let go together; returns what each gave or raised."""
    with Crowd(len(acts)) as crowd:
        return crowd.do(acts)


def approvals(claim, managers):
    digest = claim.evidence_digest
    return [
        lambda by=by: actions.approve_claim(claim=Claim.objects.get(pk=claim.pk), by=by, digest=digest)
        for by in managers
    ]


def people(number=AT_ONCE):
    return [user() for _ in range(number)]


def one_won(outcomes, kind):
    """Exactly one act was done, and every other was refused with a sentence: nothing else was raised."""
    assert [outcome for outcome in outcomes if not isinstance(outcome, (kind, Refused))] == []
    assert len([outcome for outcome in outcomes if isinstance(outcome, kind)]) == 1


def test_many_approvals_at_once_give_one():
    managers = people()
    with Crowd() as crowd:
        for _ in range(ROUNDS):
            claim = claim_at("checked")
            outcomes = crowd.do(approvals(claim, managers))
            one_won(outcomes, Claim)
            claim.refresh_from_db()
            (sentence,) = {str(outcome) for outcome in outcomes if isinstance(outcome, Refused)}
            assert sentence.startswith(f"{claim.approved_by} already approved this claim at ")
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
        outcomes = all_at_once(approvals(claim, people(number)))
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
    monkeypatch.setattr("claims.actions.decisions.lock_families", lambda ids: None)
    monkeypatch.setattr("claims.actions.decisions.update_queue", lambda ids, **dates: None)
    outcomes = all_at_once(approvals(claim, people(number)))
    assert len([outcome for outcome in outcomes if isinstance(outcome, Claim)]) == 1
    assert ClaimMove.objects.filter(claim=claim, verb="approve").count() == 1


def test_window_submitted_by_many_at_once_is_submitted_once():
    managers = people()
    with Crowd() as crowd:
        for _ in range(ROUNDS):
            into = window(managers[0])
            claim = claim_at("signed_off", by=managers[0], into=into)
            outcomes = crowd.do([
                lambda by=by, pk=into.pk: actions.submit_window(window=SubmissionWindow.objects.get(pk=pk), by=by)
                for by in managers
            ])
            one_won(outcomes, SubmissionWindow)
            assert ReturnFile.objects.filter(sent__window=into).count() == 2
            assert ClaimMove.objects.filter(claim=claim, verb="submit").count() == 1
            assert MoneyLine.objects.filter(claim=claim).count() == 1


def test_withdrawn_by_many_at_once_is_withdrawn_once():
    managers = people()
    with Crowd() as crowd:
        for _ in range(ROUNDS):
            claim = claim_at("paid")
            outcomes = crowd.do([
                lambda by=by, pk=claim.pk: actions.withdraw_claim(
                    claim=Claim.objects.get(pk=pk), by=by, reason="Error."
                )
                for by in managers
            ])
            one_won(outcomes, Claim)
            assert ClaimMove.objects.filter(claim=claim, verb="withdraw").count() == 1
            assert totals()["owed"] == 80_000 * Claim.objects.filter(status="withdrawn").count()


def test_families_that_are_tied_while_both_join_the_queue_bring_one_claim():
    manager = user()
    for _ in range(max(3, ROUNDS // 10)):
        first, second = family(), family()
        outcomes = all_at_once([
            lambda one=first: judge(one), lambda one=second: judge(one),
            lambda one=first, other=second: record_lineage(
                kind="merge", earlier=one, later=other, happened_on=building.day(), by=manager
            ),
        ])
        assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
        judge(first, second)
        assert Claim.objects.live().filter(family__in=[first, second]).count() == 1


def test_queue_updated_from_many_sides_at_once_holds_each_family_once():
    made = [family() for _ in range(5)]
    ids = [one.pk for one in made]
    outcomes = all_at_once([lambda: actions.update_queue(ids)] * 6 + [lambda: judge(*reversed(made))] * 6)
    assert sorted(outcomes) == [(0, 0)] * 11 + [(5, 0)]
    assert sorted(Claim.objects.values_list("family", flat=True)) == sorted(ids)
