"""Recording, correcting and withdrawing: two clocks, the log, and what is refused."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.urls import reverse

from families.accounts.enums import Role
from families.actions import assign_lead_worker, change_problem, record_problems
from families.believing import Overtaken
from families.changes import _listeners, when_families_change
from families.event_log.models import LogEntry
from families.facts.models import Event, Judgement, Spell
from families.facts.recording import (
    correct_event,
    correct_judgement,
    correct_score,
    end_spell,
    record_event,
    record_judgement,
    record_score,
    record_spell,
    withdraw_fact,
)
from families.models import LeadWorker, User
from families.permissions import Refused
from families.plans.actions import correct_plan, record_plan
from families.plans.reading import parts_of, plan_in_force
from families.plans.rules import what_is_missing
from families.two_clocks import moment_of_reading, moment_of_writing
from tests.families.world import TODAY, YESTERDAY, build
from tests.outcomes.authority import on


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


@pytest.fixture
def event(world, worker):
    return record_event(family=world.ours, by=worker, kind="police_callout", occurred_on=YESTERDAY, note="Noise")


@pytest.fixture
def told():
    """Which families were told about, and by whom."""
    heard = []
    when_families_change(listener := lambda ids, *, by: heard.append((ids, by)))
    yield heard
    _listeners.remove(listener)


def last_entry():
    entry = LogEntry.objects.latest("id")
    return entry.verb, entry.about_type, entry.about_id, entry.by, entry.role, entry.detail


def date(on_day, name):
    """A date as the three boxes send it."""
    return {f"{name}_0": on_day.day, f"{name}_1": on_day.month, f"{name}_2": on_day.year}


def test_a_correction_leaves_what_was_believed_before_readable(world, worker, event):
    before = moment_of_reading()
    correct_event(
        event=event, family=world.ours, by=worker, kind="asb_incident", occurred_on=TODAY, person=world.member("ada")
    )
    ours = Event.objects.filter(source_ref=event.source_ref)
    assert list(ours.known_at(before).values_list("kind", "occurred_on", "note")) == [
        ("police_callout", YESTERDAY, "Noise")
    ]
    assert list(ours.current().values_list("kind", "occurred_on", "person__reference")) == [
        ("asb_incident", TODAY, "TF-1-ada")
    ]
    assert last_entry() == ("corrected", "family", world.ours.pk, worker, "key_worker", "event")


def test_a_correction_begins_at_the_moment_the_old_belief_ends(world, worker, event):
    new = correct_event(event=event, family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY)
    event.refresh_from_db()
    assert (event.superseded_at, event.superseded_by) == (new.recorded_at, worker)


def test_a_withdrawal_leaves_nothing_in_place(world, worker, event):
    before = moment_of_reading()
    withdraw_fact(fact=event, family=world.ours, by=worker)
    ours = Event.objects.filter(source_ref=event.source_ref)
    assert (ours.current().count(), ours.known_at(before).count()) == (0, 1)
    assert last_entry() == ("withdrew", "family", world.ours.pk, worker, "key_worker", "event")


def test_a_second_correction_of_the_same_belief_is_refused_by_name(world, worker, event):
    manager = world[Role.TEAM_MANAGER]
    correct_event(event=event, family=world.ours, by=manager, kind="asb_incident", occurred_on=TODAY)
    with pytest.raises(Overtaken, match="^A Team_Manager changed this at ") as overtaken:
        correct_event(event=event, family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY)
    assert overtaken.value.row.superseded_by == manager
    assert Event.objects.current().filter(source_ref=event.source_ref).get().kind == "asb_incident"


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_is_told_of_the_other(tmp_path):
    world = build(tmp_path / "files")
    people = [world[Role.KEY_WORKER], world[Role.TEAM_MANAGER]]
    event = record_event(family=world.ours, by=people[0], kind="police_callout", occurred_on=YESTERDAY)
    together = Barrier(2)

    def correct(by):
        try:
            with transaction.atomic():
                moment_of_writing()
                together.wait(timeout=30)
                correct_event(event=event, family=world.ours, by=by, kind="asb_incident", occurred_on=TODAY)
            return "corrected"
        except Overtaken:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(correct, people)) == ["corrected", "told"]
    assert Event.objects.filter(source_ref=event.source_ref).count() == 2


def test_the_page_of_an_overtaken_correction_keeps_what_was_typed(world, worker, event):
    client = world.signed_in_as(Role.KEY_WORKER)
    address = reverse("families:correct_event", args=[world.ours.token, event.pk])
    correct_event(
        event=event, family=world.ours, by=world[Role.TEAM_MANAGER], kind="asb_incident", occurred_on=TODAY
    )
    response = client.post(address, {
        "kind": "missing_episode", "person": "family", **date(YESTERDAY, "occurred_on"), "note": "Typed with care",
    })
    page = response.content.decode()
    assert response.status_code == 403
    assert "A Team_Manager changed this at" in page
    assert "It now says: Anti-social behaviour incident on" in page
    assert "Typed with care" in page
    assert '<option value="missing_episode" selected>' in page


def test_what_came_in_a_file_is_not_corrected_here(world, worker):
    loaded = world.ours.events.get()
    with pytest.raises(Refused, match="This came in a file"):
        withdraw_fact(fact=loaded, family=world.ours, by=worker)
    response = world.signed_in_as(Role.KEY_WORKER).get(
        reverse("families:correct_event", args=[world.ours.token, loaded.pk])
    )
    assert (response.status_code, "Ask the organisation that sent it" in response.content.decode()) == (403, True)


def test_a_fact_of_another_family_is_not_found_here(world, worker):
    manager = world[Role.PROGRAMME_MANAGER]
    theirs = record_event(family=world.theirs, by=manager, kind="police_callout", occurred_on=TODAY)
    with pytest.raises(Refused, match="This is not about this family"):
        withdraw_fact(fact=theirs, family=world.ours, by=worker)
    address = reverse("families:correct_event", args=[world.ours.token, theirs.pk])
    assert world.signed_in_as(Role.KEY_WORKER).get(address).status_code == 404


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR])
def test_only_those_who_work_with_families_record(world, role):
    with pytest.raises(Refused, match="^Only a key worker or team manager or programme manager may record"):
        record_event(family=world.ours, by=world[role], kind="police_callout", occurred_on=TODAY)


@pytest.mark.parametrize("role", [Role.KEY_WORKER, Role.TEAM_MANAGER])
def test_nobody_records_about_a_family_they_do_not_work_with(world, role):
    with pytest.raises(Refused, match="^You do not work with this family.$"):
        record_plan(family=world.theirs, by=world[role], agreed_on=TODAY)


def test_a_person_of_another_family_is_not_recorded_from_this_one(world, worker):
    stranger = world.theirs.memberships.get().person
    with pytest.raises(Refused, match="^That person is not a member of this family.$"):
        record_event(family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY, person=stranger)


def test_nothing_is_recorded_before_it_happened_or_before_a_birth(world, worker):
    with pytest.raises(Refused, match="^The date must be today or in the past.$"):
        record_event(family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY + timedelta(days=1))
    with pytest.raises(Refused, match="^The date is before this person was born.$"):
        record_spell(
            family=world.ours, by=worker, kind="early_help", starts_on=TODAY - timedelta(days=9 * 365 + 1),
            person=world.member("ben"),
        )


def test_a_spell_ends_once_and_not_before_it_starts(world, worker):
    spell = record_spell(family=world.ours, by=worker, kind="rent_arrears", starts_on=YESTERDAY)
    with pytest.raises(Refused, match="^The last day is before the first day.$"):
        end_spell(spell=spell, family=world.ours, by=worker, ends_on=YESTERDAY - timedelta(days=1))
    ended = end_spell(spell=spell, family=world.ours, by=worker, ends_on=YESTERDAY)
    assert (ended.starts_on, ended.ends_on) == (YESTERDAY, YESTERDAY)
    with pytest.raises(Refused, match="^This has already ended."):
        end_spell(spell=ended, family=world.ours, by=worker, ends_on=TODAY)


def test_a_score_is_one_per_subject_tool_and_day(world, worker):
    score = record_score(family=world.ours, by=worker, tool="debt/pounds", scored_on=TODAY, score=300)
    with pytest.raises(Refused, match="^A score for this tool is already recorded on that day.$"):
        record_score(family=world.ours, by=worker, tool="debt/pounds", scored_on=TODAY, score=200)
    new = correct_score(score=score, family=world.ours, by=worker, tool="debt/pounds", scored_on=TODAY, value=200)
    assert new.score == 200


def test_a_score_is_of_a_tool_that_a_plan_asks_for_or_the_family_has(world, worker):
    record_score(family=world.ours, by=worker, tool="debt/pounds", scored_on=TODAY, score=300)
    client = world.signed_in_as(Role.KEY_WORKER)
    address = f"/families/{world.ours.token}/scores/record/"
    assert client.get(address).context["form"].fields["tool"].choices == [
        ("", "Select a tool"), ("debt/pounds", "Debt (pounds)"),
    ]
    said = {"person": "family", "score": "7", "tool": "debt/pounds"}
    when = {"scored_on_0": YESTERDAY.day, "scored_on_1": YESTERDAY.month, "scored_on_2": YESTERDAY.year}
    assert "Select the tool" in client.post(address, {**said, **when, "tool": ""}).content.decode()
    client.post(address, {**said, **when})
    assert world.ours.scores.get(scored_on=YESTERDAY).score == 7


def test_a_judgement_keeps_who_decided_in_which_role_and_why(world, worker):
    judgement = record_judgement(
        family=world.ours, by=worker, headline="health", decided_on=TODAY, achieved=True, reason=" Seen by the GP. "
    )
    assert (judgement.decider, judgement.decider_role, judgement.reason) == (worker, "key_worker", "Seen by the GP.")
    with pytest.raises(Refused, match="^Enter the reason"):
        record_judgement(
            family=world.ours, by=worker, headline="crime", decided_on=TODAY, achieved=True, reason="  "
        )


def test_a_judgement_is_changed_by_its_decider_or_a_manager_only(world, worker):
    manager = world[Role.TEAM_MANAGER]
    said = {"headline": "health", "decided_on": TODAY, "achieved": True, "reason": "Seen."}
    judgement = record_judgement(family=world.ours, by=manager, **said)
    with pytest.raises(Refused, match="^Only the person who decided, or a manager"):
        correct_judgement(judgement=judgement, family=world.ours, by=worker, **said | {"achieved": False})
    correct_judgement(
        judgement=judgement, family=world.ours, by=world[Role.PROGRAMME_MANAGER], **said | {"achieved": False}
    )
    assert Judgement.objects.current().get(family=world.ours).decider_role == "programme_manager"


def test_headlines_are_those_of_the_familys_outcomes_plan(world, worker):
    with pytest.raises(Refused, match="^That headline is not in the outcomes plan"):
        record_problems(family=world.ours, by=worker, problems=[
            {"headline": "nonsense", "identified_on": TODAY, "status": "accepted"},
        ])


def test_a_problem_is_recorded_once_and_changes_its_status(world, worker):
    said = {"headline": "help", "identified_on": YESTERDAY, "person": world.member("ada")}
    [problem] = record_problems(family=world.ours, by=worker, problems=[{"status": "suspected", **said}])
    with pytest.raises(Refused, match="^This problem is already recorded"):
        record_problems(family=world.ours, by=worker, problems=[
            {**said, "status": "accepted", "headline": "crime"}, {**said, "status": "accepted"},
        ])
    assert not world.ours.problems.filter(headline="crime", person=said["person"]).exists()
    changed = change_problem(problem=problem, by=worker, status="accepted", identified_on=YESTERDAY)
    assert (changed.status, changed.source) == ("accepted", "key worker record")
    assert last_entry()[-1] == "problem"


def test_every_write_tells_about_its_families_in_its_transaction(world, worker, told):
    record_event(family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY, person=world.member("ada"))
    record_plan(family=world.ours, by=worker, agreed_on=TODAY)
    assert told == [([world.ours.pk], worker), ([world.ours.pk], worker)]


def test_nothing_is_recorded_when_it_cannot_be_logged(world, worker, monkeypatch):
    def cannot(*args, **kwargs):
        raise RuntimeError("no log")

    monkeypatch.setattr(LogEntry.objects, "bulk_create", cannot)
    with pytest.raises(RuntimeError, match="no log"):
        record_event(family=world.ours, by=worker, kind="police_callout", occurred_on=TODAY)
    assert not Event.objects.filter(kind="police_callout").exists()


def test_a_plan_says_what_it_lacks_until_it_is_corrected(world, worker):
    dawn, ada, ben, cy = (world.member(name).pk for name in ("dawn", "ada", "ben", "cy"))
    plan = record_plan(family=world.ours, by=worker, agreed_on=TODAY, covers=[ada, dawn], objectives=["crime", "work"])
    assert (plan.covers, plan.objectives) == (sorted([ada, dawn]), ["crime", "work"])
    assert what_is_missing(parts_of(plan)) == [
        "It covers Ben Okafor",
        "It has an objective for “Families affected by domestic violence and abuse”",
        "It has an objective for “Children who have not been attending school regularly”",
        "It has an objective for “Parents and children with a range of health problems”",
    ]
    everything = ["crime", "work", "education", "health", "domestic-abuse"]
    new = correct_plan(plan=plan, by=worker, agreed_on=TODAY, covers=None, objectives=everything)
    assert what_is_missing(parts_of(new)) == []
    assert plan_in_force(world.ours) == new
    assert cy not in plan.covers


def test_a_plan_covers_members_of_its_day_only(world, worker):
    with pytest.raises(Refused, match="^Cyrus Bell was not a member of the family on the day the plan was agreed.$"):
        record_plan(family=world.ours, by=worker, agreed_on=TODAY, covers=[world.member("cy").pk])


def test_two_plans_of_one_day_are_refused(world, worker):
    record_plan(family=world.ours, by=worker, agreed_on=TODAY)
    with pytest.raises(Refused, match="^This family already agreed a plan on that day. Correct that one instead.$"):
        record_plan(family=world.ours, by=worker, agreed_on=TODAY)


def test_a_new_lead_worker_follows_the_old_one_day_by_day(world):
    manager, new = world[Role.TEAM_MANAGER], User.objects.get(username="another.worker")
    assign_lead_worker(family=world.ours, by=manager, worker=new, starts_on=TODAY)
    leads = LeadWorker.objects.current().filter(family=world.ours).order_by("ends_on")
    assert [(lead.worker.username, lead.starts_on, lead.ends_on) for lead in leads] == [
        ("a.key_worker", None, YESTERDAY), ("another.worker", TODAY, None),
    ]
    assert world.signed_in_as(Role.KEY_WORKER).get(f"/families/{world.ours.token}/").status_code == 404


def test_a_lead_worker_is_assigned_by_managers_to_those_who_can_lead(world, worker):
    manager = world[Role.TEAM_MANAGER]
    with pytest.raises(Refused, match="^Only a team manager or programme manager may say who leads"):
        assign_lead_worker(family=world.ours, by=worker, worker=worker, starts_on=TODAY)
    with pytest.raises(Refused, match="^Only a key worker or a team manager with access"):
        assign_lead_worker(family=world.ours, by=manager, worker=world[Role.ANALYST], starts_on=TODAY)
    with pytest.raises(Refused, match="already leads this family.$"):
        assign_lead_worker(family=world.ours, by=manager, worker=worker, starts_on=TODAY)


def test_a_lead_that_began_today_by_mistake_is_replaced(world):
    manager, mistaken = world[Role.TEAM_MANAGER], User.objects.get(username="another.worker")
    assign_lead_worker(family=world.ours, by=manager, worker=mistaken, starts_on=TODAY)
    assign_lead_worker(family=world.ours, by=manager, worker=manager, starts_on=TODAY)
    leads = LeadWorker.objects.current().filter(family=world.ours, ends_on=None)
    assert [(lead.worker, lead.starts_on) for lead in leads] == [(manager, TODAY)]


def test_moments_of_writing_are_asked_for_inside_a_transaction(world):
    with transaction.atomic():
        assert moment_of_writing() <= moment_of_writing()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"agreed_on_0": "", "agreed_on_1": "", "agreed_on_2": ""}, "Enter the date the plan was agreed"),
        ({"agreed_on_0": ""}, "The date the plan was agreed must include a day"),
        ({"agreed_on_0": "", "agreed_on_2": ""}, "The date the plan was agreed must include a day and year"),
        ({"agreed_on_1": "13"}, "The date the plan was agreed must be a real date"),
        ({"agreed_on_0": "30", "agreed_on_1": "Feb"}, "The date the plan was agreed must be a real date"),
        ({"agreed_on_2": "24"}, "The date the plan was agreed must have a year with 4 numbers, like 2024"),
        ({"agreed_on_2": "2199"}, "The date the plan was agreed must be today or in the past"),
        ({"covers": []}, "Select at least one person the plan covers"),
    ],
)
def test_the_plan_page_says_what_is_wrong_and_keeps_the_rest(world, changed, sentence):
    typed = {**date(on(60), "agreed_on"), "covers": [world.member("dawn").pk], "objectives": ["crime"]} | changed
    page = world.signed_in_as(Role.KEY_WORKER).post(address_of_a_plan(world), typed).content.decode()
    assert page.count(sentence) == 2
    assert 'value="crime" checked' in page
    for name in ("agreed_on_0", "agreed_on_1", "agreed_on_2"):
        if typed[name] != "":
            assert f'name="{name}" value="{typed[name]}"' in page
    assert world.ours.plans.count() == 2


def address_of_a_plan(world):
    """Where a plan that the family agreed today is corrected."""
    plan = record_plan(family=world.ours, by=world[Role.KEY_WORKER], agreed_on=TODAY)
    return reverse("families:correct_plan", args=[world.ours.token, plan.pk])


def test_the_plan_page_corrects_and_warns_of_what_is_missing(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    typed = {
        **date(TODAY, "agreed_on"), "covers": [world.member("dawn").pk],
        "objectives": ["crime", "work", "education", "health", "domestic-abuse"],
    }
    response = client.post(address_of_a_plan(world), typed, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [(f"/families/{world.ours.token}/", 302)]
    assert "The plan is corrected." in page
    assert "Still missing: It covers Ada Okafor; It covers Ben Okafor." in page


@pytest.mark.parametrize(
    ("page", "kind", "typed"),
    [
        ("families:record_event", Event, {"kind": "police_callout", **date(YESTERDAY, "occurred_on")}),
        ("families:record_spell", Spell, {"kind": "rent_arrears", **date(YESTERDAY, "starts_on")}),
    ],
)
def test_a_form_that_is_sent_twice_records_once(world, page, kind, typed):
    client, address = world.signed_in_as(Role.KEY_WORKER), reverse(page, args=[world.ours.token])

    def opened():
        return re.search(r'name="once" value="([^"]+)"', client.get(address).content.decode())[1]

    before = kind.objects.count()
    form = {**typed, "person": "family", "note": "Heard by the neighbours", "once": opened()}
    assert client.post(address, form).status_code == 302
    again = client.post(address, form)
    assert again.status_code == 403
    assert "This form was sent before, and what it said is recorded." in again.content.decode()
    assert "Heard by the neighbours" in again.content.decode()
    assert kind.objects.count() == before + 1
    assert client.post(address, {**form, "once": opened()}).status_code == 302
    assert client.post(address, {**form, "once": "none"}).status_code == 200
    assert kind.objects.count() == before + 2


def test_no_cookie_carries_a_message_since_it_may_name_people(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    typed = {**date(TODAY, "agreed_on"), "covers": [world.member("dawn").pk], "objectives": ["crime"]}
    response = client.post(address_of_a_plan(world), typed)
    assert response.status_code == 302
    assert set(response.cookies) == {"sessionid"}


def test_every_recording_page_logs_that_the_family_was_looked_at(world, worker):
    world.signed_in_as(Role.KEY_WORKER).get(reverse("families:record_event", args=[world.ours.token]))
    assert last_entry() == ("viewed", "family", world.ours.pk, worker, "key_worker", "record_event")
    assert LogEntry.objects.latest("id").request_id is not None
