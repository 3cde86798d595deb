"""Axe looks at every page that the table of access names, as every role that may open it, at 320 and 1280 pixels."""

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from families.access import ANYONE, PAGES
from families.accounts.enums import Role
from families.models import User
from tests.browser import wrong_at_either_width
from tests.families.test_access import ADDRESSES
from tests.journeys import every_page
from tests.outcomes.authority import user

SHOWN_TO_ANYBODY = ["/sign-in/", "/no-such-page/"]
# Forms in which nothing can be left out: their button is the confirmation.
NOTHING_TO_LEAVE_OUT = {
    "families:withdraw_fact", "families:deactivate_user", "families:set_password", "claims:window", "outcomes:family",
    "families:record_plan",
}


@pytest.fixture(scope="module")
def council(django_db_setup, django_db_blocker):
    """The demonstration, once for all of these tests, with a server in front of it; gone afterwards."""
    quick = {"PASSWORD_HASHERS": ["django.contrib.auth.hashers.MD5PasswordHasher"]}
    with django_db_blocker.unblock(), override_settings(**quick):
        council = every_page.demonstrate()
        server = LiveServer("localhost")
        yield council, server.url
        server.stop()
        call_command("flush", interactive=False, verbosity=0)


def signed_in(page, address, person):
    """Signs in without the form."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": address}])
    return page


def wrong_with(page, address, status=200):
    """What is wrong with one page: not the answer it should be, or what axe says."""
    response = page.goto(address)
    if response.status != status:
        return [f"{address} answers {response.status}"]
    if "/sign-in/" in page.url and "/sign-in/" not in address:
        return [f"{address} asks to sign in"]
    return [f"{fault} ({address})" for fault in wrong_at_either_width(page)]


def test_every_page_can_be_reached():
    """A new page whose address has parts that vary must say in `every_page.PARTS` how it is reached."""
    assert sorted(name for name, parts in ADDRESSES.items() if parts and name not in every_page.PARTS) == []
    assert sorted(set(every_page.PARTS) - set(ADDRESSES)) == []
    assert sorted(set(PAGES) - set(ADDRESSES)) == []


def test_a_planted_fault_is_seen(page):
    page.set_content("<html lang=en><title>T</title><main><h1>T</h1><img src=x width=400></main></html>")
    assert wrong_at_either_width(page) == [
        "T, 320 pixels: image-alt: img", "T, 320 pixels: the page is 88 pixels wider than the window",
        "T, 1280 pixels: image-alt: img",
    ]


@pytest.mark.parametrize("role", Role)
def test_pages_with_the_demonstration(council, page, role):
    council, server = council
    signed_in(page, server, council.user(role))
    wrong = []
    for name in every_page.pages_of(role):
        for address in every_page.addresses_of(name, council, role):
            wrong += wrong_with(page, server + address)
    assert wrong == []


def test_pages_shown_to_anybody(council, page):
    _, server = council
    assert {name for name, roles in PAGES.items() if ANYONE in roles} == {"families:sign_in"}
    wrong = [fault for address, status in zip(SHOWN_TO_ANYBODY, (200, 404), strict=True)
             for fault in wrong_with(page, server + address, status)]
    assert wrong == []


def test_forms_with_errors(council, page):
    council, server = council
    wrong, forms = wrong_after_sending_nothing(page, server, "families:sign_in", "/sign-in/"), 0
    for role in Role:
        signed_in(page, server, council.user(role))
        for name in every_page.pages_of(role):
            if PAGES[name][0] != role or name in NOTHING_TO_LEAVE_OUT:
                continue
            found = wrong_after_sending_nothing(page, server, name, every_page.addresses_of(name, council, role)[0])
            forms += found is not None
            wrong += found or []
    assert wrong == []
    assert forms > 20


def wrong_after_sending_nothing(page, server, name, address):
    """What is wrong with the page after its form was sent with nothing in it; None where there is no form."""
    page.goto(server + address)
    form = page.locator("main form[method=post]:has(button[type=submit])")
    if form.count() == 0:
        return None
    form.last.evaluate("""form => { for (const field of form.elements) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = false;
        else if (field.type !== "hidden" && field.tagName !== "BUTTON") field.value = "";
    } }""")
    with page.expect_navigation():
        form.last.locator("button[type=submit]").click()
    if not page.title().startswith("Error: "):
        return [f"{name} says nothing when nothing is filled in, but “{page.title()}”"]
    return [f"{fault} ({name} with errors)" for fault in wrong_at_either_width(page)]


def test_pages_with_an_empty_database(live_server, page):
    people = {role: user(role) for role in Role}
    wrong = []
    for role, person in people.items():
        signed_in(page, live_server.url, User.objects.get(pk=person.pk))
        for name in every_page.pages_of(role):
            if name not in every_page.PARTS:
                wrong += wrong_with(page, live_server.url + every_page.addresses_of(name, None, role)[0])
    assert wrong == []
