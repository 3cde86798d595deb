"""Finding people by sound, spelling, birthday, number and postcode, and what of them is shown to whom."""

from datetime import date

import pytest

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.household.actions.addresses import record_address
from families.household.actions.members import add_person
from families.models import PersonDetails
from families.search.known import people_like
from families.search.reading import asked_for
from families.search.seen import seen_by
from tests.outcomes.authority import load

BORN = date(1985, 5, 3)
PEOPLE = [
    ("S-1", "Siobhán", "Corrigane", BORN), ("S-2", "Niamh", "O'Brien", date(2012, 1, 2)),
    ("S-3", "Saoirse", "Kilbrannan", date(2013, 3, 4)), ("S-4", "William", "Smith-Jones", date(1970, 7, 8)),
    ("S-5", "Wojciech", "Dąbrowski", date(1980, 9, 10)), ("S-6", "Gruffydd", "Penhallick", date(2010, 11, 12)),
    ("S-7", "Muhammad", "Hussaini", date(2009, 2, 3)), ("S-8", "Simon", "Corrigane", date(1985, 5, 3)),
]


@pytest.fixture
def known(world, tmp_path):
    """The world, with people of many names in our family, and one of them in theirs."""
    load(
        tmp_path / "names", people=PEOPLE,
        memberships=[
            ("TF-2" if ref == "S-1" else "TF-1", ref, "adult", born, "") for ref, _, _, born in PEOPLE
        ],
    )
    return world


def found(typed, born_on=None):
    """Forenames of those found, the likeliest first."""
    return [match.forename for match in people_like(asked_for(typed, born_on))]


HOWEVER_SPELT = [
    ("Shivaun Corrigan", "Siobhán"), ("Shivaun Corrigane", "Siobhán"), ("siobhan", "Siobhán"),
    ("Chevonne Corrigane", "Siobhán"), ("Neve OBrien", "Niamh"), ("Niamh O’Brien", "Niamh"),
    ("Sersha Kilbrannan", "Saoirse"), ("Bill Smith", "William"), ("will jones", "William"),
    ("Voychek Dabrowski", "Wojciech"), ("Griffith Penhalick", "Gruffydd"), ("Mohammed Hussaini", "Muhammad"),
    ("Corrigane Siobhan", "Siobhán"), ("kilbra", "Saoirse"),
]


def test_a_name_is_found_however_it_is_spelt(known):
    assert {typed: found(typed)[:1] for typed, _ in HOWEVER_SPELT} == {typed: [one] for typed, one in HOWEVER_SPELT}


def test_a_name_nobody_has_finds_nobody(known):
    assert found("Zebedee Quux") == []


def test_the_birthday_puts_the_right_one_first(known):
    assert found("Shivaun Corrigane", BORN)[0] == "Siobhán"
    assert set(found("", BORN)) == {"Siobhán", "Simon"}
    assert found("Shivaun Corrigane", date(1985, 3, 5))[0] == "Siobhán"


def test_a_number_is_found_whatever_the_spaces(known):
    add_person(
        family=known.ours, by=known[Role.KEY_WORKER], role="child", starts_on=date(2020, 1, 1), person={
            "forename": "Caoimhe", "surname": "Fallowney", "date_of_birth": date(2015, 1, 1), "sex": "F", "upn": "",
            "nino": "", "nhs_number": "999 000 0001",
        },
    )
    assert found("9990000001") == ["Caoimhe"]
    assert found("999 000 00 02") == []
    assert found("Keeva Fallowny")[0] == "Caoimhe"


def test_somebody_is_found_by_the_postcode_of_the_family(known):
    record_address(
        family=known.ours, by=known[Role.KEY_WORKER], starts_on=date(2020, 1, 1),
        place={"line_1": "1 Mill Row", "postcode": "LS1 4AP"},
    )
    assert "Niamh" in found("ls14ap")
    assert "Siobhán" not in found("ls14ap")


def test_what_is_outside_ones_families_is_never_shown(known):
    worker, manager = known[Role.KEY_WORKER], known[Role.PROGRAMME_MANAGER]
    matches = people_like(asked_for("Shivaun Corrigane", BORN))
    shown, elsewhere = seen_by(worker, matches)
    assert [one.match.forename for one in shown] == ["Simon"]
    assert [one.ask for one in elsewhere] == ["Another Worker"]
    assert seen_by(manager, matches)[1] == []
    assert [one.match.forename for one in seen_by(manager, matches)[0]][0] == "Siobhán"


def test_a_name_alone_does_not_tell_that_somebody_is_known_elsewhere(known):
    assert seen_by(known[Role.KEY_WORKER], people_like(asked_for("Siobhan Corrigane")))[1] == []


def test_the_page_says_whom_to_ask_and_nothing_else(known):
    client = known.signed_in_as(Role.KEY_WORKER)
    asked = {"term": "Shivaun Corrigane", "born_on_0": "3", "born_on_1": "5", "born_on_2": "1985"}
    page = client.post("/find/", asked, follow=True).content.decode()
    assert "in a family that you cannot open. Ask Another Worker." in page
    assert [word in page for word in ("Siobhán", "TF-2", "Hidden")] == [False, False, False]
    assert "Simon Corrigane" in page
    told = LogEntry.objects.filter(about_type="person", verb="listed")
    assert set(told.values_list("about_id", flat=True)) == set(
        PersonDetails.objects.current().filter(date_of_birth=BORN).values_list("person", flat=True)
    )


def test_the_page_shows_why(known):
    page = known.signed_in_as(Role.PROGRAMME_MANAGER).post("/find/", {"term": "Shivaun Corrigane"}, follow=True)
    assert "Forename sounds alike, surname the same" in page.content.decode()


def test_nothing_asked_is_an_error(known):
    page = known.signed_in_as(Role.KEY_WORKER).post("/find/", {"term": ""}).content.decode()
    assert "Enter a name, a reference, a postcode, a number or a date of birth" in page
