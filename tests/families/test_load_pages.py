"""Loading files from the page, and reading what became of them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.facts.models import Coverage, Load
from families.models import Membership, Person
from tests.families.world import build

PEOPLE = "person_ref,forename,surname,date_of_birth\nP1,Ann,Smith,2010-02-03\n"
BAD = "person_ref,forename,surname,date_of_birth\nP1,Ann,Smith,2010-02-03\nP2,Bo,Hall,2010-02-31\n"
EVENTS = "source_ref,kind,occurred_on,person_ref\ne1,police_callout,2024-03-05,TF-1-ada\n"


@pytest.fixture
def analyst(world):
    return world.signed_in_as(Role.ANALYST)


def send(client, *files, **options):
    sent = [SimpleUploadedFile(name, content.encode()) for name, content in files]
    return client.post("/files/load/", {"files": sent, "whole": "part", **options}, follow=True)


def test_a_sound_file_is_loaded_and_its_figures_shown(analyst):
    response = send(analyst, ("people.csv", PEOPLE))
    load = Load.objects.latest("id")
    assert response.redirect_chain == [(f"/files/{load.pk}/", 302)]
    assert (load.state, load.rows, load.accepted, load.by.role) == ("done", 1, 1, "analyst")
    assert "The file is loaded." in response.content.decode()
    assert Person.objects.filter(reference="P1").exists()


def test_rows_handed_back_are_explained_and_can_be_downloaded(analyst):
    response = send(analyst, ("people.csv", BAD))
    load = Load.objects.latest("id")
    assert "Row 3:" in response.content.decode()
    file = analyst.get(f"/files/{load.pk}/handed-back/")
    assert file.headers["Content-Disposition"] == f'attachment; filename="people-{load.pk}.rejected.csv"'
    assert file.content.decode().startswith(
        'person_ref,forename,surname,date_of_birth,error\r\nP2,Bo,Hall,2010-02-31,"Row 3: '
    )
    assert LogEntry.objects.latest("id").verb == "exported"


def test_a_file_may_be_loaded_as_a_whole_or_not_at_all(analyst):
    send(analyst, ("people.csv", BAD), whole="whole")
    assert Load.objects.latest("id").state == "refused"
    assert not Person.objects.filter(reference="P1").exists()


def test_several_files_are_loaded_in_the_right_order(analyst):
    memberships = "family_ref,person_ref,role,starts_on\nTF-1,P1,child,2020-01-01\n"
    response = send(analyst, ("memberships.csv", memberships), ("people.csv", PEOPLE))
    assert response.redirect_chain == [("/files/", 302)]
    assert "All 2 files are loaded." in response.content.decode()


def test_source_and_period_are_taken_from_the_page(analyst):
    send(analyst, ("events.csv", EVENTS), source="police", **{
        "covers_from_0": "1", "covers_from_1": "3", "covers_from_2": "2024",
        "covers_to_0": "31", "covers_to_1": "3", "covers_to_2": "2024",
    })
    assert Load.objects.latest("id").source == "police"
    covered = Coverage.objects.current().get(kind="police_callout")
    assert (str(covered.starts_on), str(covered.ends_on)) == ("2024-03-01", "2024-03-31")


@pytest.mark.parametrize(
    ("files", "options", "sentence"),
    [
        ([], {}, "Select at least one file"),
        ([("peple.csv", PEOPLE)], {}, "The name of &quot;peple.csv&quot; does not say what it holds."),
        ([("people.csv", PEOPLE)] * 2, {}, "Two of the files have the same name"),
        ([("people.csv", PEOPLE)], {"source": "police"}, "A source or a period is given for events and spells only"),
        ([("events.csv", EVENTS)], {"covers_from_0": "1", "covers_from_1": "3", "covers_from_2": "2024"},
         "Enter the last day it is complete for"),
        ([("people.csv", "")], {}, "One of the files is empty"),
    ],
)
def test_what_cannot_be_loaded_is_refused_with_a_sentence(analyst, files, options, sentence):
    before = Load.objects.count()
    assert sentence in send(analyst, *files, **options).content.decode()
    assert Load.objects.count() == before


def test_a_name_with_a_path_stays_in_its_folder(analyst, tmp_path):
    send(analyst, ("../../people.csv", PEOPLE))
    assert Load.objects.latest("id").file_name == "people.csv"


def test_a_name_that_no_file_system_holds_is_refused_with_a_sentence(analyst):
    page = send(analyst, ("people" + "é" * 150 + ".csv", PEOPLE)).content.decode()
    assert "The name of a file is too long: shorten it, but keep its beginning" in page
    assert not Load.objects.filter(file_name__startswith="peopleé").exists()


@pytest.mark.django_db(transaction=True)
def test_files_loaded_before_one_that_the_database_refuses_are_told(tmp_path):
    analyst = build(tmp_path / "files").signed_in_as(Role.ANALYST)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE families_membership ADD CONSTRAINT none_for_now CHECK (role <> 'child') NOT VALID")
    try:
        memberships = "family_ref,person_ref,role,starts_on\nTF-1,P1,child,2020-01-01\n"
        page = send(analyst, ("memberships.csv", memberships), ("people.csv", PEOPLE)).content.decode()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE families_membership DROP CONSTRAINT none_for_now")
    assert "The database refused a file, and nothing of it was loaded." in page
    assert "Loaded before it: people.csv." in page
    assert Person.objects.filter(reference="P1").exists()
    assert not Membership.objects.filter(person__reference="P1").exists()


def test_the_list_of_files_is_filtered(analyst):
    send(analyst, ("people.csv", BAD))
    page = analyst.get("/files/?dataset=people&state=part").content.decode()
    assert "1 file<" in page
    page = analyst.get("/files/?dataset=scores&state=refused").content.decode()
    assert "No file of this kind was loaded." in page
