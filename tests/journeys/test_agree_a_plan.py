"""A key worker builds a family's plan, agrees it with the family, and finds the version; by keyboard, and without
JavaScript."""

import pytest

from families.accounts.enums import Role
from families.models import Agreement, Plan, User
from families.plans.models import Objective
from tests.browser import assert_accessible, shows, sign_in, tab_to
from tests.families.plans.building import complete
from tests.families.world import PASSWORD, TODAY, YESTERDAY, build


@pytest.fixture
def world(transactional_db, tmp_path):
    world = build(tmp_path / "files")
    for person in User.objects.all():
        person.set_password(PASSWORD)
        person.save()
    return world


def test_a_key_worker_builds_and_agrees_a_plan(live_server, page, world):
    worker = world[Role.KEY_WORKER]
    sign_in(page, live_server.url, worker.username, PASSWORD)
    page.get_by_role("link", name="TF-1").first.click()
    page.get_by_role("link", name="Work on the plan").click()
    shows(page, "Next: complete what is missing below")
    assert_accessible(page)

    # What is missing leads to where it is mended; what is left out there is said, and nothing typed is lost.
    page.get_by_role("link", name="It has an objective for “Adults out of work").click()
    shows(page, "Add an objective")
    assert page.get_by_label("Headline").input_value() == "work"
    page.get_by_label("What will be different?").fill("Dawn has a job that fits round school.")
    page.get_by_role("button", name="Add objective").click()
    shows(page, "There is a problem")
    assert_accessible(page)
    page.get_by_role("link", name="Select whom it is about").click()
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Add objective"))
    page.keyboard.press("Enter")
    shows(page, "The objective is added. Now say what is to be done towards it.")
    assert Objective.objects.get().what == "Dawn has a job that fits round school."

    # The rest as other tests do it; then it is agreed, and each is asked.
    complete(world.ours, worker)
    page.goto(f"{live_server.url}/families/{world.ours.token}/plan/")
    page.get_by_role("link", name="Somebody does something towards “Dawn has a job").click()
    page.get_by_label("What is to be done?").fill("See the adviser")
    page.get_by_label("Who does it?").select_option(label="Dawn Okafor")
    for box, number in (("Day", TODAY.day), ("Month", TODAY.month), ("Year", TODAY.year)):
        page.get_by_label(box).fill(str(number))
    page.get_by_role("button", name="Add action").click()
    shows(page, "Next: agree the plan with the family.")
    page.get_by_role("link", name="Agree the plan with the family").click()
    shows(page, "The plan as it stands")
    for name in ("Dawn", "Ada", "Ben"):
        group = page.get_by_role("group", name=f"What did {name} Okafor say to the plan?")
        group.get_by_label("Agreed", exact=True).check()
    page.get_by_label("In Ada Okafor’s own words").fill("I want to stay at my school.")
    assert_accessible(page)
    page.get_by_role("button", name="Agree the plan").click()
    shows(page, "The plan is agreed. Next: what is to be done below.")
    assert_accessible(page)
    page.get_by_role("link", name="Versions that were agreed").click()
    page.get_by_role("link", name="Version 1").click()
    shows(page, "“I want to stay at my school.”")
    assert Plan.objects.current().get(agreed_on=TODAY).covers == sorted(
        world.member(name).pk for name in ("dawn", "ada", "ben")
    )


def test_a_plan_is_agreed_without_javascript(live_server, open_browser, world):
    complete(world.ours, world[Role.KEY_WORKER])
    page = open_browser(java_script_enabled=False)
    sign_in(page, live_server.url, world[Role.KEY_WORKER].username, PASSWORD)
    page.goto(f"{live_server.url}/families/{world.ours.token}/plan/agree/")
    for box, number in (("Day", YESTERDAY.day), ("Month", YESTERDAY.month), ("Year", YESTERDAY.year)):
        page.get_by_label(box).fill(str(number))
    for name in ("Dawn", "Ada", "Ben"):
        group = page.get_by_role("group", name=f"What did {name} Okafor say to the plan?")
        group.get_by_label("Agreed", exact=True).check()
    page.get_by_role("button", name="Agree the plan").click()
    shows(page, "The plan is agreed.")
    assert Agreement.objects.get().agreed_on == YESTERDAY
