"""One live claim for one result of one line of families, whatever was split, joined, merged or registered again."""

import pytest
from django.db import Error, IntegrityError, connection, transaction

from claims import actions
from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.rules import seal_of
from claims.models import Claim
from families.lineage.actions import record_lineage, withdraw_lineage
from families.models import ClaimMade, LineageEvent
from families.permissions import Refused
from tests.claims.building import believe, check, claim_at, day, family, judge, user

pytestmark = pytest.mark.usefixtures("programme")
KINDS = ("split", "join", "merge", "re_registration")


def tie(earlier, later, kind="merge"):
    return record_lineage(kind=kind, earlier=earlier, later=later, happened_on=day(-1), by=user())


def statuses(*claims):
    connection.check_constraints()
    return [Claim.objects.get(pk=claim.pk).status for claim in claims]


@pytest.mark.parametrize("kind", KINDS)
def test_second_claim_of_a_line_leaves_the_queue_and_says_for_which(kind):
    first, second = claim_at("queued"), claim_at("checked")
    tie(second.family, first.family, kind)
    assert statuses(first, second) == ["queued", "left_queue"]
    move = second.moves.last()
    assert move.reason == f"Claim {first} for family {first.family}, of the same line, stands for this result."
    assert judge(second.family) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_family_of_a_line_that_was_paid_never_joins_the_queue(kind):
    paid = claim_at("paid")
    other = family()
    tie(paid.family, other, kind)
    assert judge(other, paid.family) == (0, 0)
    assert Claim.objects.filter(family=other).count() == 0


def test_claim_that_was_sent_holds_though_the_other_waited_longer():
    waiting, sent = claim_at("approved"), claim_at("submitted")
    tie(waiting.family, sent.family)
    assert statuses(waiting, sent) == ["left_queue", "submitted"]


@pytest.mark.parametrize("kind", ["split", "merge", "re_registration"])
def test_one_family_that_was_sent_twice_has_the_later_claim_withdrawn_and_its_money_owed_back(kind):
    first, second = claim_at("paid"), claim_at("spot_valid")
    tie(first.family, second.family, kind)
    assert statuses(first, second) == ["paid", "withdrawn"]
    move = second.moves.last()
    assert (move.by, move.reason) == (
        None, f"Family {second.family} is the same as family {first.family}, for which claim {first} was sent before."
    )
    assert ClaimMade.objects.current().get(reference=second.reference).status == "withdrawn"
    assert sum(second.money.filter(account="owed").values_list("pence", flat=True)) == 80_000


def test_results_that_two_families_earned_before_they_joined_both_stand_and_bar_a_third():
    first, second = claim_at("paid"), claim_at("paid")
    third = family()
    tie(first.family, second.family, "join")
    tie(second.family, third, "join")
    assert statuses(first, second) == ["paid", "paid"]
    assert judge(third) == (0, 0)
    actions.withdraw_claim(claim=first, by=user(), reason="Not whole.")
    assert statuses(first, second) == ["withdrawn", "paid"]
    assert judge(third) == (0, 0)
    actions.withdraw_claim(claim=second, by=user(), reason="Not whole.")
    connection.check_constraints()
    assert judge(third) == (1, 0)


def test_both_go_their_own_ways_when_the_tie_was_an_error():
    first, second = claim_at("queued"), claim_at("queued")
    event = tie(first.family, second.family)
    assert statuses(first, second) == ["queued", "left_queue"]
    withdraw_lineage(event=event, by=user())
    assert statuses(first, second) == ["queued", "queued"]
    assert [Claim.objects.get(pk=claim.pk).line_id for claim in (first, second)] == [first.family_id, second.family_id]


def declined_pair(kind="merge"):
    """Two families of one line, a claim of each of which was declined while they were two."""
    claims = [claim_at("declined"), claim_at("declined")]
    return claims, tie(claims[0].family, claims[1].family, kind)


