"""Working on a plan and agreeing it: what is missing, versions, who changed what, owners, reviews, and the pages."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.accounts.enums import Role
from families.believing import Overtaken
from families.event_log.models import LogEntry
from families.household.actions.members import add_person
from families.models import Agreement, Membership, Objective, Plan, PlanAction, Voice
from families.permissions import Refused
from families.plans import recording
from families.plans.actions import agree_plan
from families.plans.permissions import ChangedMeanwhile
from families.plans.reading import standing_of
from families.plans.versions import compare, content_of, digest_of
from families.plans.working import WorkingPlan
from families.professionals.actions import end_professional, record_professional
from tests.families.around import CHILD, PROFESSIONAL
from tests.families.plans import building
from tests.families.world import TODAY, YESTERDAY

HEADLINES = ["crime", "domestic-abuse", "education", "health", "work"]


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


@pytest.fixture
def ours(world):
    return world.ours


def address(name, family, *parts):
    return reverse(f"families:{name}", args=[family.token, *parts])


def three_boxes(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def test_everything_is_missing_from_an_empty_plan_and_nothing_from_a_complete_one(ours, worker):
    names = ["Dawn Okafor", "Ada Okafor", "Ben Okafor"]
    headlines = WorkingPlan(ours).raised
    assert WorkingPlan(ours).missing == [
        *(f"It covers {name}, or says why not" for name in names),
        *(f"It has an objective for “{headlines[code]}”" for code in HEADLINES),
    ]
    building.cover_everybody(ours, worker)
    recording.add_objective(family=ours, by=worker, headline="crime", what="No more police at the door.")
    assert WorkingPlan(ours).missing == [
        *(f"It has an objective for “{headlines[code]}”" for code in HEADLINES[1:]),
        "Somebody does something towards “No more police at the door.”",
    ]
    building.complete(ours, worker)
    assert WorkingPlan(ours).missing == ["Somebody does something towards “No more police at the door.”"]


def test_a_plan_with_something_missing_is_not_agreed(ours, worker):
    objectives = building.complete(ours, worker)
    for row, action in objectives[:1]:
        recording.settle_action(action=action, by=worker, state="done", settled_on=TODAY)
        recording.take_out_objective(objective=row, family=ours, by=worker)
    with pytest.raises(Refused, match="^The plan cannot be agreed yet. Still missing: It has an objective for “"):
        building.agree(ours, worker)
    assert (Agreement.objects.count(), ours.plans.current().count()) == (0, 1)


def test_a_child_who_joins_must_be_decided_about_before_the_plan_is_agreed_again(ours, worker):
    building.complete(ours, worker)
    building.agree(ours, worker)
    child = add_person(family=ours, by=worker, person=CHILD, role="child", starts_on=YESTERDAY)
    with pytest.raises(Refused, match="Still missing: It covers Tadhg Okafor, or says why not."):
        building.agree(ours, worker)
    recording.say_whom_it_covers(family=ours, by=worker, decided={child.pk: (False, "Lives with his aunt")})
    assert building.agree(ours, worker).number == 2
    assert "It says why it leaves out Tadhg Okafor: Lives with his aunt" in [
        part.sentence for part in WorkingPlan(ours).parts
    ]


def test_agreeing_writes_the_plan_in_force_a_version_and_what_each_said(world, ours, worker):
    building.complete(ours, worker)
    dawn, ada, ben = (world.member(name) for name in ("dawn", "ada", "ben"))
    said = {
        dawn.pk: ("in_part", "Not the early mornings."), ada.pk: ("agreed", ""), ben.pk: ("not_asked", ""),
    }
    version = building.agree(ours, worker, on=YESTERDAY, voices=said)
    plan = ours.plans.current().get(agreed_on=YESTERDAY)
    assert (plan.covers, plan.objectives) == (sorted([dawn.pk, ada.pk, ben.pk]), HEADLINES)
    assert (version.number, version.plan, version.recorded_by) == (1, plan, worker)
    assert [str(voice) for voice in version.voices.all()] == [
        "Dawn Okafor: agreed with part of it", "Ada Okafor: agreed", "Ben Okafor: was not asked",
    ]
    assert version.voices.first().words == "Not the early mornings."
    last = LogEntry.objects.latest("id")
    assert (last.verb, last.about_id, last.by, last.detail) == (
        "recorded", ours.pk, worker, "version 1 of the plan"
    )


def test_agreeing_again_on_the_same_day_corrects_the_plan_and_makes_another_version(ours, worker):
    building.complete(ours, worker)
    first = building.agree(ours, worker)
    building.objective_with_action(ours, worker, "help")
    second = building.agree(ours, worker)
    assert (first.number, second.number) == (1, 2)
    assert [plan.objectives for plan in Plan.objects.current().filter(family=ours, agreed_on=TODAY)] == [
        sorted([*HEADLINES, "help"])
    ]


def test_a_plan_of_the_same_day_that_came_in_a_file_stays(ours, worker):
    building.complete(ours, worker)
    loaded = ours.plans.current().get()
    left = Membership.objects.get(family=ours, ends_on__isnull=False).person_id
    recording.say_whom_it_covers(family=ours, by=worker, decided={left: (True, "")})
    with pytest.raises(Refused, match="^This came in a file"):
        building.agree(ours, worker, on=loaded.agreed_on)
    assert list(ours.plans.current()) == [loaded]


@pytest.mark.parametrize("stance", ["disagreed", "not_asked"])
def test_a_plan_that_nobody_of_the_family_agreed_is_not_agreed(ours, worker, stance):
    building.complete(ours, worker)
    with pytest.raises(Refused, match="^Say who of the family agreed the plan"):
        building.agree(ours, worker, voices=building.voices(ours, stance))


def test_what_was_agreed_never_changes(ours, worker):
    building.complete(ours, worker)
    version = building.agree(ours, worker)
    for rows, change in (
        (Voice.objects.filter(agreement=version), {"words": ""}),
        (Agreement.objects.filter(pk=version.pk), {"content": {}}),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            rows.update(**change)
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            rows._raw_delete(rows.db)
    with pytest.raises(DatabaseError, match="A recorded fact is never changed"), transaction.atomic():
        Objective.objects.filter(family=ours).update(what="Otherwise")


def test_two_versions_are_compared(ours, worker):
    (objective, action), *_ = building.complete(ours, worker)
    older = building.agree(ours, worker, on=YESTERDAY).content
    recording.settle_action(action=action, by=worker, state="not_needed", settled_on=TODAY, reason="They moved")
    recording.change_objective(
        objective=objective, family=ours, by=worker, headline="crime", what="Ada is home by nine.", person=None
    )
    building.objective_with_action(ours, worker, "help")
    newer = building.agree(ours, worker).content
    headlines = WorkingPlan(ours).headlines
    today = f"{TODAY.day} {TODAY:%B %Y}"
    assert [(one.about, one.before, one.after) for one in compare(older, newer)] == [
        (f"Objective: {headlines['help']}", "", "The family: help is no trouble any more."),
        (
            f"Objective: {headlines['crime']}", "The family: crime is no trouble any more.",
            "The family: Ada is home by nine.",
        ),
        (f"Action: {headlines['help']}", "", f"Talk about help (Dawn Okafor, The family), by {today}"),
        (
            f"Action: {headlines['crime']}", f"Talk about crime (Dawn Okafor, The family), by {today}",
            f"Talk about crime (Dawn Okafor, The family), by {today}. No longer needed on {today}: They moved",
        ),
    ]
    assert compare(newer, newer) == []


def test_the_second_of_two_who_work_on_one_plan_is_told_by_whom_it_was_changed(world, ours, worker):
    manager = world[Role.TEAM_MANAGER]
    (objective, action), *_ = building.complete(ours, worker)
    seen = digest_of(content_of(WorkingPlan(ours)))
    recording.change_action(
        action=action, family=ours, by=manager, what="Go there together", due_on=TODAY,
        owner=building.somebody(ours, manager),
    )
    with pytest.raises(Overtaken, match="^A Team_Manager changed this at "):
        recording.settle_action(action=action, by=worker, state="done", settled_on=TODAY)
    with pytest.raises(ChangedMeanwhile, match="^A Team_Manager changed the plan at .* after you opened this page."):
        agree_plan(family=ours, by=worker, agreed_on=TODAY, voices=building.voices(ours), seen=seen)
    assert Agreement.objects.count() == 0


def test_the_page_of_a_conflict_shows_both_and_keeps_what_was_typed(world, ours, worker):
    manager = world[Role.TEAM_MANAGER]
    (objective, _), *_ = building.complete(ours, worker)
    recording.change_objective(objective=objective, family=ours, by=manager, headline="crime", what="No more fines.")
    response = world.signed_in_as(Role.KEY_WORKER).post(address("change_objective", ours, objective.pk), {
        "headline": "crime", "person": "family", "what": "Typed with care",
    })
    page = response.content.decode()
    assert response.status_code == 403
    for words in ("A Team_Manager changed this at", "It now says: No more fines.", "Typed with care"):
        assert words in page


def test_the_page_of_whom_it_covers_notices_a_change_by_somebody_else(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    building.cover_everybody(ours, worker)
    page = client.get(address("plan_members", ours))
    ada = world.member("ada").pk
    recording.say_whom_it_covers(
        family=ours, by=world[Role.TEAM_MANAGER], decided={ada: (False, "Lives with her father")}
    )
    typed = {"seen": page.context["seen"]}
    for one in page.context["working"].members:
        typed |= {f"covered_{one.person_id}": "yes", f"reason_{one.person_id}": "My own words"}
    response = client.post(address("plan_members", ours), typed)
    shown = response.content.decode()
    assert response.status_code == 409
    for words in ("A Team_Manager changed the plan at", "left out. Lives with her father", "My own words"):
        assert words in shown
    again = client.post(address("plan_members", ours), {**typed, "seen": response.context["seen"]})
    assert again.status_code == 302
    assert WorkingPlan(ours).covers == sorted(world.member(name).pk for name in ("dawn", "ada", "ben"))


def test_an_action_is_owned_by_one_who_is_round_the_family(world, ours, worker):
    objective = recording.add_objective(family=ours, by=worker, headline="crime", what="Peace.")
    nurse = record_professional(family=ours, by=worker, starts_on=YESTERDAY, person=PROFESSIONAL)
    said = {"family": ours, "by": worker, "objective": objective.thread, "what": "Ring", "due_on": TODAY}
    rows = {
        kind: recording.add_action(owner=building.somebody(ours, worker, kind), **said)
        for kind in ("user", "person", "professional")
    }
    assert {kind: (row.owner_name, row.agency) for kind, row in rows.items()} == {
        "user": ("A Key_Worker", "Exampleshire County Council"), "person": ("Dawn Okafor", "The family"),
        "professional": ("Sarah Pell", "CAMHS"),
    }
    end_professional(professional=nurse, family=ours, by=worker, ends_on=YESTERDAY)
    for owner in (f"professional:{nurse.thread}", "person:0", "nobody", f"person:{world.member('cy').pk}"):
        with pytest.raises(Refused, match="^Choose who does it from those who are round the family now.$"):
            recording.add_action(owner=owner, **said)
    changed = recording.change_action(
        action=rows["professional"], family=ours, by=worker, what="Ring again", due_on=TODAY,
        owner=f"professional:{nurse.thread}",
    )
    assert changed.owner_name == "Sarah Pell"


def test_the_owner_of_an_action_says_what_became_of_it_also_from_outside(world, ours, worker):
    partner = world[Role.PARTNER]
    objective = recording.add_objective(family=ours, by=worker, headline="crime", what="Peace.")
    action = recording.add_action(
        family=ours, by=worker, objective=objective.thread, what="Call in", due_on=YESTERDAY,
        owner=f"user:{partner.pk}",
    )
    assert list(PlanAction.objects.overdue(TODAY)) == [action]
    with pytest.raises(Refused):
        recording.settle_action(action=action, by=world[Role.ANALYST], state="done", settled_on=TODAY)
    done = recording.settle_action(action=action, by=partner, state="done", settled_on=TODAY)
    assert (done.state, done.recorded_by, PlanAction.objects.to_do().count()) == ("done", partner, 0)
    with pytest.raises(Refused, match="^This is settled already."):
        recording.settle_action(action=done, by=worker, state="done", settled_on=TODAY)
    opened = recording.reopen_action(action=done, by=worker, reason="Nobody was in")
    assert (opened.state, opened.settled_on) == ("to_do", None)
    assert [row.state for row in PlanAction.objects.with_history(action.thread)] == ["to_do", "done", "to_do"]


def test_an_objective_leaves_the_plan_once_nothing_is_to_be_done_towards_it(ours, worker):
    objective, action = building.objective_with_action(ours, worker, "crime")
    with pytest.raises(Refused, match="^Something is still to be done towards this."):
        recording.take_out_objective(objective=objective, family=ours, by=worker)
    recording.settle_action(action=action, by=worker, state="done", settled_on=TODAY)
    recording.take_out_objective(objective=objective, family=ours, by=worker)
    assert WorkingPlan(ours).objectives == []
    with pytest.raises(Refused, match="^The objective is no longer in the plan."):
        recording.add_action(
            family=ours, by=worker, objective=objective.thread, what="Ring", due_on=TODAY,
            owner=building.somebody(ours, worker),
        )


def test_a_plan_is_reviewed_once_a_day_and_not_before_it_was_agreed(ours, worker):
    agreed = ours.plans.current().get().agreed_on
    with pytest.raises(Refused, match="^No plan was agreed by that day"):
        building.review(ours, worker, on=agreed - timedelta(days=1))
    building.review(ours, worker)
    with pytest.raises(Refused, match="^A review on that day is already recorded.$"):
        building.review(ours, worker)
    standing = standing_of(WorkingPlan(ours))
    assert (standing.next_on, standing.is_overdue) == (TODAY + timedelta(weeks=12), False)
    assert standing.warnings == (
        "The plan was agreed more than a year ago. Go through it with the family and agree it again.",
    )


def test_nobody_works_on_a_plan_of_a_family_they_do_not_work_with(world, worker):
    for act in (
        lambda: recording.add_objective(family=world.theirs, by=worker, headline="crime", what="Peace."),
        lambda: recording.say_whom_it_covers(family=world.theirs, by=worker, decided={}),
        lambda: building.agree(world.theirs, worker),
        lambda: building.review(world.theirs, worker),
    ):
        with pytest.raises(Refused, match="^You do not work with this family.$"):
            act()


def test_a_plan_is_not_changed_through_another_familys_page(world, ours, worker):
    manager = world[Role.PROGRAMME_MANAGER]
    objective, action = building.objective_with_action(world.theirs, manager, "crime")
    client = world.signed_in_as(Role.KEY_WORKER)
    for name, part in (
        ("change_objective", objective.pk), ("add_action", objective.thread), ("settle_action", action.pk),
    ):
        assert client.get(address(name, ours, part)).status_code == 404
    with pytest.raises(Refused, match="^This is not about this family.$"):
        recording.change_objective(objective=objective, family=ours, by=worker, headline="crime", what="Mine")


def test_the_plan_is_built_and_agreed_on_pages(world, ours):
    client = world.signed_in_as(Role.KEY_WORKER)
    assert "Next: complete what is missing below" in client.get(address("plan", ours)).content.decode()
    members = client.get(address("plan_members", ours))
    client.post(address("plan_members", ours), {
        "seen": members.context["seen"],
        **{f"covered_{one.person_id}": "yes" for one in members.context["working"].members},
    })
    for headline in HEADLINES:
        client.post(address("add_objective", ours), {"headline": headline, "person": "family", "what": "Better."})
    for objective in WorkingPlan(ours).objectives:
        client.post(address("add_action", ours, objective.row.thread), {
            "what": "Meet", "owner": f"person:{world.member('dawn').pk}", **three_boxes("due_on", TODAY),
        })
    page = client.get(address("agree_plan", ours))
    typed = {"seen": page.context["seen"], **three_boxes("agreed_on", TODAY)}
    for one in page.context["working"].members:
        typed |= {f"stance_{one.person_id}": "agreed", f"words_{one.person_id}": "Good."}
    response = client.post(address("agree_plan", ours), typed, follow=True)
    assert "The plan is agreed." in response.content.decode()
    assert "Version 1 was agreed on" in response.content.decode()
    version = client.get(address("plan_version", ours, 1)).content.decode()
    for words in ("Dawn Okafor", "“Good.”", "Meet (Dawn Okafor, The family)"):
        assert words in version


def test_forms_of_a_plan_say_what_is_missing_and_lose_nothing(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    objective, action = building.objective_with_action(ours, worker, "crime")
    page = client.post(address("settle_action", ours, action.pk), {
        "state": "not_needed", **three_boxes("settled_on", TODAY), "reason": "",
    }).content.decode()
    assert "Enter why it is no longer needed" in page
    page = client.post(address("add_action", ours, objective.thread), {
        "what": "A long sentence that took a while", "owner": "", **three_boxes("due_on", TODAY),
    }).content.decode()
    assert "Select who does it" in page
    assert "A long sentence that took a while" in page
    ada = world.member("ada").pk
    page = client.post(address("plan_members", ours), {f"covered_{ada}": "no"}).content.decode()
    assert "Enter why this person is left out" in page


def test_the_page_of_a_plan_asks_as_many_questions_for_one_objective_as_for_twenty(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("plan", ours)).status_code == 200
        return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)

    building.complete(ours, worker)
    building.agree(ours, worker)
    few = asked()
    for number in range(20):
        objective = recording.add_objective(family=ours, by=worker, headline="crime", what=f"Peace {number}")
        for _ in range(2):
            recording.add_action(
                family=ours, by=worker, objective=objective.thread, what="Ring", due_on=TODAY,
                owner=building.somebody(ours, worker),
            )
        building.review(ours, worker, on=TODAY - timedelta(days=number + 1))
    assert asked() == few
    assert few <= 15
