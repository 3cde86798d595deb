"""Exports: the same bytes for the same state, harmless in spreadsheets, typed, and the very file that was sent."""

import csv
import io
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from claims import actions
from claims.exports import catalogue, copying, writing
from claims.exports import claims as claims_export
from claims.exports.writing import Pounds, as_bytes, harmless
from claims.models import Claim, ReturnFile
from claims.returns import pbr_return
from claims.returns.making import files_of
from families.models import ClaimMade, LogEntry
from families.permissions import Refused
from tests.claims.building import believe, claim_at, day, family, judge, spell, user, window

ROWS = [
    ["=1+1", "+44", "-2", "@SUM(A1)", "\tx", "\rx", "plain, with comma", 'quo"te', "é €"],
    ["x", 12, None, date(2016, 9, 5), Pounds(80_000), Pounds(-5), "", "=cmd|' /C calc'!A0", "00123"],
]
COLUMNS = list("abcdefghi")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\tx", "\rx"])
def test_text_that_could_be_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == "'" + text


@pytest.mark.parametrize("text", ["", "a=1", " =1", "'=1", "1-2", "x@y"])
def test_other_text_stays_as_it_is(text):
    assert harmless(text) == text


def test_csv_is_exactly_what_the_contract_says():
    assert as_bytes("csv", COLUMNS, ROWS).decode("utf-8") == (
        "a,b,c,d,e,f,g,h,i\r\n"
        "'=1+1,'+44,'-2,'@SUM(A1),'\tx,\"'\rx\",\"plain, with comma\",\"quo\"\"te\",é €\r\n"
        "x,12,,2016-09-05,800.00,-0.05,,'=cmd|' /C calc'!A0,00123\r\n"
    )


TEXTS = [
    *ROWS[0], "", None, "a\nb", "a\r\nb", "\n", " a ", "\\.", "\\N", "\\", "'=1", "''", '"', ",",
    "-", "1-2", "=\n", "NULL", "😀",
]


@pytest.mark.django_db
def test_the_database_writes_the_same_bytes():
    """A large export is written by the database, which quotes and ends its lines by rules of its own."""
    rows = [(text, number, day(-number), text) for number, text in enumerate(TEXTS)] + [("x", None, None, "y")]
    query = "SELECT * FROM (VALUES {}) AS made (plain, number, on_day, short)".format(
        ", ".join(["(%s::text, %s::integer, %s::date, %s::varchar(40))"] * len(rows))
    )
    stream = io.BytesIO()
    assert copying.write_csv(query, [cell for row in rows for cell in row], stream) == len(rows)
    assert stream.getvalue() == as_bytes("csv", ["plain", "number", "on_day", "short"], rows)


