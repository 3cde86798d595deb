"""Documents: attached once, given out as downloads only, withdrawn and never deleted."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InternalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from families.accounts.enums import Role
from families.documents import actions
from families.models import Document, DocumentContent, LogEntry
from families.permissions import Refused
from families.timeline.reading import Timeline
from families.two_clocks import moment_of_reading
from tests.families.documents.files import PDF, SOUND, png
from tests.families.world import TODAY


@pytest.fixture
def attach(world):
    """Attaches a PDF to our family as its key worker, or whatever is given instead."""

    def attach(**more):
        return actions.attach_document(**{
            "family": world.ours, "by": world[Role.KEY_WORKER], "name": "plan.pdf", "content": PDF, "kind": "plan",
            "title": "Signed plan", "dated_on": TODAY, **more,
        })

    return attach


def address(world, *parts):
    return "/".join(["/families", str(world.ours.token), "documents", *map(str, parts), ""])


def sent(name, content, **more):
    return {
        "file": SimpleUploadedFile(name, content, content_type="text/html"), "title": "Signed plan", "kind": "plan",
        "dated_on_0": str(TODAY.day), "dated_on_1": str(TODAY.month), "dated_on_2": str(TODAY.year), **more,
    }


def test_a_file_is_given_back_byte_for_byte_as_a_download_only(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    assert client.post(address(world, "attach"), sent("../<b>pl\u202ean.pdf", PDF)).status_code == 302
    document = Document.objects.get()
    response = client.get(address(world, document.pk))
    assert response.content == PDF
    assert {name: response.headers[name] for name in (
        "Content-Type", "Content-Disposition", "X-Content-Type-Options", "Content-Security-Policy", "Cache-Control",
    )} == {
        "Content-Type": "application/pdf", "Content-Disposition": 'attachment; filename="b plan.pdf"',
        "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cache-Control": "no-store",
    }
    assert document.sha256 == hashlib.sha256(PDF).hexdigest()
    entry = LogEntry.objects.latest("pk")
    assert (entry.verb, entry.about_id, entry.detail) == ("viewed", world.ours.pk, f"document {document.pk}")


@pytest.mark.parametrize(("name", "content", "says"), [
    ("page.html", b"<html>", "Files of this sort cannot be attached"), ("plan.pdf", b"<html>", "This is not a PDF"),
    ("plan.pdf", b"", "The file is empty"), ("plan.pdf", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
])
def test_a_file_that_is_not_kept_is_said_so_beside_the_box(world, name, content, says):
    response = world.signed_in_as(Role.KEY_WORKER).post(address(world, "attach"), sent(name, content))
    page = response.content.decode()
    assert (response.status_code, says in page, "Error: " in page, 'value="Signed plan"' in page) == (200, *[True] * 3)
    assert not Document.objects.exists()


def test_the_same_file_is_attached_once_to_a_family(world, attach):
    attach()
    with pytest.raises(Refused, match="attached to this family already"):
        attach(title="Again")
    attach(family=world.theirs, by=world[Role.PROGRAMME_MANAGER])


def test_a_form_sent_twice_attaches_once(world):
    client = world.signed_in_as(Role.KEY_WORKER)
    for _ in range(2):
        response = client.post(
            address(world, "attach"), sent("plan.pdf", PDF, token="5a0e9d1c-0000-4000-8000-000000000001")
        )
        assert response.status_code == 302
    assert Document.objects.count() == 1


def test_a_withdrawn_document_is_kept_and_no_longer_given_out(world, attach):
    document = attach()
    before = moment_of_reading()
    client = world.signed_in_as(Role.TEAM_MANAGER)
    client.post(address(world, document.pk, "withdraw"), {"reason": "It belongs to another family"})
    assert client.get(address(world, document.pk)).status_code == 404
    assert "It belongs to another family" in client.get(address(world)).content.decode()
    assert bytes(DocumentContent.objects.get().content) == PDF
    assert [Timeline(world.ours, kind="document", known_at=moment).count() for moment in (before, None)] == [1, 0]
    attach()
    with pytest.raises(Refused, match="withdrawn already"):
        actions.withdraw_document(document=document, by=world[Role.TEAM_MANAGER], reason="Again")


def test_a_key_worker_withdraws_only_what_they_attached(world, attach):
    document = attach(by=world[Role.TEAM_MANAGER])
    with pytest.raises(Refused, match="Only the person who attached"):
        actions.withdraw_document(document=document, by=world[Role.KEY_WORKER], reason="Wrong")


@pytest.mark.parametrize("change", [
    "UPDATE families_document SET title = 'Other'", "DELETE FROM families_documentcontent",
    "UPDATE families_documentcontent SET content = 'x'", "UPDATE families_document SET sha256 = 'x'",
])
def test_the_database_keeps_what_was_attached(attach, change):
    attach()
    with pytest.raises(InternalError, match="stays as it is"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_nobody_else_may_open_it(world, attach):
    document = attach(family=world.theirs, by=world[Role.PROGRAMME_MANAGER])
    client = world.signed_in_as(Role.KEY_WORKER)
    for token in (world.theirs.token, world.ours.token):
        assert client.get(f"/families/{token}/documents/{document.pk}/").status_code == 404
    with pytest.raises(Refused, match="do not work with"):
        attach(family=world.theirs)


def test_the_list_asks_as_many_questions_for_one_document_as_for_twenty(world, attach):
    client = world.signed_in_as(Role.KEY_WORKER)

    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(world)).status_code == 200
        return captured

    attach()
    few = asked()
    for number in range(1, 21):
        attach(name="door.png", content=png(number), about=[world.member("ada").pk])
    assert len(asked()) == len(few)
    assert not any("documentcontent" in query["sql"] for query in asked())


@pytest.mark.parametrize("name", SOUND)
def test_every_sort_is_attached(attach, name):
    assert attach(name=name, content=SOUND[name]).size == len(SOUND[name])


def test_a_document_on_the_wrong_family_is_attached_to_the_right_one_and_its_title_is_withheld(world):
    manager = world[Role.PROGRAMME_MANAGER]
    wrong = actions.attach_document(
        family=world.ours, by=manager, name="letter.txt", content=b"Dear Hiddens", kind="letter",
        title="Letter to the Hiddens", dated_on=TODAY,
    )
    client, page = world.signed_in_as(Role.PROGRAMME_MANAGER), f"/families/{world.ours.token}/documents/"
    client.post(f"{page}{wrong.pk}/withdraw/", {"reason": "Wrong family", "belongs_to": "TF-2"})
    right = Document.objects.get(family=world.theirs)
    assert (right.title, right.sha256, right.content.content.tobytes()) == (wrong.title, wrong.sha256, b"Dear Hiddens")
    shown = client.get(page).content.decode()
    assert ("Letter to the Hiddens" in shown, "A document that was withdrawn" in shown) == (False, True)
