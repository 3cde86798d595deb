"""What a plan makes due: its actions by their day, and its next review as the rule gives it."""

from datetime import timedelta

import pytest
from django.conf import settings

from families.accounts.enums import Role
from families.due.plan_sources import next_review, plans_in_force
from families.due.reading import DueList
from families.due.sources import SOURCES, scope_of
from families.meetings.actions import record_meeting
from families.models import PlanReview
from families.notices.news import tell_of_families
from families.plans.reading import plan_in_force
from families.plans.recording import settle_action
from families.plans.rules import Reviewed, next_review_on
from tests.families.plans.building import objective_with_action, review, somebody
from tests.families.world import TODAY


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


def due(user, code):
    """What is due of one sort: heading, words, day."""
    sources = [one for one in SOURCES if one.code == code]
    return [(row.period, row.says, row.on) for row in DueList(scope_of(user), sources=sources)[:]]


def test_an_action_is_due_until_it_is_settled(world, worker):
    _, action = objective_with_action(world.ours, worker, "crime", due_on=TODAY - timedelta(days=1))
    (period, says, on), = due(worker, "action")
    assert (period, says.startswith("Talk about crime ("), on) == ("overdue", True, TODAY - timedelta(days=1))
    settle_action(action=action, by=worker, state="done", settled_on=TODAY)
    assert due(worker, "action") == []


def test_the_next_meeting_is_due_until_it_is_recorded(world, worker):
    def met(on, next_on):
        record_meeting(
            family=world.ours, by=worker, held_on=on, came=[somebody(world.ours, worker)], talks={}, next_on=next_on
        )

    met(TODAY - timedelta(days=30), TODAY - timedelta(days=2))
    says = "Meet with the team around the family, as agreed"
    assert due(worker, "meeting") == [("overdue", says, TODAY - timedelta(days=2))]
    met(TODAY - timedelta(days=1), TODAY + timedelta(days=20))
    assert due(worker, "meeting") == [("later", says, TODAY + timedelta(days=20))]
    met(TODAY, None)
    assert due(worker, "meeting") == []


def by_rule(family):
    """The day of the next review as the rule gives it."""
    reviews = [
        Reviewed(row.held_on, row.has_changed, row.next_on)
        for row in PlanReview.objects.current().filter(family=family)
    ]
    return next_review_on(plan_in_force(family).agreed_on, reviews, settings.PLAN_REVIEW_WEEKS)


def test_the_next_review_is_the_one_that_the_rule_gives(world, worker):
    def found():
        row = plans_in_force(scope_of(worker)).annotate(next=next_review()).get(family=world.ours)
        return row.next

    assert found() == by_rule(world.ours)
    for days in (30, 20, 0):
        review(world.ours, worker, on=TODAY - timedelta(days=days))
        assert found() == by_rule(world.ours)
    (_, says, on), = due(worker, "review")
    assert (says, on) == ("Review the plan", by_rule(world.ours))


def test_a_review_that_is_due_is_told_once(world, worker):
    agreed = plan_in_force(world.ours).agreed_on
    is_due = by_rule(world.ours) <= TODAY
    for _ in range(2):
        tell_of_families(by=None)
    told = worker.notices.filter(kind="review_due")
    assert (agreed < TODAY, told.count()) == (True, int(is_due))
