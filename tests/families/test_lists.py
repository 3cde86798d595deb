"""Lists: what they show, to whom, in how many queries, and what they log."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from families.accounts.enums import Role
from families.event_log.models import LogEntry
from families.facts.known import Told, facts_told_about
from families.finding import find_families
from families.models import Family, Load, User
from tests.families.world import build
from tests.outcomes.authority import load, on, plain_family, together, user
from tests.standing import standing


@standing
def many(folder):
    """The world with twenty families more, half in the north, about each of which the police told something."""
    return build(folder, *twenty())


def twenty():
    """Twenty families, about each of which the police told something."""
    return [
        {
            **plain_family(f"TF-9{number:02}", lead_worker="", district="north" if number % 2 else "south"),
            "events": [(f"p{number}", "police", "police_callout", on(30), f"TF-9{number:02}-adult", "", "no", "")],
        }
        for number in range(20)
    ]


def queries(client, address):
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize(
    ("role", "address"),
    [
        (Role.PROGRAMME_MANAGER, "/find/"), (Role.PARTNER, "/known-families/"), (Role.ANALYST, "/files/"),
        (Role.ADMINISTRATOR, "/users/"),
    ],
)
def test_a_list_asks_as_many_questions_for_one_row_as_for_twenty(world, tmp_path, role, address):
    few = queries(world.signed_in_as(role), address)
    add_twenty(tmp_path)
    assert queries(world.signed_in_as(role), address) == few


def add_twenty(folder):
    """Twenty families, users and loads more."""
    load(folder / "more", **together(*twenty()))
    for number in range(20):
        user(Role.KEY_WORKER, name=f"worker.{number}")
        Load.objects.create(
            dataset="people", file_name=f"people-{number}.csv", state="done", started_at=now(), finished_at=now(),
            by=User.objects.get(role=Role.ANALYST),
        )


def test_families_are_found_by_reference(many):
    manager = many[Role.PROGRAMME_MANAGER]
    assert [family.reference for family in find_families(manager, "tf-90")][:2] == ["TF-900", "TF-901"]
    assert [family.reference for family in find_families(manager, "tf-2")] == ["TF-2"]
    assert list(find_families(manager, "okafor'; --")) == []


def test_a_team_manager_finds_only_families_of_the_district(many):
    manager = many[Role.TEAM_MANAGER]
    assert list(find_families(manager, "TF-2")) == []
    assert {family.district_code for family in find_families(manager, "")} == {"north"}


@pytest.mark.parametrize("sort", ["reference", "-reference", "stage", "district", "-district", "identified_on", "x"])
def test_every_order_gives_the_same_families(many, sort):
    manager = many[Role.PROGRAMME_MANAGER]
    found = [family.reference for family in find_families(manager, "", sort)]
    assert sorted(found) == sorted(Family.objects.values_list("reference", flat=True))
    assert (found == sorted(found, reverse=True)) == (sort == "-reference")


def test_a_search_is_logged_without_what_was_searched_for(many):
    client = many.signed_in_as(Role.PROGRAMME_MANAGER)
    response = client.post("/find/", {"term": "Okafor"}, follow=True)
    page = response.content.decode()
    assert response.redirect_chain == [("/find/", 302)]
    assert "3 people like this, the likeliest first" in page
    seen = {many.member(name).pk for name in ("dawn", "ada", "ben")}
    assert [(entry.verb, entry.about_type) for entry in LogEntry.objects.order_by("id")][-4:] == [
        ("searched", "family"), *[("listed", "person")] * 3,
    ]
    assert set(LogEntry.objects.filter(about_type="person").values_list("about_id", flat=True)) == seen
    assert not LogEntry.objects.filter(detail__icontains="okafor").exists()


def test_a_search_that_finds_nothing_says_what_to_do(many):
    page = many.signed_in_as(Role.PROGRAMME_MANAGER).post("/find/", {"term": "Zzz"}, follow=True).content.decode()
    assert "Check the spelling, or enter less of it." in page


def test_a_partner_sees_what_it_told_and_nothing_that_others_did(many):
    page = many.signed_in_as(Role.PARTNER).get("/known-families/").content.decode()
    assert "TF-1-e3" in page
    for hidden in ("TF-1-e4", "Fixed-term exclusion", "Okafor", "TF-2<", "employer", "Call from a neighbour"):
        assert hidden not in page, hidden


def test_what_a_partner_told_names_people_by_reference(world):
    assert facts_told_about([world.ours], "employer") == {
        world.ours.pk: [
            Told("TF-1-s2", "Employment", f"{on(301).day} {on(301):%B %Y} to now", "TF-1-dawn"),
        ]
    }


def test_a_partner_whose_agency_told_nothing_sees_no_family(world):
    world[Role.PARTNER].agency = "library"
    world[Role.PARTNER].save()
    page = world.signed_in_as(Role.PARTNER).get("/known-families/").content.decode()
    assert "Nothing that library sent concerns a family of the programme yet." in page
