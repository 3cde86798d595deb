"""An analyst writes the next version of an outcomes plan; a programme manager sees what it changes and publishes it."""

import re

import pytest
from playwright.sync_api import expect

from families.models import Family
from outcomes.models import OutcomesPlan, Readiness
from outcomes.vocabulary import plain_headline_names
from tests.browser import assert_accessible, shows, tab_to
from tests.outcomes.authority import authority, plain_family, rich_family


@pytest.fixture
def families(people, tmp_path):
    return authority(
        tmp_path / "files", rich_family("TF-1", lead_worker="kezia.thornaby"),
        plain_family("TF-2", lead_worker="kezia.thornaby"),
    )


def test_a_plan_is_drafted_by_one_and_published_by_another(arrives_as, families):
    writer = arrives_as("anneliese.quill", java_script_enabled=False)
    writer.get_by_role("link", name="Outcomes plans").click()
    writer.get_by_role("link", name="Drafts of the next versions").click()
    writer.get_by_role("button", name="Start a draft").click()
    writer.get_by_label("Start from").select_option(index=2)
    writer.get_by_role("button", name="Start the draft").click()
    shows(writer, "The draft is started.")

    # A threshold, changed without a mouse; what is wrong is said beside the box, and nothing typed is lost.
    tab_to(writer, writer.get_by_role("link", name="no-incidents (Families"))
    writer.keyboard.press("Enter")
    months = writer.get_by_label("Months", exact=True)
    tab_to(writer, months)
    writer.keyboard.press("ControlOrMeta+a")
    writer.keyboard.type("seventy")
    tab_to(writer, writer.get_by_role("button", name="Save in the draft"))
    writer.keyboard.press("Enter")
    shows(writer, "“Months” must be a whole number from 1 to 60 (months), not \"seventy\".")
    expect(writer).to_have_title(re.compile("^Error: Criterion: no-incidents"))
    assert months.input_value() == "seventy"
    months.fill("60")
    writer.get_by_role("button", name="Save in the draft").click()
    shows(writer, "months: 6 months → 60 months")

    # What the family's copy of its plan calls a headline.
    writer.get_by_role("link", name="Families affected by domestic violence and abuse", exact=True).click()
    writer.get_by_label("Plain name").fill("Safe at home")
    writer.get_by_role("button", name="Save in the draft").click()
    shows(writer, "plain name: not set → Safe at home")

    # An example family in plain tables, with what the plan should say of it.
    writer.get_by_role("link", name="0 examples").click()
    writer.get_by_role("button", name="Add an example").click()
    writer.get_by_label("Name", exact=True).fill("Half a year is not enough")
    writer.get_by_label("Judged on").fill("1/9/2017")
    writer.get_by_role("button", name="Save in the draft").click()
    fill(writer, "Change the family", {"Identified on": "1/6/2015", "Engaged on": "1/9/2015"})
    fill(writer, "Change accepted problems", {
        "Headline, row 1": "domestic-abuse", "Identified on, row 1": "1/6/2015",
    })
    fill(writer, "Change expected verdicts", {
        "Headline, row 1": "domestic-abuse", "Criterion, row 1": "no-incidents", "Verdict, row 1": "met",
    })
    shows(writer, "Not as expected")
    shows(writer, "expected “Met”, but it is “Not yet: time has to pass”.")
    fill(writer, "Change expected verdicts", {"Verdict, row 1": "pending"})
    shows(writer, "As expected")

    # What would change, before anything does.
    writer.get_by_label("Breadcrumb").get_by_role("link", name="of expanded").click()
    writer.get_by_role("link", name="Not previewed yet").click()
    writer.get_by_role("button", name="Preview").click()
    shows(writer, "TF-2")
    draft = writer.url.removesuffix("preview/")
    writer.goto(f"{draft}publish/")
    shows(writer, "You cannot publish this draft, because you wrote in it.")

    # Somebody else looks, publishes, and the next night finds what the preview said.
    manager = arrives_as("meera.holloway", java_script_enabled=False)
    manager.goto(f"{draft}preview/")
    manager.get_by_role("link", name="TF-2").wait_for()
    manager.goto(f"{draft}publish/")
    manager.get_by_role("button", name="Publish for good").click()
    shows(manager, "Confirm that you have looked at what changes")
    manager.get_by_label("I have looked at what changes").check()
    manager.get_by_role("button", name="Publish for good").click()
    shows(manager, "Version 2 is published.")
    shows(manager, "Half a year is not enough")
    shows(manager, "The family’s copy of its plan calls it “Safe at home”.")
    assert plain_headline_names("expanded") == {"domestic-abuse": "Safe at home"}
    plan = OutcomesPlan.objects.get(code="expanded", version=2)
    assert (plan.published_by.username, plan.draft.changes.count()) == ("meera.holloway", 8)
    # It takes effect tomorrow: until then nothing changes for any family.
    assert set(Readiness.objects.current().values_list("plan__version", flat=True)) == {1}
    assert Family.objects.count() == 2


def test_the_second_of_two_keeps_what_they_typed(arrives_as, families):
    first, second = arrives_as("anneliese.quill"), arrives_as("marcus.fenn")
    first.get_by_role("link", name="Outcomes plans").click()
    first.get_by_role("link", name="Drafts of the next versions").click()
    first.get_by_role("button", name="Start a draft").click()
    first.get_by_label("Start from").select_option(index=2)
    first.get_by_role("button", name="Start the draft").click()
    shows(first, "The draft is started.")
    criterion = f"{first.url}headlines/education/criteria/attendance/"
    for page in (first, second):
        page.goto(criterion)
    first.get_by_label("Percentage").fill("92")
    first.get_by_role("button", name="Save in the draft").click()
    shows(first, "percentage: 90% → 92%")
    second.get_by_label("Percentage").fill("85")
    second.get_by_role("button", name="Save in the draft").click()
    shows(second, "Anneliese Quill changed this draft after you opened it.")
    shows(second, "percentage: 90% → 92%")
    assert second.get_by_label("Percentage").input_value() == "85"
    assert_accessible(second)
    second.get_by_role("button", name="Save in the draft").click()
    shows(second, "percentage: 90% → 85%")


def fill(page, link, cells):
    """Opens a table of an example, fills some of its boxes by their labels, and saves it."""
    page.get_by_role("link", name=link).click()
    for label, value in cells.items():
        box = page.get_by_label(label, exact=True)
        if box.evaluate("element => element.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    page.get_by_role("button", name="Save in the draft").click()
    shows(page, "Saved in the draft.")

