"""A programme manager sends the department its return and records the payment; an analyst makes exports."""

import csv
import hashlib
import io
from datetime import datetime

import openpyxl
import pytest
from playwright.sync_api import expect

from claims.actions import approve_claim, check_claim
from claims.models import Claim, SubmissionWindow
from tests.browser import assert_accessible, enter_date, shows, tab_to, titled
from tests.claims.building import audit
from tests.outcomes.authority import TODAY, authority, plain_family

LEADS, MEERA, MARCUS = "kezia.thornaby", "meera.holloway", "marcus.fenn"
CONFIRM = "Submit these claims. Their evidence is frozen, and the return is written once and cannot be changed."


@pytest.fixture
def council(tmp_path, people, run_tonight):
    """Three families in the queue, of whose claims two are approved."""
    families = authority(
        tmp_path / "files", *(plain_family(name, lead_worker=LEADS) for name in ("TF-1", "TF-2", "TF-3"))
    )
    run_tonight()
    for claim in Claim.objects.filter(family__reference__in=["TF-1", "TF-2"]):
        check_claim(claim=claim, by=people[MEERA], digest=claim.evidence_digest)
        approve_claim(claim=claim, by=people[MARCUS], digest=claim.evidence_digest)
    return families


def downloaded(page, link):
    with page.expect_download() as downloading:
        link.click()
    return downloading.value.path().read_bytes()


def rows_of(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def text_of(cell):
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return "" if cell is None else str(cell)


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_manager_makes_a_return_and_records_the_payment(council, arrives_as, people, javascript):
    page = arrives_as(MEERA, java_script_enabled=javascript)
    page.get_by_role("link", name="Submission windows").first.click()
    page.get_by_role("button", name="Open a submission window").click()
    page.get_by_label("Name").fill("2016-09")
    page.get_by_label("Expanded programme (2015 to 2021)").check()
    for question in ("Opens on", "Evidence cut-off", "Closes on"):
        enter_date(page, question, TODAY)
    page.get_by_role("button", name="Open this window").click()
    shows(page, "Window 2016-09 is open.")

    # Both approved claims go in; the one that still waits is not offered.
    offered = page.get_by_role("checkbox")
    expect(offered).to_have_count(2)
    for box in offered.all():
        box.check()
    page.get_by_role("button", name="Add to this window").click()
    shows(page, "2, together £1,600")
    if javascript:
        assert_accessible(page)

    # Nothing is sent before an auditor has looked at it.
    audit(SubmissionWindow.objects.get())
    page.reload()

    # Two officers signed for them on paper.
    page.get_by_role("button", name="Sign off").click()
    shows(page, "Every claim was judged again just now. All 2 hold, together £1,600.")
    page.get_by_label("Chief executive or director of children's services").fill("Delphine Okoro")
    page.get_by_label("Chief finance officer (section 151)").fill("Rhodri Castellane")
    enter_date(page, "Signed on", TODAY)
    if javascript:
        assert_accessible(page)
    page.get_by_role("button", name="Record the sign-off").click()
    shows(page, "Window 2016-09 is signed off. It can be submitted now.")

    # Looked at before it is sent: both hold. Unconfirmed nothing is sent.
    page.get_by_role("button", name="Check and submit").click()
    shows(page, "Every claim was judged again just now. All 2 hold, together £1,600.")
    page.get_by_role("button", name="Submit 2 claims").click()
    titled(page, "Error: Submit window 2016-09")
    assert SubmissionWindow.objects.get().submitted_at is None
    if javascript:
        assert_accessible(page)

    # The step that cannot be taken back, without a mouse.
    tab_to(page, page.get_by_label(CONFIRM))
    page.keyboard.press("Space")
    tab_to(page, page.get_by_role("button", name="Submit 2 claims"))
    page.keyboard.press("Enter")
    shows(page, "Window 2016-09 is submitted. Its return is below.")

    # What is downloaded is what was sent: its SHA-256 is the one on the page.
    file = page.locator("main li").filter(has_text=".csv")
    content = downloaded(page, file.get_by_role("link"))
    assert file.locator("code").inner_text() == hashlib.sha256(content).hexdigest()
    assert len(rows_of(content)) == 2

    # The department pays for the first.
    claim = Claim.objects.get(family=council["TF-1"])
    page.get_by_role("link", name=claim.reference).click()
    page.get_by_role("button", name="Record the payment").click()
    enter_date(page, "Date of the payment", TODAY)
    page.get_by_role("button", name="Record the payment").click()
    shows(page, f"The payment for claim {claim} is recorded.")
    shows(page, f"£800 on {TODAY:%-d %B %Y}")
    claim.refresh_from_db()
    assert (claim.status, claim.paid_amount) == ("paid", 80_000)


def test_an_analyst_makes_the_readiness_export_in_both_formats(council, arrives_as):
    page = arrives_as("anneliese.quill")
    page.get_by_role("link", name="Exports").click()
    page.get_by_label("Readiness: one row for each open family").check()
    make = page.get_by_role("button", name="Make the export")
    as_csv = rows_of(downloaded(page, make))
    page.get_by_label("Excel workbook").check()
    sheet = openpyxl.load_workbook(io.BytesIO(downloaded(page, make))).active
    as_xlsx = [[text_of(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert [(row["family_ref"], row["claimable"]) for row in as_csv] == [
        ("TF-1", "yes"), ("TF-2", "yes"), ("TF-3", "yes")
    ]
    assert as_xlsx == [list(as_csv[0]), *(list(row.values()) for row in as_csv)]
