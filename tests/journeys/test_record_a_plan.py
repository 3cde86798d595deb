"""A key worker records the plan a family agreed, puts a detail right, and finds it on the family's page."""

import pytest

from families.accounts.enums import Role
from families.models import Plan, User
from tests.browser import assert_accessible, enter_date, shows, sign_in, tab_to, titled
from tests.families.world import PASSWORD, YESTERDAY, build

OBJECTIVES = [
    "Parents and children involved in crime or anti-social behaviour",
    "Children who have not been attending school regularly",
    "Families affected by domestic violence and abuse",
    "Parents and children with a range of health problems",
]
WORK = "Adults out of work or at risk of financial exclusion, and young people at risk of worklessness"


@pytest.fixture
def world(transactional_db, tmp_path):
    world = build(tmp_path / "files")
    for person in User.objects.all():
        person.set_password(PASSWORD)
        person.save()
    return world


def test_a_key_worker_records_a_plan(live_server, page, world):
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    titled(page, "Your families")
    page.get_by_role("link", name="TF-1").first.click()
    page.get_by_role("link", name="Record a plan").click()
    titled(page, "Record a plan – TF-1")
    assert_accessible(page)

    # Sent without a date: the summary leads to the box, and nothing ticked is lost.
    for objective in OBJECTIVES:
        page.get_by_label(objective).check()
    page.get_by_role("button", name="Record plan").click()
    titled(page, "Error: Record a plan – TF-1")
    if page.evaluate("document.body.classList.contains('govuk-frontend-supported')"):
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert_accessible(page)
    page.get_by_role("link", name="Enter the date the plan was agreed").click()
    assert page.evaluate("document.activeElement.id") == "id_agreed_on_0"
    assert page.get_by_label(OBJECTIVES[0]).is_checked()

    # The rest without a mouse.
    for number in (YESTERDAY.day, YESTERDAY.month, YESTERDAY.year):
        page.keyboard.type(str(number))
        page.keyboard.press("Tab")
    tab_to(page, page.get_by_role("button", name="Record plan"))
    page.keyboard.press("Enter")
    shows(page, "The plan is recorded.")
    shows(page, f"Still missing: It has an objective for “{WORK}”.")

    # What was missing is added by a correction; the first version stays readable.
    plan = Plan.objects.current().get(agreed_on=YESTERDAY)
    page.goto(f"{live_server.url}/families/{world.ours.token}/plans/{plan.pk}/correct/")
    assert page.get_by_label(OBJECTIVES[0]).is_checked()
    page.get_by_label(WORK).check()
    page.get_by_role("button", name="Save correction").click()
    shows(page, "The plan is corrected.")
    assert page.get_by_text("Still missing").count() == 0

    now = Plan.objects.current().get(agreed_on=YESTERDAY)
    before = Plan.objects.get(pk=plan.pk)
    assert (len(before.objectives), len(now.objectives)) == (4, 5)
    assert (before.superseded_by, now.recorded_by) == (world[Role.KEY_WORKER], world[Role.KEY_WORKER])


def test_the_plan_page_works_without_javascript(live_server, browser, world):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    page.goto(f"{live_server.url}/families/{world.ours.token}/plans/record/")
    enter_date(page, "When was the plan agreed?", YESTERDAY)
    page.get_by_role("button", name="Record plan").click()
    shows(page, "The plan is recorded.")
    context.close()