@pytest.mark.parametrize("kind", KINDS)
def test_claim_is_not_put_back_while_another_of_its_line_stands_for_the_result(kind):
    (first, second), _ = declined_pair(kind)
    actions.reconsider_claim(claim=second, by=user(), reason="Too fast.")
    says = f"Claim {second} for family {second.family}, of the same line, stands for this result."
    with pytest.raises(Refused, match=says):
        actions.reconsider_claim(claim=first, by=user(), reason="Too fast.")
    rows = preview_of(act="put_back", claims=[first, second], by=user())
    assert [row.refusal for row in rows] == [
        says, f"Claim {second} is in the queue: nobody has checked it, so nobody can put it back."
    ]
    assert statuses(first, second) == ["declined", "queued"]
    assert Claim.objects.get(pk=second.pk).line_id == first.family_id


def test_of_two_claims_of_a_line_that_are_put_back_together_the_first_is():
    (first, second), _ = declined_pair()
    third, manager = claim_at("declined"), user()
    rows = preview_of(act="put_back", claims=[first, second, third], by=manager)
    assert [row.refusal for row in rows] == [
        "", f"Claim {first} for family {first.family}, of the same line, is put back instead.", "",
    ]
    act_on_many(
        act="put_back", claims=[first, third], by=manager, seal=seal_of("put_back", rows), reason="Too fast."
    )
    assert statuses(first, second, third) == ["queued", "declined", "queued"]


def test_claim_that_is_put_back_belongs_to_the_line_of_today():
    first = family(ready=False)
    claims = [claim_at("queued"), claim_at("queued")]
    events = [tie(first, claims[0].family)]
    for claim in claims:
        actions.decline_claim(claim=claim, by=user(), reason="No.")
    withdraw_lineage(event=events[0], by=user())
    tie(first, claims[1].family)
    assert [Claim.objects.get(pk=claim.pk).line_id for claim in claims] == [first.pk, claims[1].family_id]
    for claim in claims:
        actions.reconsider_claim(claim=claim, by=user(), reason="Too fast.")
    assert statuses(*claims) == ["queued", "queued"]
    assert [Claim.objects.get(pk=claim.pk).line_id for claim in claims] == [claims[0].family_id, first.pk]


def test_claim_that_somebody_made_elsewhere_for_the_line_keeps_the_family_out():
    made, other = family(), family()
    believe(ClaimMade, family=other, framework="expanded", route="sustained", claimed_on=day(-40), status="paid")
    tie(made, other, "re_registration")
    assert judge(made) == (0, 0)


def test_families_of_one_line_that_are_judged_together_bring_one_claim():
    first, second = family(), family()
    tie(first, second, "split")
    judge(first, second)
    assert Claim.objects.filter(status="queued").count() == 1


def test_database_keeps_the_line_even_when_the_actions_are_passed_by():
    first, second = claim_at("queued"), claim_at("queued")
    with pytest.raises(IntegrityError, match="one_live_claim_per_line_and_framework"), transaction.atomic():
        Claim.objects.filter(pk=second.pk).update(line=first.family)
    with pytest.raises(IntegrityError, match="claim_is_of_a_line_until_it_is_sent"), transaction.atomic():
        Claim.objects.filter(pk=second.pk).update(line=None)
    sid = transaction.savepoint()
    Claim.objects.filter(pk=second.pk).update(line=family())
    with pytest.raises(Error, match="belongs to another line"):
        connection.check_constraints()
    transaction.savepoint_rollback(sid)
    believe(LineageEvent, earlier=first.family, later=second.family, kind="merge", happened_on=day())
    with pytest.raises(Error, match="belongs to another line"):
        connection.check_constraints()


def test_database_lets_two_results_stand_only_where_families_joined():
    first, second = claim_at("paid"), claim_at("paid")
    tie(first.family, second.family, "join")
    assert statuses(first, second) == ["paid", "paid"]
    believe(LineageEvent, earlier=first.family, later=second.family, kind="merge", happened_on=day())
    with pytest.raises(Error, match="is a second one for one result"):
        connection.check_constraints()


def test_result_of_another_framework_bars_nobody():
    claim = claim_at("queued")
    check(claim)
    believe(ClaimMade, family=claim.family, framework="phase-1", route="sustained", claimed_on=day(-40), status="paid")
    actions.approve_claim(claim=claim, by=user(), digest=claim.evidence_digest)
    assert statuses(claim) == ["approved"]
