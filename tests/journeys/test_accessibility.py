"""Axe looks at every page that the table of access names, as every role that may open it, at 320 and 1280 pixels."""

import re

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from families.access import ANYONE, PAGES
from families.accounts.enums import Role
from tests.browser import wrong_at_either_width
from tests.families.test_access import ADDRESSES
from tests.journeys.every_page import PARTS, addresses_of, demonstrate, pages_of
from tests.outcomes.authority import user

# Forms in which nothing can be left out: their button is the confirmation, or every answer may be empty. Of a meeting
# the first button keeps a draft, whatever there is.
NOTHING_TO_LEAVE_OUT = {
    "families:record_meeting",
    "families:withdraw_fact", "families:withdraw_household", "families:withdraw_professional",
    "families:take_out_objective",
    "families:discard_draft", "families:notices", "families:choose_notices",
    "families:choose_lines",
    "outcomes:my_families", "families:lock_chronology", "families:chronology_line", "families:take_out_line",
    "families:withdraw_from_ledger", "families:deactivate_user", "families:set_password", "claims:window",
    "claims:queue", "outcomes:draft", "outcomes:discard_draft", "outcomes:draft_example", "outcomes:draft_departures",
    "outcomes:draft_preview",
}
FORMS_AT_LEAST = 20
CONTENT = "body > div, body > div *"  # all between the header and the footer


def signed_in(page, address, person):
    """The page, with this person signed in without the form."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    page.context.add_cookies([{"name": "sessionid", "value": session.session_key, "url": address}])
    return page


def wrong_with(page, address, looked_at, status=200):
    """What is wrong with one page: not the answer it should be, or what axe says.

    Axe leaves out a page whose content is in `looked_at`: what several roles see alike. The contrast of what stands
    around the content, which many pages have alike, is looked at once too.
    """
    response = page.goto(address)
    if response.status != status:
        return [f"{address} answers {response.status}"]
    if "/sign-in/" in page.url and "/sign-in/" not in address:
        return [f"{address} asks to sign in"]
    content, around = content_of(page)
    if content in looked_at:
        return []
    contrast = CONTENT if around in looked_at else "*"
    looked_at |= {content, around}
    return [f"{fault} ({address})" for fault in wrong_at_either_width(page, contrast)]


def content_of(page):
    """A page's title and all between its header and its footer; and these two. Both without what is each form's and
    each person's own."""
    content, around = page.evaluate("""() => {
        const whole = document.body.cloneNode(true), content = whole.querySelector("main").parentElement;
        return [content.outerHTML, (content.remove(), whole.outerHTML)];
    }""")
    own = r'(name="(csrfmiddlewaretoken|draft_tab|draft_seal)" value|data-draft)="[^"]*"'
    return [re.sub(own, "", text) for text in (page.title() + content, around)]


def test_every_page_can_be_reached():
    """A new page whose address has parts that vary must say in `every_page.PARTS` how it is reached."""
    assert sorted(name for name, parts in ADDRESSES.items() if parts and name not in PARTS) == []
    assert sorted(set(PARTS) - set(ADDRESSES)) == []
    assert sorted(set(PAGES) - set(ADDRESSES)) == []


def test_a_planted_fault_is_seen(page):
    wide = "<img src=x><p style=width:400px>Wide</p><a href=''>Back</a><form><button type=button>Go</button></form>"
    page.set_content(f"<html lang=en><title>T</title><main><h1>T</h1>{wide}</main></html>")
    assert wrong_at_either_width(page) == [
        "T, 320 pixels: image-alt: img", "T, 320 pixels: leads nowhere: Back",
        "T, 320 pixels: cannot be sent without a script: <form>",
        "T, 320 pixels: the page is 88 pixels wider than the window",
        "T, 1280 pixels: image-alt: img", "T, 1280 pixels: leads nowhere: Back",
        "T, 1280 pixels: cannot be sent without a script: <form>",
    ]


@pytest.mark.parametrize(("styles", "faults"), [
    ("p { color: #bbb }", ["320 pixels: color-contrast: p"]),
    ("@media (min-width: 900px) { p { color: #bbb } }", ["1280 pixels: color-contrast: p"]),
    ("@media (max-width: 900px) { p { color: #bbb } }", ["320 pixels: color-contrast: p"]),
    (
        "p { color: #888; font-size: 30px } @media (min-width: 900px) { p { font-size: 16px } }",
        ["1280 pixels: color-contrast: p"],
    ),
    ("p { display: none; color: #bbb } @media (min-width: 900px) { p { display: block } }", [
        "1280 pixels: color-contrast: p"
    ]),
])
def test_planted_paleness_is_seen_at_the_width_where_it_is(page, styles, faults):
    page.set_content(f"<html lang=en><title>T</title><style>{styles}</style><main><h1>T</h1><p>Words</p></main></html>")
    assert wrong_at_either_width(page) == [f"T, {fault}" for fault in faults]


def test_pages_with_an_empty_database(live_server, page):
    wrong, looked_at = [], set()
    for role in Role:
        signed_in(page, live_server.url, user(role))
        for name in pages_of(role):
            if name not in PARTS:
                wrong += wrong_with(page, live_server.url + addresses_of(name, None, role)[0], looked_at)
    assert wrong == []


def test_pages_with_the_demonstration(live_server, open_browser):
    council, wrong, forms, looked_at = demonstrate(), [], 0, set()
    for role in Role:
        page = signed_in(open_browser(), live_server.url, council.user(role))
        wrong += wrong_with(page, live_server.url, set())  # with the header that each role has of its own
        for name in pages_of(role):
            addresses = [live_server.url + address for address in addresses_of(name, council, role)]
            for address in addresses:
                wrong += wrong_with(page, address, looked_at)
            if PAGES[name][0] == role and name not in NOTHING_TO_LEAVE_OUT:
                found = wrong_after_sending_nothing(page, addresses[0])
                forms += found is not None
                wrong += found or []
        page.context.close()
    page = open_browser()
    assert {name for name, roles in PAGES.items() if ANYONE in roles} == {"families:sign_in"}
    wrong += wrong_with(page, f"{live_server.url}/sign-in/", looked_at)
    wrong += wrong_with(page, f"{live_server.url}/nothing/", looked_at, 404)
    wrong += wrong_after_sending_nothing(page, f"{live_server.url}/sign-in/")
    assert wrong == []
    assert forms >= FORMS_AT_LEAST


def wrong_after_sending_nothing(page, address):
    """What is wrong with the page after its form was sent with nothing in it; None where there is no form."""
    page.goto(address)
    form = page.locator("main form[method=post]:has(button[type=submit]:visible)")
    if form.count() == 0:
        return None
    form.last.evaluate("""form => { for (const field of form.elements) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = false;
        else if (field.type !== "hidden" && field.tagName !== "BUTTON") field.value = "";
    } }""")
    with page.expect_navigation():
        form.last.locator("button[type=submit]:visible").first.click()
    if not page.title().startswith("Error: "):
        return [f"{address} says nothing is wrong when nothing is filled in, but “{page.title()}”"]
    return [f"{fault} ({address} with errors)" for fault in wrong_at_either_width(page, CONTENT)]
