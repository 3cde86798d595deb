"""An analyst loads two partners' files, is handed a row back, mends it, and loads the file again."""

import csv
import io

import openpyxl
import pytest

from families.models import Event, Score
from tests.browser import assert_accessible, shows, tab_to
from tests.outcomes.authority import authority, on, plain_family

ANALYST = "anneliese.quill"
HEADER = "source_ref,source,kind,occurred_on,person_ref,family_ref,withdrawn,note"
FIRST = f"POL-1,Police,asb_incident,{on(30)},TF-1-adult,,no,Eggs thrown"
WRONG = "POL-2,Police,asb_incident,2024-02-31,TF-1-adult,,no,"
LAST = f"POL-3,Police,proven_offence,{on(40)},TF-1-adult,,no,"


def csv_of(*lines):
    return {"name": "events.csv", "mimeType": "text/csv", "buffer": "\r\n".join([HEADER, *lines, ""]).encode()}


def workbook_of_scores():
    workbook = openpyxl.Workbook()
    workbook.active.append(["person_ref", "family_ref", "tool", "scored_on", "score"])
    workbook.active.append(["TF-1-adult", "", "family_star/wellbeing", on(10), 3])
    workbook.active.append(["TF-1-adult", "", "family_star/wellbeing", on(200), 6])
    file = io.BytesIO()
    workbook.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "scores.xlsx", "mimeType": kind, "buffer": file.getvalue()}


def figures(page):
    """What the page of a load says of its rows, once it has come."""
    shows(page, "Rows in the file")
    said = {}
    for row in page.locator(".govuk-summary-list__row").all():
        said[row.locator("dt").inner_text()] = row.locator("dd").inner_text()
    return [said[name] for name in ("Rows in the file", "Taken", "Unchanged, known already", "Handed back")]


def send(page, *files):
    """Loads files without a mouse; only choosing them is left to the system's own window."""
    page.get_by_role("link", name="Files", exact=True).first.click()
    page.get_by_role("button", name="Load files").click()
    page.get_by_label("Files", exact=True).set_input_files(files)
    tab_to(page, page.get_by_role("button", name="Load files"))
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/files/load/"))


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_analyst_loads_files_and_mends_what_was_handed_back(tmp_path, people, arrives_as, javascript):
    authority(tmp_path / "files", plain_family("TF-1", lead_worker="kezia.thornaby"))
    page = arrives_as(ANALYST, java_script_enabled=javascript)

    # One row of one file is wrong: all others are loaded, and the page says what became of each file.
    send(page, csv_of(FIRST, WRONG, LAST), workbook_of_scores())
    shows(page, "Look at what was handed back of events.csv.")
    events, scores = (page.get_by_role("row", name=name).first for name in ("events.csv", "scores.xlsx"))
    assert events.locator("td").all_inner_texts()[2:] == ["Loaded in part", "3", "2", "0", "1"]
    assert scores.locator("td").all_inner_texts()[2:] == ["Loaded", "2", "2", "0", "0"]
    assert (Event.objects.count(), Score.objects.count()) == (2, 2)

    # The row comes back as it was sent, and says where it stood and what is wrong with it.
    page.get_by_role("link", name="events.csv").first.click()
    assert figures(page) == ["3", "2", "0", "1"]
    reason = page.locator("main li").inner_text()
    assert reason.startswith("Row 3: ")
    assert "2024-02-31" in reason
    if javascript:
        assert_accessible(page)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download the rows handed back").click()
    handed_back = list(csv.reader(io.StringIO(downloading.value.path().read_text(encoding="utf-8"))))
    assert handed_back == [[*HEADER.split(","), "error"], [*WRONG.split(","), reason]]

    # Mended, it is taken, and the file as a whole now adds nothing.
    mended = WRONG.replace("2024-02-31", str(on(35)))
    send(page, csv_of(mended))
    shows(page, "The file is loaded.")
    assert figures(page) == ["1", "1", "0", "0"]
    send(page, csv_of(FIRST, mended, LAST))
    assert figures(page) == ["3", "0", "3", "0"]
    assert Event.objects.count() == 3
