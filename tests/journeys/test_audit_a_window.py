"""An auditor draws a sample and looks blind; a manager replies; the audit closes, and only then is the window sent."""

import pytest
from playwright.sync_api import expect

from claims.actions import add_to_window
from claims.models import SampleItem
from tests.browser import assert_accessible, enter_date, reads, shows, tab_to, titled
from tests.claims.building import claim_at, cover_feeds, publish, window
from tests.outcomes.authority import TODAY

AURELIO, MEERA, MARCUS = "aurelio.stannard", "meera.holloway", "marcus.fenn"
DRAW = "Fix this frame and draw the sample. It is drawn once, and the window then takes no more claims."
CLOSE = "Every finding is recorded. Nothing about this audit can be changed afterwards"


@pytest.fixture
def into(people):
    """A window with two claims that Marcus approved."""
    cover_feeds()
    publish()
    claims = [claim_at("approved", by=people[MARCUS]) for _ in range(2)]
    made = window(people[MEERA], code="2016-09")
    add_to_window(claims=claims, window=made, by=people[MEERA])
    return made


def answer(page, question, words):
    page.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def find(page, *, whole_family, together):
    answer(page, "1. Was the family eligible?", "Yes")
    answer(page, "2. Was it worked with as a whole family?", whole_family)
    answer(page, "3. Is the result evidenced?", "Yes")
    answer(page, "Taken together", together)


def open_audit(page):
    page.get_by_role("link", name="Audits").first.click()
    page.locator("main").get_by_role("link", name="2016-09").click()


def test_a_window_is_audited_before_it_is_sent(into, arrives_as):
    manager, auditor = arrives_as(MEERA, java_script_enabled=False), arrives_as(AURELIO)
    manager.get_by_role("link", name="Submission windows").first.click()
    manager.get_by_role("link", name="2016-09").click()
    shows(manager, "The window can be signed off once its audit is closed")

    # The auditor sees what a draw comes to, in groups, before it is drawn.
    open_audit(auditor)
    auditor.get_by_label("How the claims are chosen").select_option("stratified")
    auditor.get_by_label("If stratified, by").select_option("route")
    auditor.get_by_role("button", name="Show what this comes to").click()
    reads(auditor.locator("tbody tr"), ["Significant and sustained progress\t2\t2"])
    auditor.get_by_role("button", name="Draw the sample").click()
    titled(auditor, "Error: Draw the sample of window 2016-09")
    assert_accessible(auditor)
    auditor.get_by_label(DRAW).check()
    auditor.get_by_role("button", name="Draw the sample").click()
    shows(auditor, "The sample of window 2016-09 is drawn: 2 claims.")
    assert_accessible(auditor)

    # They look without knowing who vouched for it; what was chosen stays where something is missing.
    auditor.get_by_role("button", name="Audit the next claim").click()
    shows(auditor, "Look at the evidence and say what you find.")
    assert "Marcus Fenn" not in auditor.locator("main").inner_text()
    find(auditor, whole_family="No", together="The claim does not stand")
    auditor.get_by_role("button", name="Record what I found").click()
    auditor.get_by_role("link", name="Choose the finding").click()
    assert_accessible(auditor)
    assert "Marcus Fenn" not in auditor.locator("main").inner_text()
    auditor.get_by_label("If it does not stand, the finding").select_option("The plan left out a member of the family")
    tab_to(auditor, auditor.get_by_role("button", name="Record what I found"))
    auditor.keyboard.press("Enter")
    shows(auditor, "is recorded.")
    find(auditor, whole_family="Yes", together="The claim stands")
    auditor.get_by_role("button", name="Record what I found").click()
    shows(auditor, "1 finding waits for a reply, the first until ")

    # The manager is told and replies; nothing is sent meanwhile.
    first, second = SampleItem.objects.order_by("number")
    open_audit(manager)
    shows(manager, "1 finding waits for a programme manager’s reply.")
    manager.get_by_role("button", name="Look at the next finding").click()
    shows(manager, "The claim does not stand: the plan left out a member of the family")
    manager.get_by_role("button", name="Reply to this finding").click()
    answer(manager, "Do you agree with the finding?", "I contest it: the claim stands")
    manager.get_by_role("button", name="Send this reply").click()
    titled(manager, f"Error: Reply to this finding, claim {first.row}")
    manager.get_by_label("Why").fill("The second plan does.")
    manager.get_by_role("button", name="Send this reply").click()
    shows(manager, "The auditor concludes.")

    # The auditor stands by it, and closes the audit.
    auditor.reload()
    auditor.get_by_role("button", name="Look at the next reply").click()
    auditor.get_by_role("button", name="Conclude").click()
    assert_accessible(auditor)
    answer(auditor, "After the reply", "The finding is confirmed: the claim does not stand and leaves its window")
    auditor.get_by_label("Why").fill("It leaves out the older child.")
    auditor.get_by_role("button", name="Record this conclusion").click()
    shows(auditor, f"What becomes of claim {first.row} is recorded.")
    auditor.get_by_role("link", name="Back to the audit of window 2016-09").click()
    auditor.get_by_role("button", name="Close this audit").click()
    auditor.get_by_label(CLOSE).check()
    assert_accessible(auditor)
    auditor.get_by_role("button", name="Close this audit").click()
    shows(auditor, "The audit of window 2016-09 is closed. It can be signed off now.")
    shows(auditor, "1 of the 2 (50.0%) does not stand: every one of them was looked at")
    assert_accessible(auditor)

    # What was found not to stand is not sent.
    manager.get_by_role("link", name="Submission windows").first.click()
    manager.get_by_role("link", name="2016-09").click()
    manager.get_by_role("button", name="Sign off").click()
    manager.get_by_label("Chief executive or director of children's services").fill("Delphine Okoro")
    manager.get_by_label("Chief finance officer (section 151)").fill("Rhodri Castellane")
    enter_date(manager, "Signed on", TODAY)
    manager.get_by_role("button", name="Record the sign-off").click()
    manager.get_by_role("button", name="Check and submit").click()
    manager.get_by_label("Submit these claims.").check()
    manager.get_by_role("button", name="Submit 1 claim").click()
    shows(manager, "Window 2016-09 is submitted. Its return is below.")
    claims = [item.row.claim for item in (first, second)]
    for claim in claims:
        claim.refresh_from_db()
    assert [claim.status for claim in claims] == ["audit_failed", "submitted"]
    expect(manager.get_by_role("link", name=str(first.row))).to_have_count(0)
