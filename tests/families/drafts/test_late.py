"""A form that is sent after its session has ended: its words are kept for whoever typed them, and for nobody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core import signing
from django.test import Client
from django.urls import reverse

from families.accounts.actions import set_temporary_password
from families.accounts.enums import Role
from families.actions import assign_lead_worker
from families.drafts import seals
from families.drafts.rules import MOST_LATE, set_beside
from families.models import Draft, LogEntry, Note, User
from tests.families.around import begin_note
from tests.families.world import PASSWORD, TODAY

WORDS = "Ada was at home"


class Browser(Client):
    """A browser without JavaScript that asks for tokens, on the page for writing a note."""

    def __init__(self, world):
        super().__init__(enforce_csrf_checks=True)
        self.page = reverse("families:write_note", args=[world.ours.token])

    def sign_in(self, person, address="/sign-in/"):
        """Signs in on the page for it; where that leads."""
        opened = self.get(address)
        return self.send(address, {"username": person.username, "password": PASSWORD}, opened).headers["Location"]

    def send(self, address, typed, opened):
        """Sends the form of a page that was opened, with what was typed into it and what travels with it."""
        kept = opened.context.get("kept")
        travels = {"draft_seal": kept.seal, "draft_tab": kept.tab, "draft_revision": kept.revision} if kept else {}
        return self.post(address, {"csrfmiddlewaretoken": str(opened.context["csrf_token"]), **travels, **typed})


@pytest.fixture
def browser(world):
    """A browser in which a key worker has signed in and opened the page; `opened` is that page."""
    browser = Browser(world)
    for role in (Role.KEY_WORKER, Role.TEAM_MANAGER, Role.ADMINISTRATOR):
        world[role].set_password(PASSWORD)
        world[role].save()
    browser.writer = world[Role.KEY_WORKER]
    browser.sign_in(browser.writer)
    browser.opened = browser.get(browser.page)
    return browser


def session_ends():
    """As it does by itself: the cookie stays in the browser."""
    Session.objects.all().delete()


def test_words_that_have_no_place_are_set_beside():
    kept = {"text": ["Damp"], "who": ["1"], "beside-text": ["Cold"]}
    assert set_beside(kept, {"text": ["Dark"], "who": ["1"], "day": [" "]}) == {**kept, "beside-text": ["Cold", "Dark"]}
    assert set_beside(kept, {"text": ["Damp"], "beside-text": ["Cold", "Wet"]})["beside-text"] == ["Cold", "Wet"]
    assert set_beside(kept, {"text": ["Cold"]}) == kept


def test_what_is_sent_after_the_session_ended_is_there_once_its_writer_signs_in(browser):
    session_ends()
    answer = browser.send(browser.page, {"text": WORDS}, browser.opened)
    assert answer.headers["Location"] == f"/sign-in/?next={browser.page.replace('/', '%2F')}&kept=yes"
    asked = browser.get(answer.headers["Location"]).content.decode()
    assert ("What you typed is kept" in asked, WORDS in asked) == (True, False)
    shown = browser.get(browser.sign_in(browser.writer, answer.headers["Location"]))
    assert f"{WORDS}</textarea>" in shown.content.decode()
    assert "This is your draft" in shown.content.decode()
    draft, logged = Draft.objects.get(), LogEntry.objects.filter(detail__startswith="draft").get()
    assert (draft.by, draft.family.token, set(draft.typed)) == (browser.writer, shown.context["family"].token, {"text"})
    assert (logged.by, logged.detail) == (browser.writer, "draft, sent after the session had ended")
    assert Note.objects.count() == 0


def test_a_short_form_is_kept_too_though_it_has_no_button_for_a_draft(browser, world):
    page = reverse("families:record_address", args=[world.ours.token])
    opened = browser.get(page)
    session_ends()
    back = browser.send(page, {"line_1": "14 Millstone Row", "is_confidential": "on"}, opened).headers["Location"]
    shown = browser.get(browser.sign_in(browser.writer, back)).content.decode()
    assert ('value="14 Millstone Row"' in shown, "This is your draft" in shown) == (True, True)
    assert ("Save draft" in shown, "data-draft=" in shown, "govuk-error-message" in shown) == (False, False, False)


@pytest.mark.parametrize("role", [Role.TEAM_MANAGER, Role.ADMINISTRATOR])
def test_nobody_else_who_signs_in_sees_it(browser, world, role):
    session_ends()
    answer = browser.send(browser.page, {"text": WORDS}, browser.opened)
    browser.sign_in(world[role], answer.headers["Location"])
    seen = [browser.get(address).content.decode() for address in (browser.page, "/your-drafts/", "/")]
    assert [WORDS in page for page in seen] == [False] * 3
    assert Draft.objects.get().by == browser.writer


def test_a_form_of_somebody_else_is_kept_for_them_when_another_has_signed_in(browser, world):
    session_ends()
    browser.sign_in(world[Role.TEAM_MANAGER])
    answer = browser.send(browser.page, {"text": WORDS}, browser.opened)
    assert (answer.status_code, "Somebody else began this form" in answer.content.decode()) == (403, True)
    assert (WORDS in answer.content.decode(), WORDS in browser.get(browser.page).content.decode()) == (False, False)
    assert (Draft.objects.get().by, Note.objects.count()) == (browser.writer, 0)


def test_who_signed_in_again_in_another_tab_goes_on_with_what_they_typed(browser):
    session_ends()
    browser.sign_in(browser.writer)
    answer = browser.send(browser.page, {"text": WORDS}, browser.opened)
    assert (answer.status_code, answer.headers["Location"]) == (302, browser.page)
    shown = browser.get(browser.page).content.decode()
    assert ("it is not sent off yet" in shown, f"{WORDS}</textarea>" in shown) == (True, True)


def test_words_of_another_tab_and_the_late_ones_are_both_kept(browser, world):
    begin_note(world.ours, browser.writer, "Ben was out", tab="other", revision=0)
    session_ends()
    browser.send(browser.page, {"text": WORDS}, browser.opened)
    assert Draft.objects.get().typed == {"text": ["Ben was out"], "beside-text": [WORDS]}
    client = world.signed_in_as(Role.KEY_WORKER)
    shown = client.get(browser.page)
    page = shown.content.decode()
    assert ("Also typed by you" in page, f">{WORDS}</dd>" in page, "Ben was out</textarea>" in page) == (True,) * 3
    client.post(browser.page, {"text": "Ben was out too", "beside-text": WORDS, "keep": "draft",
                               "draft_tab": "third", "draft_revision": shown.context["kept"].revision})
    assert Draft.objects.get().typed == {"text": ["Ben was out too"], "beside-text": [WORDS]}
    client.post(browser.page, {"text": "Ben was out too", "keep": "draft", "draft_tab": "old", "draft_revision": 1})
    assert "beside-text" in Draft.objects.get().typed


def forged(browser, world):
    """A seal that no page gave out: its writer's password is not in it."""
    parts = {"token": str(world.ours.token)}
    said = {"page": "families:write_note", "parts": parts, "family": world.ours.pk, "what": "Write a note"}
    return f"{browser.writer.pk}:{signing.dumps(said, salt='families.drafts.seals:')}"


