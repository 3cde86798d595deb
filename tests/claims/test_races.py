"""Many people at once: one approval, one submission, one place in the queue. Real threads, real transactions."""

import importlib
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import Error, IntegrityError, connection, connections, models
from django.utils import timezone

from claims import actions
from claims.campaigns.actions import close_campaign, draw_sample
from claims.models import AuditCampaign, Claim, ClaimMove, MoneyLine, ReturnFile, SubmissionWindow
from claims.money.counting import totals
from families.accounts.enums import Role
from families.lineage.actions import record_lineage
from families.models import LogEntry
from families.permissions import Refused
from tests.claims import building
from tests.claims.building import claim_at, draw, family, judge, review, user, window

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


def guards(change, *tables):
    """Takes the database's own guards of claims off (DISABLE), or puts them back (ENABLE)."""
    with connection.cursor() as cursor:
        for table in tables or ("claims_claim", "claims_claimmove"):
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


def drawable():
    """A window with an approved claim in it."""
    into = window()
    actions.add_to_window(claims=[claim_at("approved")], window=into, by=user())
    return into


def auditors(number=AT_ONCE):
    return [user(Role.AUDITOR) for _ in range(number)]


def draws(into, people):
    return [
        lambda by=by: draw_sample(window=SubmissionWindow.objects.get(pk=into.pk), by=by, method="simple")
        for by in people
    ]


def closings(campaign, people):
    return [
        lambda by=by: close_campaign(campaign=AuditCampaign.objects.get(pk=campaign.pk), by=by) for by in people
    ]


def ready_to_close():
    """An audit in which every claim has its result."""
    campaign = draw(drawable())
    review(campaign.items.get())
    return campaign


def test_sample_drawn_by_many_at_once_is_drawn_once():
    people = auditors()
    with Crowd() as crowd:
        for _ in range(ROUNDS):
            into = drawable()
            outcomes = crowd.do(draws(into, people))
            one_won(outcomes, AuditCampaign)
            campaign = AuditCampaign.objects.get(window=into)
            (sentence,) = {str(outcome) for outcome in outcomes if isinstance(outcome, Refused)}
            assert sentence.startswith(f"{campaign.drawn_by} already drew the sample of this window at ")
            assert (campaign.frame.count(), campaign.items.count()) == (1, 1)
            assert ClaimMove.objects.filter(claim__window=into, verb="sample").count() == 1


def test_audit_closed_by_many_at_once_is_closed_once():
    people = auditors()
    with Crowd() as crowd:
        for _ in range(ROUNDS):
            campaign = ready_to_close()
            outcomes = crowd.do(closings(campaign, people))
            one_won(outcomes, AuditCampaign)
            closed = LogEntry.objects.filter(about_type="auditcampaign", about_id=campaign.pk, detail="closed")
            assert closed.count() == 1


def without_locks(monkeypatch, number, *, reads):
    """Takes the row locks off, and holds everybody who calls `reads` until all of them have read."""
    read_by_all = threading.Barrier(number)
    module, name = reads.rsplit(".", 1)
    read = getattr(importlib.import_module(module), name)

    def read_together(*given):
        found = read(*given)
        read_by_all.wait(timeout=30)
        return found

    monkeypatch.setattr(models.QuerySet, "select_for_update", lambda queryset, **options: queryset)
    monkeypatch.setattr(reads, read_together)


def test_without_the_locks_many_withdraw_and_close_at_once(monkeypatch):
    """The planted faults: with neither locks nor guards, what the tests above count once is there many times."""
    number, claim, campaign = 4, claim_at("paid"), ready_to_close()
    managers, people = [user() for _ in range(number)], auditors(number)
    guards("DISABLE", "claims_claim", "claims_claimmove", "claims_moneyline", "claims_auditcampaign")
    try:
        with monkeypatch.context() as patch:
            without_locks(patch, number, reads="claims.actions.decisions.lock_claim")
            patch.setattr("claims.actions.decisions.close_claim_made", lambda *given, **more: None)
            patch.setattr("claims.actions.decisions.tell", lambda *given, **more: None)
            all_at_once([
                lambda by=by: actions.withdraw_claim(claim=Claim.objects.get(pk=claim.pk), by=by, reason="Error.")
                for by in managers
            ])
        with monkeypatch.context() as patch:
            without_locks(patch, number, reads="claims.campaigns.actions.drawing.lock_campaign")
            all_at_once(closings(campaign, people))
    finally:
        guards("ENABLE", "claims_claim", "claims_claimmove", "claims_moneyline", "claims_auditcampaign")
    assert ClaimMove.objects.filter(claim=claim, verb="withdraw").count() == number
    closed = LogEntry.objects.filter(about_type="auditcampaign", about_id=campaign.pk, detail="closed")
    assert closed.count() == number


def test_without_the_locks_only_the_database_stops_a_second_draw(monkeypatch):
    """The planted fault: the others meet an error of the database, no sentence, so the test above would fail."""
    number, into = 4, drawable()
    people = auditors(number)
    with monkeypatch.context() as patch:
        without_locks(patch, number, reads="claims.campaigns.actions.drawing.framed_now")
        outcomes = all_at_once(draws(into, people))
    assert len([outcome for outcome in outcomes if isinstance(outcome, AuditCampaign)]) == 1
    assert len([outcome for outcome in outcomes if isinstance(outcome, IntegrityError)]) == number - 1


def test_without_the_locks_only_the_database_stops_a_second_submission(monkeypatch):
    """The planted fault, for the submission: no sentence, and still one return."""
    number, into = 4, window()
    claim_at("signed_off", into=into)
    managers = [user() for _ in range(number)]
    with monkeypatch.context() as patch:
        without_locks(patch, number, reads="claims.actions.windows.check_is_what_was_shown")
        patch.setattr("claims.actions.windows.moment_of_reading", timezone.now)
        outcomes = all_at_once([
            lambda by=by: actions.submit_window(window=SubmissionWindow.objects.get(pk=into.pk), by=by)
            for by in managers
        ])
    assert len([outcome for outcome in outcomes if isinstance(outcome, SubmissionWindow)]) == 1
    assert len([outcome for outcome in outcomes if isinstance(outcome, Error)]) == number - 1
    assert ReturnFile.objects.filter(sent__window=into).count() == 2


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
