"""A programme manager approves a claim; whoever contributed cannot; nobody approves twice, or what they did not see."""

import pytest

from claims.actions import check_claim
from claims.models import Claim, ClaimMove
from families.facts.recording import record_event
from tests.browser import assert_accessible, shows, tab_to
from tests.outcomes.authority import TODAY, authority, on, plain_family

LEADS, MEERA, MARCUS, ANNELIESE = "kezia.thornaby", "meera.holloway", "marcus.fenn", "anneliese.quill"
CONFIRM = "I have looked at the evidence on this page, and it proves the result"


@pytest.fixture
def council(tmp_path, people, run_tonight):
    """Two families, the claim of the first of which is checked; Marcus recorded something about the second."""
    families = authority(
        tmp_path / "files", plain_family("TF-1", lead_worker=LEADS), plain_family("TF-2", lead_worker=LEADS)
    )
    record_event(family=families["TF-2"], by=people[MARCUS], kind="police_callout", occurred_on=TODAY)
    run_tonight()
    for claim in Claim.objects.filter(family__reference="TF-1"):
        check_claim(claim=claim, by=people[ANNELIESE], digest=claim.evidence_digest)
    return families


def open_claim(page, family):
    page.get_by_role("link", name="Claims").first.click()
    page.get_by_label("Status", exact=True).select_option("All")
    page.get_by_role("button", name="Show these claims").click()
    page.locator("tbody tr").filter(has_text=family).get_by_role("link").click()


def approve(page):
    page.get_by_label(CONFIRM).check()
    page.get_by_role("button", name="Approve this claim").click()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_two_managers_look_and_the_first_to_approve_has_approved(council, arrives_as, people, javascript):
    meera, marcus = (arrives_as(name, java_script_enabled=javascript) for name in (MEERA, MARCUS))
    for page in (meera, marcus):
        open_claim(page, "TF-1")
    for question in ("Was the family eligible?", "Was the family worked with", "Is the result evidenced?"):
        assert meera.get_by_role("heading", name=question).is_visible()
    if javascript:
        assert_accessible(meera)

    # Without a tick nothing is approved, and the page says what to do.
    tab_to(meera, meera.get_by_role("button", name="Approve this claim"))
    meera.keyboard.press("Enter")
    meera.get_by_role("link", name="Confirm that you have looked at the evidence").click()
    assert meera.title().startswith("Error: Claim ")

    # Without a mouse: tick, then approve.
    tab_to(meera, meera.get_by_label(CONFIRM))
    meera.keyboard.press("Space")
    tab_to(meera, meera.get_by_role("button", name="Approve this claim"))
    meera.keyboard.press("Enter")
    claim = Claim.objects.get(family=council["TF-1"])
    shows(meera, f"Claim {claim} is approved.")

    # Marcus has had the same page open all the while.
    approve(marcus)
    shows(marcus, "Meera Holloway already approved this claim at ")
    assert marcus.get_by_role("button", name="Approve this claim").count() == 0
    claim.refresh_from_db()
    assert (claim.status, claim.approved_by) == ("approved", people[MEERA])
    assert ClaimMove.objects.filter(claim=claim, verb="approve").count() == 1


def test_whoever_contributed_reads_why_beside_a_button_that_is_off(council, arrives_as):
    page = arrives_as(MARCUS)
    open_claim(page, "TF-2")
    button = page.get_by_role("button", name="Record that I checked it")
    assert button.is_disabled()
    why = page.locator(f"#{button.get_attribute('aria-describedby')}").inner_text()
    assert why == "You cannot check this claim: you recorded facts about this family."
    shows(page, "Marcus Fenn: recorded facts about this family")
    assert_accessible(page)


def test_evidence_that_changed_meanwhile_is_shown_before_it_can_be_approved(council, arrives_as, receive):
    page = arrives_as(MEERA)
    open_claim(page, "TF-1")
    receive(events=[("POL-1", "Police", "asb_incident", on(40), "", "TF-1", "no", "")])
    approve(page)
    shows(page, "The evidence has changed since you saw it. Added: Anti-social behaviour incident")
    shows(page, "The check by Anneliese Quill has lapsed; somebody must check the claim again.")
    assert Claim.objects.get(family=council["TF-1"]).status == "queued"

    # It still proves the result, so it can be checked again now that it has been seen, and somebody else approves it.
    page.get_by_label("I have checked every point on this page, and the facts bear it out").check()
    page.get_by_role("button", name="Record that I checked it").click()
    shows(page, "is checked. Somebody else can approve it.")
    assert page.get_by_role("button", name="Approve this claim").is_disabled()
    marcus = arrives_as(MARCUS)
    open_claim(marcus, "TF-1")
    approve(marcus)
    shows(marcus, "is approved.")
    assert Claim.objects.get(family=council["TF-1"]).status == "approved"
