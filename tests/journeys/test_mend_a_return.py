"""A programme manager mends what keeps the return of the national study back, makes it, and takes the very file."""

import hashlib
import re

import pytest
from playwright.sync_api import expect

from claims.models import Return
from tests.browser import assert_accessible, enter_date, shows
from tests.outcomes.authority import TODAY, authority, plain_family

MEERA = "meera.holloway"


@pytest.fixture
def council(tmp_path, people):
    """One family, of whom no file said where they live."""
    return authority(tmp_path / "files", plain_family("TF-1", lead_worker="kezia.thornaby"))


def test_a_manager_mends_a_fault_and_makes_the_return(council, arrives_as):
    page = arrives_as(MEERA)
    page.get_by_role("link", name="Returns").first.click()
    page.get_by_role("link", name="Prepare National impact study").click()
    page.get_by_role("button", name="Check what it would hold").click()
    shows(page, "1 must be mended first.")
    expect(page.get_by_role("button", name="Make this return")).to_have_count(0)
    assert_accessible(page)
    checked = page.url
    page.get_by_role("link", name=re.compile("postcode of person TF-1-adult")).click()
    page.get_by_label("Address line 1").fill("14 Millstone Row")
    page.get_by_label("Postcode").fill("LS1 4AP")
    enter_date(page, "Since when?", TODAY)
    page.get_by_role("button", name="Record address").click()
    shows(page, "14 Millstone Row")
    page.goto(checked)
    shows(page, "1 may be sent with a note.")
    page.get_by_role("button", name="Make this return").click()
    shows(page, "Enter what the recipient is told about the faults")
    page.get_by_label("Note about the faults that stay").fill("Nobody asked for the sex yet.")
    page.get_by_label("I have looked at what it holds.").check()
    page.get_by_role("button", name="Make this return").click()
    shows(page, "The return is made: 1 row for Office for National Statistics.")
    assert_accessible(page)
    sent = Return.objects.get()
    with page.expect_download() as downloading:
        page.get_by_role("link", name=f"{sent}.csv").click()
    content = downloading.value.path().read_bytes()
    assert hashlib.sha256(content).hexdigest() == sent.files.get(format="csv").sha256
    assert b"14 Millstone Row,,,LS1 4AP" in content
