"""The table of moves, what each asks for, what a move writes, closing, social care, and who leads how much."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.accounts.enums import Role
from families.enums import Stage
from families.models import CareStep, Family, StageMove
from families.permissions import Refused
from families.plans import recording
from families.plans.rules import Reviewed, drift, next_review_on
from families.stages import rules
from families.stages.actions import move_stage, record_care_step
from families.stages.reading import caseloads, families_without_a_lead
from families.timeline.reading import Timeline
from tests.families.plans import building
from tests.families.world import TODAY, YESTERDAY
from tests.outcomes.authority import load, plain_family, together

GATHERING, AWAITING, ACTIVE, SUSTAINING, CLOSED = Stage.values
WAYS = {
    (GATHERING, AWAITING), (GATHERING, ACTIVE), (GATHERING, CLOSED), (AWAITING, GATHERING), (AWAITING, ACTIVE),
    (AWAITING, CLOSED), (ACTIVE, AWAITING), (ACTIVE, SUSTAINING), (ACTIVE, CLOSED), (SUSTAINING, ACTIVE),
    (SUSTAINING, CLOSED), (CLOSED, GATHERING), (CLOSED, ACTIVE),
}


@pytest.mark.parametrize("before", Stage.values)
@pytest.mark.parametrize("after", Stage.values)
def test_every_way_is_in_the_table_or_there_is_none(before, after):
    assert (rules.move_between(before, after) is not None) == ((before, after) in WAYS)


def test_what_each_move_asks_for():
    asked = {(move.before, move.after): move.needs for move in rules.MOVES if move.needs}
    assert asked == {
        (GATHERING, AWAITING): ("problem",), (AWAITING, ACTIVE): ("problem", "lead_worker", "plan"),
        (GATHERING, ACTIVE): ("problem", "lead_worker", "plan"), (ACTIVE, SUSTAINING): ("review", "nothing_overdue"),
        (CLOSED, ACTIVE): ("lead_worker", "plan"),
        **{(stage, CLOSED): ("nothing_to_do",) for stage in (GATHERING, AWAITING, ACTIVE, SUSTAINING)},
    }
    assert all(rules.SENTENCES[need] for needs in asked.values() for need in needs)
    starting = rules.move_between(AWAITING, ACTIVE)
    missing = rules.what_stands_in_the_way(starting, {"problem"})
    assert missing == ["Somebody leads the work", "The family agreed a plan"]
    assert rules.what_stands_in_the_way(starting, {"problem", "plan", "lead_worker"}) == []


def on(day):
    return date(2024, 1, 1) + timedelta(days=day)


@pytest.mark.parametrize(
    ("reviews", "due"),
    [
        ([], on(84)), ([(10, False, 60)], on(60)), ([(10, False, 60), (50, True, 100)], on(100)),
        ([(50, True, 100), (10, False, 60)], on(100)), ([(-5, False, 20)], on(84)),
    ],
)
def test_the_next_review_is_as_the_last_one_said_or_twelve_weeks_after_the_agreement(reviews, due):
    assert next_review_on(on(0), [Reviewed(on(a), b, on(c)) for a, b, c in reviews], 12) == due


def test_without_a_plan_there_is_nothing_to_review_and_nothing_drifts():
    assert (next_review_on(None, [], 12), drift(None, [], on(0))) == (None, [])


@pytest.mark.parametrize(
    ("changed", "drifts"),
    [
        ([False, False], 0), ([False, False, False], 3), ([False, True, False, False], 0),
        ([True, False, False, False], 3), ([False] * 4, 4),
    ],
)
def test_a_plan_drifts_after_three_reviews_in_a_row_that_changed_nothing(changed, drifts):
    reviews = [Reviewed(on(number * 20), has_changed, on(200)) for number, has_changed in enumerate(changed)]
    says = drift(on(0), reviews, on(90))
    assert [sentence.split(" reviews")[0] for sentence in says] == ([f"The last {drifts}"] if drifts else [])


@pytest.mark.parametrize(("day", "says"), [(365, 0), (366, 1)])
def test_a_plan_drifts_when_it_is_older_than_a_year(day, says):
    assert len(drift(on(0), [Reviewed(on(20), True, on(90))], on(day))) == says


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


@pytest.fixture
def manager(world):
    return world[Role.TEAM_MANAGER]


def stage_of(family):
    details = family.details.current().get()
    return details.stage, details.closed_on, details.closed_reason


def test_a_family_sustains_once_it_was_reviewed_and_nothing_is_overdue(world, worker):
    _, action = building.objective_with_action(world.ours, worker, "crime", due_on=YESTERDAY)
    said = {"family": world.ours, "by": worker, "to": SUSTAINING, "moved_on": TODAY}
    with pytest.raises(Refused, match="Still missing: The plan was reviewed since it was agreed; No action of the"):
        move_stage(**said)
    recording.settle_action(action=action, by=worker, state="done", settled_on=TODAY)
    building.review(world.ours, worker)
    move_stage(**said)
    assert stage_of(world.ours) == (SUSTAINING, None, "")
    with pytest.raises(Refused, match="^Enter the reason.$"):
        move_stage(family=world.ours, by=worker, to=ACTIVE, moved_on=TODAY)
    move_stage(family=world.ours, by=worker, to=ACTIVE, moved_on=TODAY, reason="Ada is away from school again")
    assert [str(move) for move in StageMove.objects.current().order_by("pk")] == [
        "Active plan to Sustaining", "Sustaining to Active plan",
    ]


def test_a_manager_closes_the_work_and_opens_it_again(world, worker, manager):
    _, action = building.objective_with_action(world.ours, worker, "crime")
    said = {"family": world.ours, "to": CLOSED, "moved_on": YESTERDAY, "reason": "Moved out of the area"}
    with pytest.raises(Refused, match="^Only a team manager or programme manager may close the work"):
        move_stage(by=worker, **said)
    with pytest.raises(Refused, match="Still missing: Every action of the plan is done or no longer needed."):
        move_stage(by=manager, **said)
    recording.settle_action(action=action, by=worker, state="not_needed", settled_on=TODAY, reason="They moved")
    move_stage(by=manager, **said, comment="Leeds goes on")
    assert stage_of(world.ours) == (CLOSED, YESTERDAY, "Moved out of the area")
    with pytest.raises(Refused, match="^The day is before the work was closed.$"):
        move_stage(
            family=world.ours, by=manager, to=GATHERING, moved_on=YESTERDAY - timedelta(days=1), reason="Came back"
        )
    move_stage(family=world.ours, by=manager, to=GATHERING, moved_on=TODAY, reason="Came back")
    assert stage_of(world.ours) == (GATHERING, None, "")
    lines = [line for line in Timeline(world.ours)[0:50] if line.kind == "stage"]
    assert [(line.says, line.note) for line in lines] == [
        ("Closed to information gathering", "Came back"),
        ("Active plan to closed", "Moved out of the area\nLeeds goes on"),
    ]


def test_the_first_active_plan_engages_the_family(world, tmp_path):
    load(tmp_path / "more", **together(plain_family("TF-3", stage="awaiting_lead_worker", engaged_on="")))
    family = Family.objects.get(reference="TF-3")
    move_stage(family=family, by=world[Role.KEY_WORKER], to=ACTIVE, moved_on=YESTERDAY)
    details = family.details.current().get()
    assert (details.stage, details.engaged_on) == (ACTIVE, YESTERDAY)
    move_stage(family=family, by=world[Role.KEY_WORKER], to=AWAITING, moved_on=TODAY, reason="The lead left")
    move_stage(family=family, by=world[Role.KEY_WORKER], to=ACTIVE, moved_on=TODAY)
    assert family.details.current().get().engaged_on == YESTERDAY


def test_a_step_from_social_care_is_recorded_once_and_stands_on_the_timeline(world, worker):
    said = {
        "family": world.ours, "by": worker, "direction": "down", "stepped_on": TODAY, "team": "Assessment team",
        "reason": "No longer in need",
    }
    record_care_step(**said)
    with pytest.raises(Refused, match="^This step on that day is already recorded.$"):
        record_care_step(**said)
    assert CareStep.objects.count() == 1
    assert [(line.says, line.note) for line in Timeline(world.ours, kind="stage")[0:5]] == [
        ("Stepped down from social care (Assessment team)", "No longer in need")
    ]


def test_what_is_agreed_done_and_reviewed_stands_on_the_timeline(world, worker):
    (objective, action), *_ = building.complete(world.ours, worker)
    building.agree(world.ours, worker)
    recording.settle_action(action=action, by=worker, state="done", settled_on=TODAY, reason="Twice")
    recording.change_objective(
        objective=objective, family=world.ours, by=worker, headline="crime", what="Peace.", reached_on=TODAY
    )
    building.review(world.ours, worker, has_changed=True)
    lines = [line for line in Timeline(world.ours, kind="plan")[0:50] if line.on == TODAY]
    assert sorted((line.says, line.note) for line in lines) == [
        ("Action done: Talk about crime (Dawn Okafor)", "Twice"),
        ("Objective reached: Peace.", "Parents and children involved in crime or anti-social behaviour"),
        ("Plan reviewed: it changed", "We went through it."),
        ("Version 1 of the plan agreed with the family", ""),
    ]


def test_caseloads_count_open_families_that_somebody_leads_now(world):
    loads = {str(one.user): (one.families, one.active) for one in caseloads()}
    assert loads == {"A Key_Worker": (1, 1), "Another Worker": (1, 1), "A Team_Manager": (0, 0)}
    page = world.signed_in_as(Role.TEAM_MANAGER).get(
        reverse("families:assign_lead_worker", args=[world.ours.token])
    ).content.decode()
    assert "Another Worker (key worker, leads 1 family now)" in page


def test_families_that_nobody_leads_are_listed_for_those_who_oversee_them(world, tmp_path):
    client = world.signed_in_as(Role.TEAM_MANAGER)
    address = reverse("families:allocation")

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)

    load(tmp_path / "one", **together(plain_family("TF-70", lead_worker="", district="north")))
    few = asked()
    load(tmp_path / "more", **together(*(
        plain_family(f"TF-8{number:02}", lead_worker="", district="north" if number % 2 else "south")
        for number in range(20)
    )))
    assert asked() == few <= 15
    found = [family.reference for family in families_without_a_lead(world[Role.TEAM_MANAGER])]
    assert found == ["TF-70", *(f"TF-8{number:02}" for number in range(1, 20, 2))]
    assert "TF-801" in client.get(address).content.decode()


def test_the_page_of_a_stage_shows_what_a_move_asks_for_and_makes_it(world, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    page = client.get(reverse("families:stage", args=[world.ours.token])).content.decode()
    for words in ("Stage: active plan", "The plan was reviewed since it was agreed", "Not yet"):
        assert words in page
    assert "Close the work" not in page
    building.review(world.ours, worker)
    address = reverse("families:move_stage", args=[world.ours.token, SUSTAINING])
    typed = {"moved_on_0": TODAY.day, "moved_on_1": TODAY.month, "moved_on_2": TODAY.year}
    response = client.post(address, typed, follow=True)
    assert "Stage: sustaining" in response.content.decode()
    refused = client.get(address)
    assert (refused.status_code, "The family is at the stage" in refused.content.decode()) == (403, True)


def test_closing_says_why_and_leaves_claims_alone(world):
    client = world.signed_in_as(Role.TEAM_MANAGER)
    address = reverse("families:move_stage", args=[world.ours.token, CLOSED])
    assert "It neither makes a claim nor takes one back" in client.get(address).content.decode()
    typed = {"moved_on_0": TODAY.day, "moved_on_1": TODAY.month, "moved_on_2": TODAY.year}
    assert "Select why it ends" in client.post(address, typed).content.decode()
    client.post(address, {**typed, "reason": "declined"})
    assert stage_of(world.ours) == (CLOSED, TODAY, "The family does not want to go on")
