"""Signing in and out, lockout, passwords and users."""

import html
import re
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client

from families.accounts.actions import add_user, change_user, deactivate_user, reactivate_user, set_temporary_password
from families.accounts.enums import Role
from families.accounts.models import User
from families.event_log.models import LogEntry
from families.permissions import Refused
from families.tasks import forget_ended_sessions
from tests.families.world import PASSWORD
from tests.outcomes.authority import user


@pytest.fixture
def analyst(db):
    person = user(Role.ANALYST)
    person.set_password(PASSWORD)
    person.save()
    return person


@pytest.fixture
def administrator(db):
    return user(Role.ADMINISTRATOR)


def sign_in(client, username, password, address="/sign-in/"):
    return client.post(address, {"username": username, "password": password})


def logged():
    """What the log says, oldest first: verb, whom about, by whom."""
    return list(LogEntry.objects.order_by("id").values_list("verb", "about_id", "by__username"))


def test_signing_in_leads_to_the_first_page_and_is_logged(client, analyst):
    response = sign_in(client, analyst.username, PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/")
    assert client.get("/").headers["Location"] == "/files/"
    assert logged() == [("signed_in", analyst.pk, analyst.username)]


def test_signing_in_goes_back_to_the_page_asked_for_but_never_elsewhere(client, analyst):
    assert sign_in(client, analyst.username, PASSWORD, "/sign-in/?next=/nights/").headers["Location"] == "/nights/"
    other = "/sign-in/?next=https://example.org/"
    assert sign_in(Client(), analyst.username, PASSWORD, other).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/nights/", "/plans/expanded/1/?download=toml", "/files/?state=done&page=2"])
def test_a_page_asked_for_before_signing_in_is_shown_afterwards(client, analyst, address):
    to_sign_in = client.get(address).headers["Location"]
    assert sign_in(client, analyst.username, PASSWORD, to_sign_in).headers["Location"] == address


def test_a_form_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on(client, analyst):
    to_sign_in = client.post("/exports/make/", headers={"Referer": "http://testserver/exports/?a=b#c"}).headers["Location"]
    assert sign_in(client, analyst.username, PASSWORD, to_sign_in).headers["Location"] == "/exports/?a=b"


@pytest.mark.parametrize("page", ["", "https://example.org/exports/", "http://testserver//example.org/"])
def test_a_form_that_stood_elsewhere_leads_to_the_first_page(client, analyst, page):
    to_sign_in = client.post("/exports/make/", headers={"Referer": page}).headers["Location"]
    assert sign_in(client, analyst.username, PASSWORD, to_sign_in).headers["Location"] == "/"


def test_an_address_that_only_takes_forms_says_so_when_it_is_opened(client, analyst):
    sign_in(client, analyst.username, PASSWORD)
    response = client.get("/exports/make/")
    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert "This address only takes what a form sends." in response.content.decode()


def test_a_wrong_password_keeps_the_name_on_the_page_and_out_of_the_log(client, analyst):
    page = sign_in(client, analyst.username, "wrong").content.decode()
    assert "The user name or the password is wrong. Check both and try again." in page
    assert f'value="{analyst.username}"' in page
    sign_in(client, "Secret Name", "wrong")
    assert logged() == [("refused_sign_in", analyst.pk, None), ("refused_sign_in", None, None)]
    assert not LogEntry.objects.filter(detail__contains="Secret").exists()


def test_an_unknown_name_and_a_wrong_password_read_the_same(client, analyst):
    def page(name):
        return re.sub(r'value="[^"]*"', "", sign_in(client, name, "wrong").content.decode())

    assert page("nobody") == page(analyst.username)


def test_five_wrong_passwords_lock_this_name_from_this_address_only(client, analyst):
    for _ in range(5):
        response = sign_in(client, analyst.username, "wrong")
    assert response.status_code == 429
    assert "Sign-in is locked for 15 minutes" in response.content.decode()
    assert sign_in(client, analyst.username, PASSWORD).status_code == 429
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert sign_in(elsewhere, analyst.username, PASSWORD).status_code == 302


def test_a_new_password_from_an_administrator_lifts_the_lock(client, analyst, administrator):
    for _ in range(6):
        sign_in(client, analyst.username, "wrong")
    password = set_temporary_password(user=analyst, by=administrator)
    assert sign_in(client, analyst.username, password).status_code == 302


def test_signing_out_ends_the_session_and_is_logged(client, analyst):
    sign_in(client, analyst.username, PASSWORD)
    assert client.get("/sign-out/").status_code == 405
    response = client.post("/sign-out/")
    assert response.headers["Location"] == "/sign-in/"
    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert client.get("/files/").headers["Location"] == "/sign-in/?next=%2Ffiles%2F"
    assert logged()[-1] == ("signed_out", analyst.pk, analyst.username)


def test_signing_in_needs_the_page_of_this_session(analyst):
    strict = Client(enforce_csrf_checks=True)
    response = sign_in(strict, analyst.username, PASSWORD)
    assert response.status_code == 403
    assert "Your page was open for too long" in response.content.decode()


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("", "", "", "Enter your password now"),
        ("wrong", "a new long password", "a new long password", "That is not your password now"),
        (PASSWORD, "short", "short", "This password is too short. It must contain at least 12 characters."),
        (PASSWORD, PASSWORD, PASSWORD, "Choose a password that you do not have now"),
        (PASSWORD, "a new long password", "another", "The two new passwords are different"),
    ],
)
def test_changing_ones_password_is_refused_with_a_sentence(client, analyst, old, new, again, sentence):
    client.force_login(analyst, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post("/your-password/", {"old": old, "new": new, "again": again}).content.decode()
    assert sentence in page
    analyst.refresh_from_db()
    assert analyst.check_password(PASSWORD)


def test_changing_ones_password_keeps_this_session_and_ends_others(analyst):
    here, there = Client(), Client()
    for client in (here, there):
        sign_in(client, analyst.username, PASSWORD)
    new = "a new long password"
    assert here.post("/your-password/", {"old": PASSWORD, "new": new, "again": new}).status_code == 302
    assert here.get("/files/").status_code == 200
    assert there.get("/files/").status_code == 302


def test_a_new_user_signs_in_with_the_password_shown_once_and_chooses_their_own(client, administrator):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    page = client.post("/users/add/", {
        "username": "jo.field", "first_name": "Jo", "last_name": "Field", "staff_number": "77", "role": "key_worker",
    }).content.decode()
    password = re.search(r"<strong[^>]*>([a-z2-9]{4}(?:-[a-z2-9]{4}){3})</strong>", page).group(1)
    assert password not in client.get("/users/").content.decode()
    new = Client()
    assert sign_in(new, "jo.field", password).status_code == 302
    assert new.get("/families/").headers["Location"] == "/your-password/"
    new.post("/your-password/", {"old": password, "new": PASSWORD, "again": PASSWORD})
    assert new.get("/families/").status_code == 200


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"role": ""}, "Select what they do"),
        ({"staff_number": ""}, "Enter the staff number"),
        ({"role": "team_manager"}, "Select the district whose families the team manager oversees"),
        ({"role": "partner"}, "Enter the agency that the partner works for"),
        ({"username": "A.ADMINISTRATOR"}, "There is already a user of this name."),
        ({"username": "two words"}, "User name must be letters, numbers and . - _ only"),
    ],
)
def test_a_user_is_not_added_half_described(client, administrator, changed, sentence):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    whole = {
        "username": "jo", "first_name": "Jo", "last_name": "Field", "staff_number": "77", "role": "key_worker",
    }
    page = client.post("/users/add/", whole | changed).content.decode()
    assert sentence in page
    assert 'value="Field"' in page
    assert User.objects.count() == 1


