"""The department chooses claims for a spot check: packs are handed over in one press, and read without the product."""

import subprocess
import sys
import zipfile

import pytest

from tests.browser import assert_accessible, shows
from tests.claims.building import claim_at, cover_feeds, family, publish

MEERA, AURELIO = "meera.holloway", "aurelio.stannard"


@pytest.fixture
def claims(people):
    """Two claims that were paid, one of them for work, and one that waits."""
    cover_feeds()
    publish()
    return [claim_at("paid"), claim_at("paid", made=family(working=True)), claim_at("queued")]


def test_packs_are_handed_over_and_read_by_somebody_without_the_product(claims, arrives_as, open_browser, tmp_path):
    page = arrives_as(MEERA)
    page.get_by_role("link", name="Claims").first.click()
    page.get_by_role("link", name="Claim packs, for a spot check").click()
    assert_accessible(page)
    page.get_by_label("References of claims or families").fill("\n".join(claim.reference for claim in claims))
    page.get_by_label("What they are for").fill("Spot check of May")
    page.get_by_role("button", name="Show what would be in it").click()
    shows(page, "Enter who gets the packs")
    page.get_by_label("Who gets them").fill("The department")
    page.get_by_role("button", name="Show what would be in it").click()
    shows(page, "1 reference would be left out.")
    shows(page, f"Claim {claims[2]} is in the queue: nobody has checked it, so nothing was sealed.")
    assert_accessible(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Make the bundle").click()
    with zipfile.ZipFile(downloading.value.path()) as packed:
        packed.extractall(tmp_path)
    folder = tmp_path / "claim-packs"

    visitor = open_browser(java_script_enabled=False)
    visitor.goto((folder / "READ-ME-FIRST.html").as_uri())
    shows(visitor, "Spot check of May")
    visitor.get_by_role("link", name=claims[1].reference).click()
    shows(visitor, "This claim is for continuous employment")
    for name in ("READ-ME-FIRST.html", *[f"read/{claim}/claim.html" for claim in claims[:2]]):
        reader = open_browser()
        reader.goto((folder / name).as_uri())
        assert_accessible(reader)
    command = [sys.executable, str(folder / "verifier" / "verify_packs.py")]
    assert subprocess.run(command, capture_output=True, text=True).returncode == 0


def test_an_auditor_asks_what_claims_rely_on(claims, arrives_as):
    page = arrives_as(AURELIO)
    page.get_by_role("link", name="Claims").first.click()
    page.get_by_role("link", name="What claims rely on").click()
    shows(page, "2 claims")
    assert_accessible(page)
    page.get_by_role("link", name="2 claims: referral").click()
    shows(page, "Only claims that rely on:")
    page.get_by_label("Route").select_option("Continuous employment")
    page.get_by_role("button", name="Count these claims").click()
    shows(page, "1 claim")
    shows(page, claims[1].reference)
    assert_accessible(page)