def test_workbook_types_its_cells_and_holds_no_formula():
    sheet = load_workbook(io.BytesIO(as_bytes("xlsx", COLUMNS, ROWS)))["export"]
    types = [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert types == [["s"] * 9, ["s", "n", "n", "d", "n", "n", "n", "s", "s"]]
    assert [cell.value for cell in sheet[2]][:4] == ["=1+1", "+44", "-2", "@SUM(A1)"]
    assert [cell.value for cell in sheet[3]][1:6] == [12, None, sheet["D3"].value, 800, -0.05]
    assert sheet["D3"].value.date() == date(2016, 9, 5)


@pytest.mark.parametrize("form", writing.FORMATS)
def test_same_rows_give_the_same_bytes_later_too(form):
    first = as_bytes(form, COLUMNS, ROWS)
    time.sleep(2.1)  # a zip counts time in steps of two seconds
    assert as_bytes(form, COLUMNS, ROWS) == first


def rows_of(name, **settings):
    stream = io.BytesIO()
    catalogue.write(name, stream, **settings)
    return list(csv.DictReader(io.StringIO(stream.getvalue().decode(), newline="")))


@pytest.mark.usefixtures("programme")
def test_claims_export_holds_ours_and_those_made_elsewhere():
    manager = user()
    claim = claim_at("paid", by=manager)
    queued = claim_at("queued")
    elsewhere = family()
    believe(
        ClaimMade, family=elsewhere, framework="expanded", route="employment", claimed_on=date(2016, 9, 30),
        amount=80_000, status="paid",
    )
    today = day().isoformat()
    assert rows_of("claims") == [
        dict(zip(catalogue.claims_export.COLUMNS, row, strict=True)) for row in (
            (claim.reference, claim.family.reference, "expanded", "sustained", "paid", today, "800.00",
             claim.window.code, manager.username, today, today),
            (queued.reference, queued.family.reference, "expanded", "sustained", "queued", "", "800.00", *[""] * 4),
            ("", elsewhere.reference, "expanded", "employment", "paid", "2016-09-30", "800.00", "", "", "2016-09-30",
             ""),
        )
    ]


@pytest.mark.usefixtures("programme")
def test_judged_exports_replay_the_past():
    made = family()
    columns = ["family_ref", "claimable", "route", "blockers"]
    assert [[row[c] for c in columns] for row in rows_of("readiness")] == [[made.reference, "yes", "sustained", ""]]
    past = rows_of("readiness", as_of=day(-310))
    assert [[row[c] for c in columns] for row in past] == [[made.reference, "no", "", "NOT_ENGAGED"]]
    assert rows_of("verdicts", as_of=day(-310)) == []
    assert {row["status"] for row in rows_of("verdicts")} == {"met", "not_met"}


@pytest.mark.usefixtures("programme")
def test_return_of_a_submitted_window_is_the_file_that_was_sent():
    claim = claim_at("submitted")
    for form in writing.FORMATS:
        stream = io.BytesIO()
        made = catalogue.write("pbr-return", stream, form=form)
        file = ReturnFile.objects.get(sent__window=claim.window, format=form)
        assert stream.getvalue() == bytes(file.content)
        assert (made.file_name, made.rows, made.is_draft) == (f"pbr-return-{claim.window.code}.{form}", 1, False)


@pytest.mark.usefixtures("programme")
def test_return_line_says_what_was_claimed(settings):
    settings.AUTHORITY_CODE = "E10000099"
    claim = claim_at("submitted")
    (line,) = rows_of("pbr-return", window=claim.window.code)
    assert line == {
        "authority_code": "E10000099", "claim_reference": claim.reference, "family_reference": claim.family.reference,
        "phase": "expanded", "result_type": "SSP", "engaged_on": day(-300).isoformat(),
        "claimed_on": day().isoformat(),
        "problem_crime": "yes", "problem_help": "yes", "problem_work": "no",
        "outcome_crime": "yes", "outcome_help": "yes", "outcome_work": "no",
        "benefit_left": "", "audit_status": "passed", "period": pbr_return.period(day()),
    }


@pytest.mark.usefixtures("programme")
def test_return_names_the_benefit_that_was_left_for_work():
    made = family(working=True)
    claim = claim_at("submitted", made=made)
    (line,) = rows_of("pbr-return", window=claim.window.code)
    assert (line["result_type"], line["benefit_left"]) == ("CE", "Jobseeker's Allowance")
    assert (line["problem_help"], line["outcome_help"]) == ("yes", "no")


@pytest.mark.usefixtures("programme")
def test_return_of_an_unsent_window_is_a_draft_and_says_so():
    claim = claim_at("approved")
    into = window()
    actions.add_to_window(claims=[claim], window=into, by=user())
    made = catalogue.write("pbr-return", io.BytesIO(), window=into.code)
    assert (made.file_name, made.rows, made.is_draft) == (f"DRAFT-pbr-return-{into.code}.csv", 1, True)
    with pytest.raises(Refused, match="No window was submitted yet"):
        catalogue.write("pbr-return", io.BytesIO())


@pytest.mark.parametrize(
    ("on", "quarter"),
    [
        (date(2016, 4, 1), "2016-17 Q1"), (date(2016, 9, 30), "2016-17 Q2"), (date(2016, 12, 31), "2016-17 Q3"),
        (date(2017, 3, 31), "2016-17 Q4"), (date(1999, 5, 1), "1999-00 Q1"),
    ],
)
def test_period_is_the_quarter_of_the_financial_year(on, quarter):
    assert pbr_return.period(on) == quarter


@pytest.mark.usefixtures("programme")
def test_return_can_be_made_again_from_what_was_frozen():
    claim = claim_at("submitted")
    spell(claim.family, kind="child_in_need", starts_on=day(-2))
    judge(claim.family)
    again = files_of(pbr_return.SCHEMA, list(Claim.objects.filter(window=claim.window)))
    assert again == {file.format: bytes(file.content) for file in ReturnFile.objects.filter(sent__window=claim.window)}


WRITE_ELSEWHERE = """
import django; django.setup()
import sys
from datetime import date
from claims.exports.writing import Pounds, as_bytes
rows = [["\\u00e9=", 12, None, date(2016, 9, 5), Pounds(80_000), "=1"]]
sys.stdout.buffer.write(as_bytes(sys.argv[1], list("abcdef"), rows))
"""


@pytest.mark.parametrize("form", writing.FORMATS)
def test_bytes_are_the_same_in_other_time_zones_and_locales(form, settings):
    found = set()
    for zone, locale in (("UTC", "C"), ("Pacific/Auckland", "de_DE.UTF-8"), ("America/Los_Angeles", "tr_TR.UTF-8")):
        environment = {
            **os.environ, "TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONUTF8": "0",
            "DJANGO_SETTINGS_MODULE": "troubled_families.settings",
        }
        written = subprocess.run(
            [sys.executable, "-c", WRITE_ELSEWHERE, form], env=environment, cwd=settings.BASE_DIR, check=True,
            capture_output=True,
        )
        found.add(written.stdout)
    assert len(found) == 1


def test_every_export_is_documented_with_its_columns(settings):
    text = Path(settings.BASE_DIR, "docs", "files.md").read_text(encoding="utf-8")
    assert [name for name in catalogue.NAMES if f"| `{name}` |" not in text] == []
    tables = {**catalogue.JUDGED, **catalogue.FUNDING, "claims": (claims_export.COLUMNS,)}
    assert [name for name, (columns, *_) in tables.items() if ", ".join(columns) not in text] == []


@pytest.mark.usefixtures("programme")
def test_export_command_writes_whole_files_and_logs_them(tmp_path, capsys):
    judge(family())
    target = tmp_path / "claims.xlsx"
    call_command("export", "claims", output=str(target))
    assert load_workbook(target)["export"]["A1"].value == "reference"
    assert list(tmp_path.iterdir()) == [target]
    entry = LogEntry.objects.get(verb="exported")
    assert (entry.by, entry.about_type, entry.detail) == (None, "claims", "1 rows as xlsx")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export", "claims", output=str(tmp_path / "nowhere" / "x.csv"))
    with pytest.raises(CommandError, match="There is no submission window"):
        call_command("export", "pbr-return", output=str(tmp_path / "x.csv"), window="W-none")
    with pytest.raises(CommandError, match="Name the file to write"):
        call_command("export", "claims", output="")
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.usefixtures("programme")
def test_export_command_says_which_options_make_no_difference(tmp_path, capsys):
    judge(family())
    words = ["--output", str(tmp_path / "x.csv"), "--as-of", "2016-09-30", "--window", "W"]
    call_command("export", "claims", *words)
    assert capsys.readouterr().err.splitlines()[:2] == [
        "--as-of makes no difference to the export claims.", "--window makes no difference to the export claims.",
    ]
    assert LogEntry.objects.get(verb="exported").detail == "1 rows as csv"
    call_command("export", "readiness", *words)
    assert capsys.readouterr().err.splitlines()[0] == "--window makes no difference to the export readiness."
    assert LogEntry.objects.filter(verb="exported").latest("id").detail == "0 rows as csv, as of 2016-09-30"


@pytest.mark.usefixtures("programme")
@pytest.mark.parametrize("role", ["key_worker", "team_manager", "auditor", "partner", "administrator"])
def test_exports_are_for_analysts_and_programme_managers(role):
    with pytest.raises(Refused, match="Only an analyst or programme manager may make exports"):
        actions.export_to(io.BytesIO(), name="claims", by=user(role), form="csv")
    actions.export_to(io.BytesIO(), name="claims", by=user("analyst"), form="csv")