def test_no_user_is_without_a_role(administrator):
    with pytest.raises(Refused, match="a user always has a role"):
        add_user(by=administrator, username="jo", role="", staff_number="77")


def test_only_administrators_manage_users(analyst):
    with pytest.raises(Refused, match="Only an administrator may manage users"):
        set_temporary_password(user=analyst, by=analyst)


def test_administrators_cannot_lock_themselves_out(administrator):
    with pytest.raises(Refused, match="You cannot end your own access"):
        deactivate_user(user=administrator, by=administrator)
    with pytest.raises(Refused, match="You cannot change your own role"):
        change_user(
            user=administrator, by=administrator, role=Role.ANALYST, staff_number="1", first_name="", last_name="",
            district=None, agency="",
        )


def test_access_ends_and_is_given_back_with_a_new_password(administrator, analyst):
    deactivate_user(user=analyst, by=administrator)
    assert sign_in(Client(), analyst.username, PASSWORD).status_code == 200
    password = reactivate_user(user=analyst, by=administrator)
    assert sign_in(Client(), analyst.username, password).status_code == 302
    assert [verb for verb, _, _ in logged()] == ["managed", "refused_sign_in", "managed", "managed", "signed_in"]


def test_a_partner_always_names_an_agency(administrator):
    with pytest.raises(Refused, match="A partner's sign-in needs the name of the agency"):
        add_user(by=administrator, username="jo", role=Role.PARTNER, staff_number="77")


