"""Lists of families under names of one's own, and what the list of families can be narrowed by."""

import pytest
from django.urls import reverse

from families.accounts.enums import Role
from families.models import User
from outcomes.families_list import chosen, families_waiting, in_order, rows
from outcomes.models import SavedList
from outcomes.saved_lists.actions import save_list
from tests.families.around import begin_note
from tests.outcomes.authority import authority, plain_family, sign_in, user
from tests.standing import standing

pytestmark = pytest.mark.django_db
URL = "/families/"


@standing
def three_led_and_one_not(folder):
    """Three families of two key workers in two districts, and one that nobody leads."""
    for name in ("a.key_worker", "b.other"):
        user(Role.KEY_WORKER, name)
    user(Role.PROGRAMME_MANAGER)
    return authority(
        folder, plain_family("TF-1"), plain_family("TF-2", district="south", lead_worker="b.other"),
        plain_family("TF-3", lead_worker=""),
    )


@pytest.fixture
def everybody(three_led_and_one_not):
    return three_led_and_one_not


def listed(**asked):
    manager = User.objects.get(username="a.programme_manager")
    families = in_order(chosen(families_waiting(manager), user=manager, **asked), "family")
    return [row.family.reference for row in rows(families, manager)]


def test_managers_narrow_the_list_by_district_and_lead_worker(everybody):
    other = User.objects.get(username="b.other")
    assert listed(district="south") == listed(worker=str(other.pk)) == ["TF-2"]
    assert listed(worker="nobody") == ["TF-3"]
    assert listed(district="nobody") == []


def test_a_row_says_what_is_to_be_done_first(client, everybody):
    worker = User.objects.get(username="a.key_worker")
    begin_note(everybody["TF-1"], worker)
    row, = rows(families_waiting(worker), worker)
    assert "Go on with what you began: Write a note" in [one.says for one in row.to_do]
    assert (row.next_to_do.says, row.overdue) == ("Review the plan", 1)
    sign_in(client, "a.key_worker")
    assert reverse("families:review_plan", args=[everybody["TF-1"].token]) in client.get(URL).content.decode()


def test_a_choice_is_saved_and_found_again(client, everybody):
    sign_in(client, "a.programme_manager")
    response = client.post(f"{URL}lists/", {"name": " The  south ", "district": "south", "sort": "-family", "x": "y"})
    assert response.headers["Location"] == "/families/?district=south&sort=-family"
    saved = SavedList.objects.get()
    assert (saved.name, saved.asked) == ("The south", {"district": "south"})
    assert 'href="/families/?district=south">The south</a>' in client.get(URL).content.decode()
    client.post(f"{URL}lists/{saved.pk}/forget/")
    assert not SavedList.objects.exists()


@pytest.mark.parametrize(("name", "says"), [
    ("", "Give the list a name."), ("x" * 61, "60 characters or fewer"), ("South", "You have a list of that name"),
])
def test_a_name_that_will_not_do_is_said(client, everybody, name, says):
    manager = User.objects.get(username="a.programme_manager")
    save_list(by=manager, name="South", asked={"district": "south"})
    sign_in(client, "a.programme_manager")
    page = client.post(f"{URL}lists/", {"name": name, "district": "south"}, follow=True).content.decode()
    assert says in page
    assert SavedList.objects.count() == 1


def test_nobody_sees_or_takes_away_somebody_elses_list(client, everybody):
    saved = save_list(by=User.objects.get(username="a.programme_manager"), name="South", asked={"district": "south"})
    sign_in(client, "a.key_worker")
    assert "South" not in client.get(URL).content.decode()
    assert client.post(f"{URL}lists/{saved.pk}/forget/").status_code == 404


def test_a_key_worker_chooses_no_district_and_no_worker(client, everybody):
    sign_in(client, "a.key_worker")
    page = client.get(URL, {"district": "south", "worker": "nobody"})
    assert [row.family.reference for row in page.context["rows"]] == ["TF-1"]
    assert "Lead worker" not in page.content.decode()
