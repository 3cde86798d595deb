"""A key worker records a meeting in the room: by keyboard alone, with a session that ends and a line that drops, and
without JavaScript; and goes on with a note that was closed in mid-sentence, in two tabs."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from families.accounts.enums import Role
from families.meetings.models import Meeting
from families.models import Draft, PlanAction, User
from families.professionals.actions import record_professional
from tests.browser import assert_accessible, shows, sign_in
from tests.families.world import PASSWORD, TODAY, YESTERDAY, build

PATIENCE = 30_000  # milliseconds: a whole meeting is a long form
LATER = TODAY + timedelta(days=28)
AGENCIES = ("CAMHS", "Hill School", "Housing", "Police")
HEADLINES = ("crime", "domestic-abuse", "education", "health", "work")
ACTIONS = {"crime": 2, "domestic-abuse": 1, "education": 2, "health": 2, "work": 1}


@pytest.fixture
def world(transactional_db, tmp_path):
    world = build(tmp_path / "files")
    for person in User.objects.all():
        person.set_password(PASSWORD)
        person.save()
    for agency in AGENCIES:
        record_professional(family=world.ours, by=world[Role.KEY_WORKER], starts_on=YESTERDAY, person={
            "name": f"Pat of {agency}", "agency": agency,
        })
    return world


def meeting_of(world, live_server):
    return f"{live_server.url}/families/{world.ours.token}/meetings/record/"


def was_saved(page):
    """The page says that what was typed is on the server, and when it was saved."""
    expect(page.get_by_text(re.compile(r"^Saved at \d\d:\d\d$"))).to_be_visible(timeout=PATIENCE)


def press_until(page, ident, most=60):
    """Presses Tab until the control of this id has the focus."""
    for _ in range(most):
        if page.evaluate("document.activeElement.id") == ident:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"#{ident} was not reached by pressing Tab {most} times")


def type_date(page, ident, on):
    press_until(page, f"{ident}_0")
    for number in (on.day, on.month, on.year):
        page.keyboard.press("Control+A")
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")


def type_meeting(page):
    """The whole meeting, by keyboard alone, in the order of the page."""
    type_date(page, "id_held_on", TODAY)
    boxes = page.locator("input[name=came]")
    for number in range(boxes.count()):
        press_until(page, f"id_came_{number + 1}" if page.locator("#id_came_1").count() else f"id_came_{number}")
        page.keyboard.press("Space")
    type_date(page, "id_next_on", LATER)
    press_until(page, "id_note")
    page.keyboard.type("The flat is damp.")
    for headline in sorted(HEADLINES, key=lambda code: page.locator(f"#fold-{code} h2").inner_text()):
        press_until(page, f"fold-{headline}")
        page.keyboard.press("Enter")
        for name, words in (("family_words", f"Words on {headline}"), ("aim", f"Better {headline}.")):
            press_until(page, f"id_talk-{headline}-{name}")
            page.keyboard.type(words)
        for number in range(1, ACTIONS[headline] + 1):
            row = f"id_new-{headline}-{number}"
            press_until(page, f"{row}-what")
            page.keyboard.type(f"Do {number} about {headline}")
            press_until(page, f"{row}-owner")
            page.keyboard.type("Dawn")
            type_date(page, f"{row}-due_on", LATER)


def check_recorded():
    meeting = Meeting.objects.get()
    came = {one.agency for one in meeting.attendances.all()}
    assert came >= set(AGENCIES)
    assert (meeting.talks.count(), PlanAction.objects.current().filter(meeting=meeting.token).count()) == (5, 8)
    assert set(PlanAction.objects.values_list("owner_name", flat=True)) == {"Dawn Okafor"}
    assert (meeting.next_on, meeting.note.text) == (LATER, "The flat is damp.")
    assert Draft.objects.count() == 0


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_whole_meeting_is_recorded_by_keyboard_alone_in_one_submission(live_server, open_browser, world, javascript):
    page = open_browser(java_script_enabled=javascript)
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    page.goto(meeting_of(world, live_server))
    shows(page, "For use in the room.")
    if javascript:
        assert_accessible(page)
    page.locator("#id_held_on_0").focus()
    type_meeting(page)
    if javascript:
        was_saved(page)
    button = page.get_by_role("button", name="Record the meeting")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The meeting is recorded.")).to_be_visible(timeout=PATIENCE)
    check_recorded()
    if javascript:
        assert_accessible(page)


def test_words_typed_before_and_after_a_session_ends_are_there_after_signing_in(live_server, page, world):
    worker = world[Role.KEY_WORKER]
    sign_in(page, live_server.url, worker.username, PASSWORD)
    page.goto(meeting_of(world, live_server))
    words = page.locator("#id_talk-health-family_words")
    page.locator("#fold-health").click()
    words.fill("I sleep better")
    was_saved(page)
    Session.objects.all().delete()
    words.press_sequentially(" since the new tablets")
    shows(page, "Not saved: you were signed out.")
    page.get_by_role("link", name="Sign in again").click()
    page.get_by_label("User name").fill(worker.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    shows(page, "Record a meeting")
    expect(words).to_have_value("I sleep better since the new tablets")
    expect(words).to_be_focused()
    page.keyboard.type(".")
    was_saved(page)
    expect(words).to_have_value("I sleep better since the new tablets.")
    assert_accessible(page)
    page.reload()
    expect(words).to_have_value("I sleep better since the new tablets.")
    assert Draft.objects.get().typed["talk-health-family_words"] == ["I sleep better since the new tablets."]


def test_words_typed_while_the_line_is_down_are_saved_when_it_is_back(live_server, page, world):
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    page.goto(meeting_of(world, live_server))
    page.context.set_offline(True)
    page.locator("#id_note").fill("Said in the lift")
    shows(page, "Not saved yet: there is no connection.")
    page.get_by_role("button", name="Record the meeting").click()
    shows(page, "Not saved yet: there is no connection.")
    page.context.set_offline(False)
    was_saved(page)
    assert Draft.objects.get().typed["note"] == ["Said in the lift"]
    assert Meeting.objects.count() == 0


def test_a_draft_is_saved_by_its_button_without_javascript(live_server, open_browser, world):
    page = open_browser(java_script_enabled=False)
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    page.goto(meeting_of(world, live_server))
    page.locator(".app-jump a[href='#problem-work']").click()
    page.locator("#id_talk-work-worker_note").fill("Wants to go back to catering")
    page.get_by_role("button", name="Save draft").click()
    shows(page, "Only you can see it until you send it off.")
    expect(page.locator("#id_talk-work-worker_note")).to_have_value("Wants to go back to catering")


def test_words_sent_after_the_session_ended_are_there_after_signing_in_without_javascript(
    live_server, open_browser, world
):
    worker, page = world[Role.KEY_WORKER], open_browser(java_script_enabled=False)
    sign_in(page, live_server.url, worker.username, PASSWORD)
    page.goto(meeting_of(world, live_server))
    page.locator("#id_note").fill("The flat is damp.")
    Session.objects.all().delete()
    page.get_by_role("button", name="Record the meeting").click()
    shows(page, "What you typed is kept")
    page.get_by_label("User name").fill(worker.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    shows(page, "This is your draft")
    expect(page.locator("#id_note")).to_have_value("The flat is damp.")
    page.locator("input[name=came]").first.check()
    page.get_by_role("button", name="Record the meeting").click()
    shows(page, "The meeting is recorded.")
    assert (Meeting.objects.get().note.text, Draft.objects.count()) == ("The flat is damp.", 0)


def test_a_note_closed_in_mid_sentence_is_there_again_and_a_second_tab_takes_nothing_away(live_server, page, world):
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    note = f"{live_server.url}/families/{world.ours.token}/notes/write/"
    page.goto(note)
    page.locator("#id_text").fill("Ada was at home and")
    was_saved(page)
    context = page.context
    page.close()
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto(note)
        shows(tab, "This is your draft")
        expect(tab.locator("#id_text")).to_have_value("Ada was at home and")
        expect(tab.locator("#id_text")).to_be_focused()
    first.keyboard.type(" well")
    was_saved(first)
    expect(first.locator("[data-saved]")).to_be_in_viewport()
    second.keyboard.type(" ill")
    shows(second, "You went on with this at")
    assert_accessible(second)
    assert Draft.objects.get().typed["text"] == ["Ada was at home and well"]
    second.get_by_role("button", name="Save what is here instead").click()
    was_saved(second)
    first.keyboard.type(".")
    shows(first, "You went on with this at")
    first.get_by_role("button", name="Show what is saved now").click()
    expect(first.locator("#id_text")).to_have_value("Ada was at home and ill")
    first.get_by_label("Visit").check()
    first.get_by_role("button", name="Complete the note").click()
    shows(first, "The note is complete.")
    assert ([one.text for one in world.ours.notes.all()], Draft.objects.count()) == (["Ada was at home and ill"], 0)
