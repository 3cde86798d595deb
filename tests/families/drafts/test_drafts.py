"""What is typed is kept for whoever typed it, on every page where somebody writes, until it is sent off."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from families.accounts.enums import Role
from families.actions import assign_lead_worker
from families.drafts.actions import WrittenElsewhere, forget_old_drafts
from families.drafts.rules import lost
from families.models import Draft, LogEntry, User
from families.tasks import forget_old_drafts as every_night
from tests.families.around import begin_note, people_around
from tests.families.world import TODAY

SCRIPT = {"headers": {"X-Saves": "1"}}


def address(world, name, **parts):
    return reverse(f"families:{name}", kwargs={"token": world.ours.token, **parts})


def test_words_are_lost_where_a_box_that_people_see_would_say_something_else():
    theirs = {"text": ["Damp"], "note": [" "], "token": ["1"], "who": ["2", "3"]}
    assert lost({"text": ["Damp"], "who": ["3", "2"]}, theirs, {"text", "note", "who"}) == []
    assert lost({"text": ["Dark"], "token": ["2"], "who": ["2"]}, theirs, {"text", "note", "who"}) == ["text", "who"]


@pytest.mark.parametrize(("name", "box"), [
    ("write_note", "text"), ("record_meeting", "note"), ("assessment", "family_home"), ("add_objective", "what"),
    ("review_plan", "what"), ("record_care_step", "reason"), ("record_objection", "reason"),
    ("record_event", "note"), ("screening", "identified_on_0"), ("agree_plan", "words"),
])
def test_what_is_typed_is_kept_and_comes_back_on_the_page(world, name, box):
    client, page = world.signed_in_as(Role.KEY_WORKER), address(world, name)
    if name == "agree_plan":
        box = f"words_{world.member('dawn').pk}"
    typed = {box: "half a sen", "last_field": f"id_{box}", "draft_revision": "0", "draft_tab": "a"}
    saved = client.post(page, {**typed, "keep": "draft"}, **SCRIPT)
    draft = Draft.objects.get()
    assert saved.json() == {"says": f"Saved at {timezone.localtime(draft.saved_at):%H:%M}", "revision": 1}
    assert (draft.by, draft.family, draft.typed[box]) == (world[Role.KEY_WORKER], world.ours, ["half a sen"])
    shown = client.get(page).content.decode()
    assert ("half a sen" in shown, "This is your draft" in shown) == (True, True)
    assert shown.count('class="govuk-error-message"') == 0
    assert "half a sen" not in world.signed_in_as(Role.TEAM_MANAGER).get(page).content.decode()


def test_a_referral_that_is_about_no_family_yet_is_kept_too(world):
    client, page = world.signed_in_as(Role.KEY_WORKER), reverse("families:record_referral")
    client.post(page, {"reason": "Often abs", "keep": "draft"})
    assert (Draft.objects.get().family, "Often abs" in client.get(page).content.decode()) == (None, True)


def test_two_tabs_never_silently_take_each_others_words(world):
    client, page = world.signed_in_as(Role.KEY_WORKER), address(world, "write_note")

    def keep(tab, revision, text, **more):
        return client.post(
            page, {"text": text, "draft_tab": tab, "draft_revision": revision, "keep": "draft"}, **more
        )

    assert keep("one", 0, "Ada was", **SCRIPT).json()["revision"] == 1
    assert keep("one", 0, "Ada was at home", **SCRIPT).json()["revision"] == 2  # the first answer was lost on its way
    refused = keep("two", 0, "Ben was out", **SCRIPT)
    assert (refused.status_code, refused.json()["revision"]) == (409, 2)
    assert "in another tab or on another device" in refused.json()["says"]
    shown = keep("two", 0, "Ben was out")
    assert shown.status_code == 409
    for words in ("in another tab", "What you typed there", ">Ada was at home</dd>", "Ben was out</textarea>",
                  'name="draft_revision" value="2"'):
        assert words in shown.content.decode()
    assert Draft.objects.get().typed["text"] == ["Ada was at home"]
    assert keep("two", 2, "Both were out", **SCRIPT).json()["revision"] == 3
    stale = client.post(page, {"kind": "visit", "text": "Ada was at home", "draft_tab": "one", "draft_revision": 2,
                               "happened_on_0": 1, "happened_on_1": 2, "happened_on_2": 2026})
    assert (stale.status_code, world.ours.notes.count()) == (409, 0)
    Draft.objects.all().delete()
    assert "sent off or thrown away" in keep("two", 3, "Both were out", **SCRIPT).json()["says"]
    assert keep("two", 0, "Both were out", **SCRIPT).json()["revision"] == 1


def test_what_takes_nothing_away_is_no_clash(world):
    worker = world[Role.KEY_WORKER]
    begin_note(world.ours, worker, tab="one", revision=0)
    assert begin_note(world.ours, worker, tab="two", revision=0).revision == 2
    with pytest.raises(WrittenElsewhere) as refused:
        begin_note(world.ours, worker, "Other words", tab="three", revision=0)
    assert refused.value.lost == ["text"]


def test_a_draft_is_its_writers_alone_and_goes_with_the_family(world):
    worker = world[Role.KEY_WORKER]
    draft = begin_note(world.ours, worker)
    discard = reverse("families:discard_draft", args=[draft.pk])
    for role in set(Role) - {Role.KEY_WORKER}:
        client = world.signed_in_as(role)
        assert [client.get(discard).status_code, client.post(discard).status_code] == [404, 404]
        assert "Write a note" not in client.get(reverse("families:drafts")).content.decode()
    client = world.signed_in_as(Role.KEY_WORKER)
    assert "Write a note" in client.get(reverse("families:drafts")).content.decode()
    assert "cannot be brought back" in client.get(discard).content.decode()
    other = User.objects.get(username="another.worker")
    assign_lead_worker(family=world.ours, by=world[Role.TEAM_MANAGER], starts_on=TODAY, worker=other)
    assert "Write a note" not in client.get(reverse("families:drafts")).content.decode()
    kept = client.post(address(world, "write_note"), {"text": "x", "keep": "draft"})
    assert [client.get(discard).status_code, kept.status_code] == [404, 404]
    assign_lead_worker(family=world.ours, by=world[Role.TEAM_MANAGER], starts_on=TODAY, worker=worker)
    client.post(discard)
    assert Draft.objects.count() == 0
    assert not LogEntry.objects.filter(detail__contains="smiled").exists()


def test_a_draft_that_nobody_goes_on_with_is_forgotten(world):
    kept, old = begin_note(world.ours, world[Role.KEY_WORKER]), begin_note(world.ours, world[Role.TEAM_MANAGER])
    for draft, days in ((kept, 89), (old, 91)):
        Draft.objects.filter(pk=draft.pk).update(saved_at=timezone.now() - timedelta(days=days))
    every_night()
    assert list(Draft.objects.all()) == [kept]
    logged = LogEntry.objects.latest("pk")
    assert (logged.by, logged.verb, logged.detail) == (None, "withdrew", "1 that nobody went on with")
    forget_old_drafts()
    assert LogEntry.objects.latest("pk") == logged


def test_every_page_where_somebody_writes_about_a_family_keeps_it(world):
    """No long box without a draft: whoever adds a page with one gets it from `form_page`."""
    from families.access import PAGES
    from tests.families.plans.building import plan_around
    from tests.families.test_access import ADDRESSES, OF_A_FAMILY

    parts = people_around(world.ours, world[Role.TEAM_MANAGER]) | plan_around(world.ours, world[Role.TEAM_MANAGER])
    client = world.signed_in_as(Role.TEAM_MANAGER)
    lacking, seen = [], 0
    for name in OF_A_FAMILY:
        known = {"token": world.ours.token, **parts.get(name, {})}
        if Role.TEAM_MANAGER not in PAGES[name] or not set(ADDRESSES[name]) <= set(known):
            continue
        response = client.get(reverse(name, kwargs=known))
        page = b"" if response.streaming else response.content
        if b"<textarea" in page:
            seen += 1
            lacking += [name] if b"data-draft=" not in page else []
    assert (lacking, seen > 15) == ([], True)
