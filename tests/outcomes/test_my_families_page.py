"""The list of families: who is in it, what each waits for, and in what order."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from families.accounts.enums import Role
from families.event_log.enums import Verb
from families.models import District, Family, LogEntry
from outcomes import families_list
from outcomes.families_list import FamiliesWaiting, chosen, families_waiting, in_order, rows
from outcomes.wording import day
from tests.families.plans.building import objective_with_action
from tests.outcomes.authority import TODAY, authority, load, plain_family, publish, rich_family, sign_in, together, user
from tests.standing import standing

pytestmark = pytest.mark.django_db
URL = "/families/"


@standing
def everybody(folder):
    """Families that wait for each thing there is, led by two key workers, in two districts."""
    user(Role.KEY_WORKER)
    user(Role.KEY_WORKER, "b.other")
    late = {"events": [("x1", "police", "proven_offence", TODAY - timedelta(days=10), "TF-4-adult", "", "no", "")]}
    return authority(
        folder,
        rich_family("TF-1"),
        plain_family("TF-2", surname="Ready"),
        plain_family("TF-3", stage="closed", closed_on=TODAY - timedelta(days=1)),
        together(plain_family("TF-4"), late),
        plain_family("TF-5", lead_worker="b.other", district="south", headlines=("crime", "help", "education")),
    )


def listed(user_, **wanted):
    families = in_order(chosen(families_waiting(user_), **wanted))
    return [(row.family.reference, row.waiting_for) for row in rows(families)]


def test_list_shows_what_each_family_waits_for(everybody):
    manager = user(Role.PROGRAMME_MANAGER)
    assert listed(manager) == [
        ("TF-2", "Ready to claim"), ("TF-4", "Time to pass"), ("TF-1", "Something to put in place"),
        ("TF-5", "Something to put in place"),
    ]
    assert listed(manager, stage="closed") == [("TF-3", "Closed")]
    assert listed(manager, waiting_for="time") == [("TF-4", "Time to pass")]
    assert listed(manager, waiting_for="evidence") == []


def test_list_says_a_family_is_not_judged_yet(tmp_path, everybody):
    load(tmp_path / "new", **plain_family("TF-9"))
    manager = user(Role.PROGRAMME_MANAGER)
    row = rows(in_order(chosen(families_waiting(manager), waiting_for="judging")))[0]
    assert (row.family.reference, row.next_step) == ("TF-9", "Not judged yet. This happens every night.")
    assert (row.missing, row.earliest_on, row.claimable) == (None, None, False)


def test_list_of_a_key_worker_has_only_families_they_lead(client, everybody):
    sign_in(client, "b.other")
    page = client.get(URL).content.decode()
    assert "TF-5, Reed" in page
    assert "TF-1" not in page
    assert "TF-2" not in page


def test_list_of_a_team_manager_has_the_district(client, everybody):
    user(Role.TEAM_MANAGER, district=District.objects.get(code="south"))
    sign_in(client, "a.team_manager")
    page = client.get(URL).content.decode()
    assert "TF-5, Reed" in page
    assert "TF-2" not in page
    assert "B Other" in page


@pytest.mark.parametrize("role", [Role.ANALYST, Role.AUDITOR, Role.PARTNER, Role.ADMINISTRATOR])
def test_list_is_not_there_for_other_roles(client, everybody, role):
    user(role)
    sign_in(client, f"a.{role}")
    assert client.get(URL).status_code == 404


def test_list_asks_people_to_sign_in_first(client, db):
    assert client.get(URL).headers["Location"] == "/sign-in/?next=%2Ffamilies%2F"


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("family", ["TF-1", "TF-2", "TF-4", "TF-5"]), ("-family", ["TF-5", "TF-4", "TF-2", "TF-1"]),
        ("missing", ["TF-2", "TF-4", "TF-1", "TF-5"]), ("-missing", ["TF-5", "TF-1", "TF-2", "TF-4"]),
        ("earliest", ["TF-2", "TF-4", "TF-1", "TF-5"]), ("-earliest", ["TF-4", "TF-2", "TF-1", "TF-5"]),
        ("name", ["TF-1", "TF-2", "TF-4", "TF-5"]), ("-name", ["TF-4", "TF-5", "TF-2", "TF-1"]),
        ("nonsense", ["TF-2", "TF-4", "TF-1", "TF-5"]),
    ],
)
def test_list_can_be_sorted(client, everybody, sort, order):
    user(Role.PROGRAMME_MANAGER)
    sign_in(client, "a.programme_manager")
    shown = client.get(URL, {"sort": sort}).context["rows"]
    assert [row.family.reference for row in shown] == order


@pytest.mark.parametrize("many", [0, 1000])
@pytest.mark.parametrize("asked", [{}, {"waiting_for": "time"}, {"stage": "closed"}, {"sort": "-family"}])
def test_pages_of_a_long_list_are_those_of_a_short_one(everybody, monkeypatch, many, asked):
    monkeypatch.setattr(families_list, "MANY", many)
    manager, sort = user(Role.PROGRAMME_MANAGER), asked.get("sort", "")
    wanted = {name: value for name, value in asked.items() if name != "sort"}
    whole = list(in_order(chosen(families_waiting(manager), **wanted), sort))
    listed = FamiliesWaiting(manager, **asked)
    assert len(listed) == len(whole)
    for size in (1, 2, 25):
        for first in range(0, len(whole), size):
            assert listed[first:first + size] == whole[first:first + size]


def test_list_can_be_sorted_by_what_is_due_next(everybody):
    manager, family = user(Role.PROGRAMME_MANAGER), Family.objects.get(reference="TF-5")
    objective_with_action(family, manager, "crime", due_on=TODAY - timedelta(days=3000))
    shown = rows(in_order(chosen(families_waiting(manager)), "next"), manager)
    days = [row.next_to_do.on if row.next_to_do and row.next_to_do.on else date.max for row in shown]
    assert (shown[0].family, days) == (family, sorted(days))


def test_list_shows_the_first_day_of_a_claim_and_how_much_is_missing(client, everybody):
    user(Role.PROGRAMME_MANAGER)
    sign_in(client, "a.programme_manager")
    response = client.get(URL)
    shown = {row.family.reference: row for row in response.context["rows"]}
    assert shown["TF-2"].claimable
    assert shown["TF-4"].next_step == (
        f"Time has to pass until {day(shown['TF-4'].earliest_on)}: "
        "Parents and children involved in crime or anti-social behaviour."
    )
    assert shown["TF-1"].missing == 1
    assert day(shown["TF-4"].earliest_on) in response.content.decode()
    assert [row.when for row in shown.values()] == [
        "Now", day(shown["TF-4"].earliest_on), "", "",
    ]


def test_list_logs_exactly_the_families_it_shows(client, everybody):
    by = user(Role.PROGRAMME_MANAGER)
    sign_in(client, by.username)
    seen = LogEntry.objects.count()
    client.get(URL, {"waiting_for": "claim"})
    entry, = LogEntry.objects.order_by("pk")[seen:]
    assert (entry.verb, entry.by, entry.about_type, entry.about_id) == (
        Verb.LISTED, by, "family", everybody["TF-2"].pk,
    )


def test_list_takes_as_many_queries_for_one_family_as_for_twenty(client, tmp_path):
    user(Role.KEY_WORKER)
    user(Role.KEY_WORKER, "b.other")
    authority(
        tmp_path / "files", plain_family("TF-0", lead_worker="b.other"),
        *(plain_family(f"TF-{number}") for number in range(1, 21)),
    )
    taken = []
    for name, expected in (("b.other", 1), ("a.key_worker", 20)):
        sign_in(client, name)
        with CaptureQueriesContext(connection) as queries:
            assert len(client.get(URL).context["rows"]) == expected
        taken.append(len(queries))
    assert taken[0] == taken[1]


def test_list_has_twenty_five_families_on_a_page(client, tmp_path):
    user(Role.KEY_WORKER)
    authority(tmp_path / "files", *(plain_family(f"TF-{number:02}") for number in range(1, 28)))
    sign_in(client, "a.key_worker")
    first, second = client.get(URL), client.get(URL, {"page": 2})
    assert [len(page.context["rows"]) for page in (first, second)] == [25, 2]
    assert "page 2 of 2" in second.content.decode()


def test_list_says_what_to_do_when_it_is_empty(client, db):
    publish()
    for role, words in (
        (Role.KEY_WORKER, "Ask your team manager"), (Role.TEAM_MANAGER, "Your sign-in has no district"),
        (Role.PROGRAMME_MANAGER, "once they are loaded from a file"),
    ):
        user(role)
        sign_in(client, f"a.{role}")
        assert words in client.get(URL).content.decode()


def test_list_says_when_the_filter_hides_everything(client, everybody):
    sign_in(client, "b.other")
    page = client.get(URL, {"stage": "sustaining"}).content.decode()
    assert "No family fits what you chose." in page
    assert f'href="{reverse("outcomes:my_families")}"' in page
