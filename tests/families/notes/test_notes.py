"""Notes: a draft that nobody else sees, complete notes that stay as they are, additions, and who is told."""

import os
from datetime import timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.actions import assign_lead_worker
from families.chronologies.actions import begin_chronology, choose_lines, copy_chronology, lock_chronology
from families.colleagues import colleagues_of
from families.models import Draft, Family, LogEntry, Note, Notice, User
from families.notes import actions
from families.permissions import Refused
from families.timeline.reading import Timeline
from families.two_clocks import moment_of_reading
from tests.families.world import TODAY, YESTERDAY

TYPED = {
    "kind": "visit", "text": "Ada was at home. <b>Quiet</b> & tired.", "happened_on_0": "31", "happened_on_1": "2",
    "happened_on_2": "2026", "significant": "yes",
}


@pytest.fixture
def write(world):
    """Writes a note about our family as its key worker, with whatever is given besides."""

    def write(**more):
        return actions.add_note(**{
            "family": world.ours, "by": world[Role.KEY_WORKER], "happened_on": TODAY, "text": "All well.", **more,
        })

    return write


def address(world, *parts):
    return "/".join(["/families", str(world.ours.token), "notes", *map(str, parts), ""])


def test_a_complete_note_stays_as_it_is(write):
    note = write()
    for change in ("UPDATE families_note SET text = 'Other'", "DELETE FROM families_note"):
        with pytest.raises(InternalError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
    note.refresh_from_db()
    assert note.text == "All well."


def test_an_addition_belongs_to_the_first_note_and_a_correction_says_so(world, write):
    note = write()
    added = write(text="She called back.", cites=note)
    write(text="It was Tuesday.", cites=added, corrects=True)
    page = world.signed_in_as(Role.KEY_WORKER).get(address(world, note.pk)).content.decode()
    assert [one.cites_id for one in Note.objects.order_by("pk")] == [None, note.pk, note.pk]
    assert page.index("All well.") < page.index("She called back.") < page.index("It was Tuesday.")
    assert page.count("Put right below") == 1


@pytest.mark.parametrize("wrong", [
    {"happened_on": TODAY + timedelta(days=1)}, {"text": " "}, {"corrects": True}, {"by": None},
])
def test_what_makes_no_sense_is_refused(world, write, wrong):
    with pytest.raises(Refused):
        write(**wrong)
    assert not Note.objects.exists()


def test_a_note_is_about_this_family_alone(world, write):
    stranger = Family.objects.get(pk=world.theirs.pk).memberships.first().person
    with pytest.raises(Refused, match="not a member"):
        write(about=[stranger.pk])
    with pytest.raises(Refused, match="do not work with"):
        write(family=world.theirs)
    theirs = write(family=world.theirs, by=world[Role.PROGRAMME_MANAGER])
    with pytest.raises(Refused, match="another family"):
        write(cites=theirs)


def test_a_form_sent_twice_writes_one_note(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    sent = {**TYPED, "happened_on_0": "1", "token": "5a0e9d1c-0000-4000-8000-000000000001"}
    for _ in range(2):
        assert client.post(address(world, "write"), sent).status_code == 302
    assert Note.objects.get().text == TYPED["text"]


def test_a_draft_keeps_even_what_is_wrong_and_is_gone_once_complete(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    client.post(address(world, "write"), {**TYPED, "keep": "draft"})
    page = client.get(address(world, "write")).content.decode()
    assert "Ada was at home. &lt;b&gt;Quiet&lt;/b&gt; &amp; tired." in page
    assert 'value="31"' in page
    assert "must be a real date" not in page
    assert "You began a note about this family" in client.get(address(world)).content.decode()
    assert "You began" not in world.signed_in_as(Role.TEAM_MANAGER).get(address(world)).content.decode()
    assert Timeline(world.ours, kind="note").count() == 0
    wrong = client.post(address(world, "write"), TYPED)
    assert ("The date must be a real date" in wrong.content.decode(), Draft.objects.count()) == (True, 1)
    client.post(address(world, "write"), {**TYPED, "happened_on_0": "1"})
    assert (Draft.objects.count(), Note.objects.count()) == (0, 1)


def test_who_is_mentioned_is_told_and_led_to_the_note(world, write):
    manager = world[Role.TEAM_MANAGER]
    note = write(mentions=[manager.pk])
    client = world.signed_in_as(Role.TEAM_MANAGER)
    assert "(1 new)" in client.get("/notices/").content.decode()
    notice = Notice.objects.get()
    response = client.post(f"/notices/{notice.pk}/")
    assert response.headers["Location"] == address(world, note.pk)
    assert "new)" not in client.get("/notices/").content.decode()
    assert "All well." not in notice.says


def test_nobody_is_told_who_may_not_open_the_family(world, write):
    for stranger in (User.objects.get(username="another.worker"), world[Role.ANALYST], world[Role.PARTNER]):
        with pytest.raises(Refused, match="may no longer open"):
            write(mentions=[stranger.pk])
    assert not Note.objects.exists()


def test_a_notice_goes_when_the_family_may_no_longer_be_opened(world, write):
    worker = world[Role.KEY_WORKER]
    write(by=world[Role.TEAM_MANAGER], mentions=[worker.pk])
    assign_lead_worker(
        family=world.ours, by=world[Role.TEAM_MANAGER], starts_on=TODAY,
        worker=User.objects.get(username="another.worker"),
    )
    client = world.signed_in_as(Role.KEY_WORKER)
    assert "TF-1" not in client.get("/notices/").content.decode()
    assert client.post(f"/notices/{Notice.objects.get(kind='mentioned').pk}/").status_code == 404
    told = Notice.objects.get(kind="allocated")
    assert (told.to.username, told.family) == ("another.worker", world.ours)


def test_colleagues_are_exactly_those_who_may_open_the_family(world):
    for family in (world.ours, world.theirs):
        may = {
            user for user in User.objects.filter(role__in=("key_worker", "team_manager", "programme_manager"))
            if Family.objects.visible_to(user).filter(pk=family.pk).exists()
        }
        assert set(colleagues_of(family)) == may != set()


def test_the_timeline_has_notes_of_everybody_they_are_about(world, write):
    ada, ben = (world.member(name) for name in ("ada", "ben"))
    write(about=[ada.pk, ben.pk], is_significant=True)
    write(text="Later.", cites=Note.objects.get(), about=[ada.pk])
    both = [line.says for line in Timeline(world.ours, kind="note")[0:9]]
    assert both == ["Addition to a note (something else): Ada Okafor",
                    "Significant event. Something else: Ada Okafor, Ben Okafor"]
    assert [line.note for line in Timeline(world.ours, kind="note", person_id=ben.pk)[0:9]] == ["All well."]
    assert Timeline(world.ours, kind="note")[0:9][0].recorded_by == str(world[Role.KEY_WORKER])


def test_the_timeline_of_an_earlier_moment_has_no_later_notes(world, write):
    before = moment_of_reading()
    write()
    assert Timeline(world.ours, kind="note", known_at=before).count() == 0


def test_notes_are_found_by_their_words_by_person_and_by_weight(world, write):
    ada = world.member("ada")
    write(text="Spoke of school.", about=[ada.pk], happened_on=YESTERDAY)
    first = write(text="Quiet day.", is_significant=True)
    write(text="School rang later.", cites=first)
    client = world.signed_in_as(Role.KEY_WORKER)

    def found(**asked):
        page = client.get(address(world), asked).content.decode()
        return ["Spoke of school." in page, "Quiet day." in page]

    assert [found(), found(words="school"), found(words="quiet"), found(person=ada.pk), found(significant="yes")] == [
        [True, True], [True, True], [False, True], [True, False], [False, True],
    ]
    assert "No note fits" in client.get(address(world), {"words": "nothing"}).content.decode()


def test_the_list_asks_as_many_questions_for_one_note_as_for_twenty(world, write):
    client = world.signed_in_as(Role.KEY_WORKER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(world)).status_code == 200
        return len(captured)

    write(cites=write(mentions=[world[Role.TEAM_MANAGER].pk]))
    few = asked()
    for _ in range(20):
        write(cites=write(mentions=[world[Role.TEAM_MANAGER].pk]))
    assert asked() == few
    assert few <= 20


def test_writing_and_reading_are_logged_without_what_was_written(world, write):
    write(text="Secret words.")
    world.signed_in_as(Role.TEAM_MANAGER).get(address(world))
    entries = list(LogEntry.objects.order_by("-pk").values_list("verb", "detail"))[:2]
    assert entries == [("viewed", "notes"), ("recorded", "note")]
    assert not LogEntry.objects.filter(detail__icontains="secret").exists()


def test_a_note_on_the_wrong_family_is_withheld_and_copied_to_the_right_one(world, write):
    worker, manager = world[Role.KEY_WORKER], world[Role.PROGRAMME_MANAGER]
    told = write(text="The Hiddens fell out.", about=[world.member("ada").pk])
    write(text="It was the lodger.", cites=told, corrects=True)
    write(text="All well.")
    chronology = begin_chronology(family=world.ours, by=worker, title="For court", purpose="court")
    choose_lines(chronology=chronology, by=worker, keys=[line.key for line in Timeline(world.ours, kind="note")[0:9]])
    lock_chronology(chronology=chronology, by=worker)
    before = moment_of_reading()
    page = address(world, told.pk, "recorded-in-error")
    said = {"reason": "Wrong family", "belongs_to": "tf-2"}
    refused = world.signed_in_as(Role.KEY_WORKER).post(page, said).content.decode()
    assert "Enter the reference of a family that you may open" in refused
    assert not Note.objects.withheld().exists()
    assert world.signed_in_as(Role.PROGRAMME_MANAGER).post(page, said).status_code == 302
    copied = told.error.copied_to
    assert (copied.family, copied.text, copied.about, copied.written_by) == (
        world.theirs, "The Hiddens fell out.", [], manager,
    )
    assert [(one.text, one.corrects) for one in copied.additions.all()] == [("It was the lodger.", True)]
    client = world.signed_in_as(Role.KEY_WORKER)
    copies = copy_chronology(chronology=chronology, by=worker, title="Again", purpose="court")
    for there in ((), (told.pk,), ("..", "timeline"), ("..", "chronologies", chronology.pk),
                  ("..", "chronologies", copies.pk), ("..", "held")):
        shown = client.get(os.path.normpath(address(world, *there)) + "/").content.decode()
        assert ("fell out" in shown, "lodger" in shown, "<h1" in shown) == (False, False, True), there
    assert "Recorded in error" in client.get(address(world)).content.decode()
    assert [line.note for line in Timeline(world.ours, kind="note", known_at=before)[0:9]] == ["All well."]
    assert "No note fits" in client.get(address(world), {"words": "fell out"}).content.decode()
    there = world.signed_in_as(Role.PROGRAMME_MANAGER).get(f"/families/{world.theirs.token}/notes/").content.decode()
    assert f"Written by {worker} on" in there
    audit = world.signed_in_as(Role.AUDITOR).get("/notes-recorded-in-error/").content.decode()
    assert ("The Hiddens fell out." in audit, "Copied to family TF-2." in audit) == (True, True)
    assert LogEntry.objects.latest("pk").detail == "recorded in error"


def test_who_may_take_a_note_back_once_and_for_what_reason(world, write):
    note = write(by=world[Role.TEAM_MANAGER])
    with pytest.raises(Refused, match="Only the person who wrote this note, or a manager"):
        actions.take_back_note(note=note, by=world[Role.KEY_WORKER], reason="Mine")
    with pytest.raises(Refused, match="Say why"):
        actions.take_back_note(note=note, by=world[Role.TEAM_MANAGER], reason=" ")
    with pytest.raises(Refused, match="about this family already"):
        actions.take_back_note(note=note, by=world[Role.TEAM_MANAGER], reason="Wrong", copy_to=world.ours)
    actions.take_back_note(note=note, by=world[Role.TEAM_MANAGER], reason="Wrong")
    with pytest.raises(Refused, match="said already"):
        actions.take_back_note(note=note, by=world[Role.TEAM_MANAGER], reason="Wrong")
    with pytest.raises(Refused, match="recorded in error"):
        write(text="More.", cites=note)
    for change in ("UPDATE families_noteerror SET reason = 'Other'", "DELETE FROM families_noteerror"):
        with pytest.raises(InternalError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(change)
