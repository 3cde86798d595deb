"""A meeting is recorded in one submission: what it writes, what it refuses, and drafts that lose nothing."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.meetings.actions import NewAction, Newcomer, SettledAction, TalkedThrough, record_meeting
from families.meetings.models import Meeting
from families.models import Draft, Note, Objective, OwnReading, PlanAction, ProfessionalContact, Score
from families.permissions import Refused
from families.plans import recording
from families.plans.working import WorkingPlan
from families.professionals.actions import record_professional
from families.timeline.reading import Timeline
from tests.families.around import PROFESSIONAL
from tests.families.plans import building
from tests.families.world import TODAY, YESTERDAY

LATER = TODAY + timedelta(days=28)
HEADLINES = ["crime", "domestic-abuse", "education", "health", "work"]


@pytest.fixture
def worker(world):
    return world[Role.KEY_WORKER]


@pytest.fixture
def ours(world):
    return world.ours


def three_boxes(name, on):
    return {f"{name}_0": on.day, f"{name}_1": on.month, f"{name}_2": on.year}


def address(name, family, *parts):
    return reverse(f"families:{name}", args=[family.token, *parts])


def test_one_submission_writes_everything(world, ours, worker):
    nurse = record_professional(family=ours, by=worker, starts_on=YESTERDAY, person=PROFESSIONAL)
    objective, done = building.objective_with_action(ours, worker, "crime")
    late = recording.add_action(
        family=ours, by=worker, objective=objective.thread, what="Fit a lock", due_on=YESTERDAY,
        owner=building.somebody(ours, worker),
    )
    dawn = f"person:{world.member('dawn').pk}"
    meeting = record_meeting(
        family=ours, by=worker, held_on=TODAY, next_on=LATER, note="The flat is damp.",
        came=[dawn, f"professional:{nurse.thread}", f"user:{worker.pk}"],
        newcomers=[Newcomer("Jo Fell", "Housing", stays=True), Newcomer("Aunt Bea", "A neighbour")],
        talks=[
            TalkedThrough(
                "crime", "It is quieter.", "Ada is home at nine.", objective=objective.thread,
                agreed=(NewAction("Ring the school", dawn, LATER),),
                settled=(SettledAction(done, "done"), SettledAction(late, "to_do", due_on=LATER)),
            ),
            TalkedThrough("work", aim="Dawn is in training.", agreed=(NewAction("See the adviser", dawn, LATER),)),
        ],
    )
    assert [(one.kind, str(one)) for one in meeting.attendances.all()] == [
        ("person", "Dawn Okafor"), ("professional", "Sarah Pell, CAMHS"),
        ("user", "A Key_Worker, Exampleshire County Council"), ("professional", "Jo Fell, Housing"),
        ("professional", "Aunt Bea, A neighbour"),
    ]
    assert sorted(ours.professionals.current().values_list("name", flat=True)) == ["Jo Fell", "Sarah Pell"]
    assert sorted(ProfessionalContact.objects.values_list("kind", "happened_on")) == [("meeting", TODAY)] * 2
    assert [(talk.headline, talk.family_words, talk.worker_note) for talk in meeting.talks.all()] == [
        ("crime", "It is quieter.", "Ada is home at nine."),
    ]
    said = PlanAction.objects.current().filter(meeting=meeting.token).order_by("what")
    assert [(row.what, row.state, row.due_on) for row in said] == [
        ("Fit a lock", "to_do", LATER), ("Ring the school", "to_do", LATER), ("See the adviser", "to_do", LATER),
        ("Talk about crime", "done", TODAY),
    ]
    assert Objective.objects.current().get(headline="work").what == "Dawn is in training."
    assert (Note.objects.get().text, Note.objects.get().kind, meeting.note) == (
        "The flat is damp.", "meeting", Note.objects.get()
    )
    assert LogEntry.objects.latest("id").detail == "meeting"
    lines = [line.says for line in Timeline(ours)[0:100] if line.on == TODAY]
    assert "Meeting of the team around the family" in lines
    assert "Action done: Talk about crime (Dawn Okafor)" in lines


def test_scores_of_the_meeting_are_kept_in_both_views(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    scores = "scores-family_star"
    typed = {
        "came": [f"user:{worker.pk}"], **three_boxes("held_on", TODAY), f"{scores}-worker_parenting": "6",
        f"{scores}-own_parenting": "4", f"{scores}-words_parenting": "Evenings are hard.",
    }
    wordy = {**typed, f"{scores}-own_parenting": ""}
    page = client.post(address("record_meeting", ours), wordy).content.decode()
    assert ("Select their view, or leave out the words on it" in page, "Evenings are hard." in page) == (True, True)
    assert Meeting.objects.count() == 0
    page = client.post(address("record_meeting", ours), typed, follow=True).content.decode()
    assert "Evenings are hard." in page
    reading, own = Score.objects.current().get(family=ours), OwnReading.objects.current().get(family=ours)
    assert (reading.tool, reading.scored_on, int(reading.score)) == ("family_star/parenting", TODAY, 6)
    assert (own.tool, own.scored_on, own.score, own.words) == ("family_star/parenting", TODAY, 4, "Evenings are hard.")


def test_a_meeting_is_recorded_whole_or_not_at_all(world, ours, worker):
    objective, action = building.objective_with_action(ours, worker, "crime")
    recording.settle_action(action=action, by=world[Role.TEAM_MANAGER], state="done", settled_on=TODAY)
    dawn = f"person:{world.member('dawn').pk}"
    with pytest.raises(Refused, match="^A Team_Manager changed this at "):
        record_meeting(
            family=ours, by=worker, held_on=TODAY, came=[dawn], note="Said",
            newcomers=[Newcomer("Jo", "Housing", stays=True)],
            talks=[TalkedThrough("crime", "Words", settled=(SettledAction(action, "done"),))],
        )
    assert (Meeting.objects.count(), Note.objects.count(), ours.professionals.count()) == (0, 0, 0)


def test_a_meeting_at_which_nobody_was_or_without_aim_is_refused(world, ours, worker):
    dawn = f"person:{world.member('dawn').pk}"
    with pytest.raises(Refused, match="^Say who came to the meeting.$"):
        record_meeting(family=ours, by=worker, held_on=TODAY, came=[], talks=[])
    with pytest.raises(Refused, match="^Say what will be different"):
        record_meeting(family=ours, by=worker, held_on=TODAY, came=[dawn], talks=[
            TalkedThrough("work", agreed=(NewAction("See the adviser", dawn, LATER),)),
        ])
    with pytest.raises(Refused, match="^You do not work with this family.$"):
        record_meeting(family=world.theirs, by=worker, held_on=TODAY, came=[dawn], talks=[])
    with pytest.raises(Refused, match="^The next meeting must be after this one.$"):
        record_meeting(family=ours, by=worker, held_on=TODAY, next_on=TODAY, came=[dawn], talks=[])


def test_what_was_recorded_of_a_meeting_never_changes(world, ours, worker):
    meeting = record_meeting(
        family=ours, by=worker, held_on=TODAY, came=[f"user:{worker.pk}"], talks=[TalkedThrough("crime", "Words")]
    )
    for rows, change in (
        (meeting.talks.all(), {"family_words": ""}), (meeting.attendances.all(), {"name": ""}),
        (Meeting.objects.all(), {"held_on": YESTERDAY}),
    ):
        with pytest.raises(DatabaseError, match="never changed or deleted"), transaction.atomic():
            rows.update(**change)


def whole_meeting(world, ours, worker):
    """Five problems, four agencies, eight new actions, as the page sends them."""
    for number, agency in enumerate(("CAMHS", "Police", "Housing", "Hill School")):
        record_professional(family=ours, by=worker, starts_on=YESTERDAY, person={
            "name": f"Worker {number}", "agency": agency,
        })
    dawn = f"person:{world.member('dawn').pk}"
    came = [dawn, *(f"professional:{row.thread}" for row in ours.professionals.current())]
    typed = {"came": came, "note": "All well.", **three_boxes("held_on", TODAY), **three_boxes("next_on", LATER)}
    for headline in HEADLINES:
        typed |= {
            f"talk-{headline}-family_words": f"Words on {headline}", f"talk-{headline}-worker_note": "Seen",
            f"talk-{headline}-aim": f"Better {headline}.",
        }
    for headline, number in [*((code, 1) for code in HEADLINES), *((code, 2) for code in HEADLINES[:3])]:
        row = f"new-{headline}-{number}"
        typed |= {f"{row}-what": f"Do {row}", f"{row}-owner": dawn, **three_boxes(f"{row}-due_on", LATER)}
    return typed


def test_the_page_records_five_problems_four_agencies_and_eight_actions_at_once(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    typed = whole_meeting(world, ours, worker)
    response = client.post(address("record_meeting", ours), typed, follow=True)
    page = response.content.decode()
    assert "The meeting is recorded." in page
    assert PlanAction.objects.current().count() == 8
    assert Meeting.objects.get().talks.count() == 5
    assert page.count("New: Do new-") == 8
    assert client.get(address("meetings", ours)).content.decode().count("Worker ") == 4
    assert len(WorkingPlan(ours).objectives) == 5


def test_a_page_with_something_wrong_loses_nothing(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    typed = whole_meeting(world, ours, worker)
    wrong = {**typed, "new-crime-1-owner": "", "came": [], **three_boxes("held_on", LATER)}
    page = client.post(address("record_meeting", ours), wrong).content.decode()
    for sentence in ("Select who does it", "The date of the meeting must be today or in the past"):
        assert sentence in page
    for headline in HEADLINES:
        assert f"Words on {headline}" in page
    assert page.count("Do new-") == 8
    page = client.post(address("record_meeting", ours), {**typed, "came": []}).content.decode()
    assert "Select who came, or enter somebody else" in page
    assert Meeting.objects.count() == 0


def test_a_draft_of_a_meeting_comes_back_and_ends_with_it(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)
    page = address("record_meeting", ours)
    typed = {"talk-crime-family_words": "Half a sen", **three_boxes("held_on", TODAY), "last_field": "id_note"}
    by_button = client.post(page, {**typed, "keep": "draft"})
    assert by_button.headers["Location"] == f"{page}#id_note"
    back = client.get(page).content.decode()
    assert "Half a sen" in back
    assert '<a class="govuk-link" href="#id_note">Go on where you stopped</a>' in back
    assert "Error" not in back
    assert "Go on with it" in client.get(address("meetings", ours)).content.decode()
    assert client.post(page, {**typed, "came": [f"user:{worker.pk}"]}).status_code == 302
    assert (Meeting.objects.count(), Draft.objects.count()) == (1, 0)


def test_more_rows_are_there_for_those_who_ask(ours, world):
    client = world.signed_in_as(Role.KEY_WORKER)
    page = address("record_meeting", ours)
    assert client.get(page).content.decode().count("New action ") == 2 * len(HEADLINES)
    sent = client.post(page, {"keep": "more", "more": "work", "rows-work": "2", "talk-work-worker_note": "Kept"})
    assert sent.headers["Location"] == f"{page}#id_new-work-3-what"
    back = client.get(page).content.decode()
    assert back.count("New action ") == 2 * len(HEADLINES) + 2
    assert "Kept" in back


def test_an_action_that_somebody_else_settled_meanwhile_is_told_and_can_be_sent_again(world, ours, worker):
    objective, action = building.objective_with_action(ours, worker, "crime")
    client = world.signed_in_as(Role.KEY_WORKER)
    changed = recording.change_action(
        action=action, family=ours, by=world[Role.TEAM_MANAGER], what="Go there", due_on=LATER
    )
    row = f"act-{action.thread}"
    typed = {
        "came": [f"user:{worker.pk}"], **three_boxes("held_on", TODAY), f"{row}-opened": action.pk,
        f"{row}-state": "done", "note": "Typed with care",
    }
    response = client.post(address("record_meeting", ours), typed)
    page = response.content.decode()
    assert response.status_code == 403
    for words in ("A Team_Manager changed this at", "Go there", "Typed with care"):
        assert words in page
    assert f'name="{row}-opened" value="{changed.pk}"' in page
    again = client.post(address("record_meeting", ours), {**typed, f"{row}-opened": changed.pk})
    assert again.status_code == 302
    assert PlanAction.objects.current().get().state == "done"


def test_the_pages_ask_as_many_questions_for_one_problem_as_for_many_actions(world, ours, worker):
    client = world.signed_in_as(Role.KEY_WORKER)

    def asked(*names):
        found = []
        for name in names:
            with CaptureQueriesContext(connection) as captured:
                assert client.get(address(name, ours)).status_code == 200
            found.append(sum(query["sql"].startswith("SELECT") for query in captured.captured_queries))
        return found

    building.objective_with_action(ours, worker, "crime")
    record_meeting(family=ours, by=worker, held_on=TODAY, came=[f"user:{worker.pk}"], talks=[])
    few = asked("record_meeting", "meetings")
    for number in range(20):
        building.objective_with_action(ours, worker, "crime")
        record_meeting(
            family=ours, by=worker, held_on=TODAY - timedelta(days=number), came=[f"user:{worker.pk}"], talks=[]
        )
    assert asked("record_meeting", "meetings") == few
    assert max(few) <= 15