@pytest.mark.parametrize("number", ["EX 40101", "EX４0101", "ЕХ40101", "EX\u200b40101"])
def test_a_staff_number_has_one_spelling(administrator, number):
    user = add_user(by=administrator, username="jo", role=Role.ANALYST, staff_number=" EX40101 ")[0]
    assert user.staff_number == "EX40101"
    with pytest.raises(Refused, match="A staff number is letters, numbers"):
        add_user(by=administrator, username="jo2", role=Role.PROGRAMME_MANAGER, staff_number=number)
    same = {"role": user.role, "first_name": "", "last_name": "", "district": None, "agency": ""}
    with pytest.raises(Refused, match="A staff number is letters, numbers"):
        change_user(user=user, by=administrator, staff_number=number, **same)


def test_access_that_is_ended_twice_stays_ended(client, administrator, analyst):
    client.force_login(administrator, backend="django.contrib.auth.backends.ModelBackend")
    address = f"/users/{analyst.pk}/access/"

    def opened():
        return re.search(r'name="wanted" value="([^"]+)"', client.get(address).content.decode())[1]

    sent = {"wanted": opened()}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, sent)
    assert again.status_code == 403
    assert "This user's access has already ended." in html.unescape(again.content.decode())
    analyst.refresh_from_db()
    assert not analyst.is_active
    assert "Access given back" in client.post(address, {"wanted": opened()}).content.decode()
    analyst.refresh_from_db()
    assert analyst.is_active


def test_a_session_lasts_from_the_latest_request_and_is_written_once_a_minute_at_most(client, analyst):
    sign_in(client, analyst.username, PASSWORD)
    begun = Session.objects.get().expire_date
    client.get("/files/")
    assert Session.objects.get().expire_date == begun
    Session.objects.update(expire_date=begun - timedelta(minutes=2))
    client.get("/files/")
    assert Session.objects.get().expire_date > begun


def test_what_ended_sessions_kept_is_forgotten(client, analyst):
    sign_in(client, analyst.username, PASSWORD)
    kept = client.session
    ended = SessionStore()
    ended["search_term"] = "Okafor"
    ended.set_expiry(-1)
    ended.save()
    forget_ended_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == [kept.session_key]


@pytest.mark.parametrize("name", ["", " ", "a b", "аdmin", "<b>", "x" * 151])
def test_a_user_name_is_in_plain_letters_by_whatever_way_it_comes(administrator, name):
    with pytest.raises(Refused, match="User name must be letters, numbers and . - _ only"):
        add_user(by=None, username=name, role=Role.ANALYST, staff_number="77")