def test_nothing_is_kept_for_a_stranger(browser, world, monkeypatch):
    other_page = reverse("families:record_meeting", args=[world.ours.token])
    seal = browser.opened.context["kept"].seal
    session_ends()
    token = str(browser.opened.context["csrf_token"])

    def send(address, **typed):
        answer = browser.post(address, {"csrfmiddlewaretoken": token, "text": WORDS, **typed})
        return answer.status_code, "kept=" in answer.headers.get("Location", "")

    assert send(browser.page) == (302, False)
    assert send(browser.page, draft_seal=forged(browser, world)) == (302, False)
    assert send(browser.page, draft_seal="9" * 30 + ":x") == (302, False)
    assert send(other_page, draft_seal=seal) == (302, False)
    assert send(browser.page, draft_seal=seal, text="x" * MOST_LATE + "x") == (302, False)
    saved = browser.post(browser.page, {"csrfmiddlewaretoken": token, "draft_seal": seal}, headers={"X-Saves": "1"})
    assert ("kept=" in saved.headers["Location"], Draft.objects.count()) == (False, 0)  # the script holds it in its tab
    assert send(browser.page, draft_seal=seal, csrfmiddlewaretoken="x") == (302, True)  # a seal is no less than a token
    Draft.objects.all().delete()
    with monkeypatch.context() as later:
        later.setattr(seals, "SEALED_FOR", timedelta(0))
        assert send(browser.page, draft_seal=seal) == (302, False)
    manager, other = world[Role.TEAM_MANAGER], User.objects.get(username="another.worker")
    assign_lead_worker(family=world.ours, by=manager, starts_on=TODAY, worker=other)
    assert send(browser.page, draft_seal=seal) == (302, False)
    assign_lead_worker(family=world.ours, by=manager, starts_on=TODAY, worker=browser.writer)
    set_temporary_password(user=browser.writer, by=world[Role.ADMINISTRATOR])
    assert send(browser.page, draft_seal=seal) == (302, False)
    assert Draft.objects.count() == 0
