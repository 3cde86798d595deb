"""Malformed files by class, made in code: what is sent, and how many of its rows must come back.

Each file is (class, name, content, rows, handed back): the rows not handed back are new. Files refused as a whole hand
back every row; those that cannot be read at all have no rows to speak of.
"""

import codecs
import io
import zipfile
from datetime import date, timedelta

from tests.families.facts.files import WORLD, as_csv, as_workbook, table

GOOD = {
    "terms": ["2017-aut", "2017-09-04", "2017-12-20", "yes"],
    "districts": ["S", "South", "", "5"],
    "people": ["P7", "Gus", "Hill", "2010-01-01", "M", "", "", "", ""],
    "families": ["F3", "expanded", "N", "2015-10-01", "active_plan", "", ""],
    "memberships": ["F2", "P6", "adult", "2016-01-01", ""],
    "problems": ["F2", "health", "P4", "2015-10-01", "gp", "accepted"],
    "plans": ["F2", "2016-01-01", "P4 P5", "health"],
    "term_records": ["P5", "2015-aut", "Vale", "100", "5", "5"],
    "events": ["E50", "police", "asb_incident", "2015-12-01", "P4", "", "", ""],
    "spells": ["S50", "dwp", "employment", "2015-12-01", "", "P4", "", "", ""],
    "scores": ["P4", "", "dash/risk", "2015-12-01", "9"],
    "judgements": ["F2", "health", "2016-06-01", "Kim", "yes", "Sees the doctor"],
    "coverage": ["eviction_notice", "2015-01-01", "2015-12-31", "housing"],
    "claims": ["F1", "expanded", "sustained", "2016-08-01", "1800", "paid"],
}


def header(name):
    return table(WORLD[name])[0]


def bad(kind, name, *changes):
    """A file with one good row and, for each change, one row that is bad by it alone."""
    rows = [GOOD[name]]
    for number, change in enumerate(changes):
        row = dict(zip(header(name), GOOD[name], strict=True))
        row.update({"source_ref": f"X{number}"} if "source_ref" in row else {})
        rows.append(list({**row, **change}.values()))
    return kind, f"{name}.csv", as_csv([header(name), *rows]), len(rows), len(changes)


def whole(kind, name, content, rows=0):
    """A file that is refused as a whole; `rows` of it come back."""
    return kind, name, content, rows, rows


def events(**options):
    return as_csv([header("events"), GOOD["events"]], **options)


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def workbook_with(entries):
    """A sound workbook with further entries in its archive."""
    out = io.BytesIO(as_workbook([header("events"), GOOD["events"]]))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as file:
        for name, content in entries.items():
            file.writestr(name, content)
    return out.getvalue()


def far_cell():
    """A small workbook with one cell at the far corner, which a careless reader would fill up to."""
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        "</sheetData></worksheet>"
    )
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(as_workbook([["a"]]))) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for entry in sound.namelist():
            content = sheet if entry == "xl/worksheets/sheet1.xml" else sound.read(entry)
            file.writestr(entry, content)
    return out.getvalue()


def long(characters):
    return "x" * characters


TODAY = date.today()
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

MALFORMED = [
    bad("impossible date", "people", {"person_ref": "P8", "date_of_birth": "31/02/2010"}),
    bad("impossible date", "events", {"occurred_on": "2015-02-29"}, {"occurred_on": "0/1/2015"}),
    bad("impossible date", "claims", {"claimed_on": "2016-13-01"}),
    bad("American or ambiguous date", "events", {"occurred_on": "9/16/2016"}, {"occurred_on": "Sep 5, 2016"}),
    bad("American or ambiguous date", "spells", {"starts_on": "12/31/2014"}, {"ends_on": "12-31-2016"}),
    bad("American or ambiguous date", "families", {"family_ref": "F4", "identified_on": "10/13/2015"}),
    bad("short or strange year", "events", {"occurred_on": "5/9/16"}, {"occurred_on": "05-Sep-16"}),
    bad("short or strange year", "terms", {"code": "x", "starts_on": "4/9/0017"}),
    bad("short or strange year", "scores", {"scored_on": "42339"}, {"scored_on": "2016-01-01 10:00"}),
    bad("ends before it starts", "spells", {"ends_on": "2015-11-30"}),
    bad("ends before it starts", "memberships", {"starts_on": "2017-01-01", "ends_on": "2016-12-31"}),
    ("ends before it starts", "families.csv", as_csv([
        ["family_ref", "framework", "identified_on", "stage", "closed_on"],
        ["F3", "expanded", "2016-01-02", "closed", "2016-01-02"],
        ["F4", "expanded", "2016-01-02", "closed", "2016-01-01"],
    ]), 2, 1),
    bad("ends before it starts", "coverage", {"starts_on": "2016-01-02", "ends_on": "2016-01-01"}),
    bad("birth that cannot be", "people", {"person_ref": "P8", "date_of_birth": (TODAY + timedelta(2)).isoformat()}),
    bad("birth that cannot be", "people", {"person_ref": "P8", "date_of_birth": f"{TODAY.year - 121}-01-01"}),
    bad("unknown person", "events", {"person_ref": "P99"}, {"person_ref": "p4"}),
    bad("unknown person", "term_records", {"person_ref": "P99"}),
    bad("unknown person", "memberships", {"person_ref": "P99"}),
    bad("unknown person", "scores", {"person_ref": "P99"}),
    bad("unknown family, term or district", "judgements", {"family_ref": "F99"}),
    bad("unknown family, term or district", "term_records", {"term": "2099-aut"}),
    bad("unknown family, term or district", "families", {"family_ref": "F4", "district": "Nowhere"}),
    bad("unknown family, term or district", "claims", {"family_ref": "F99"}),
    bad("overlap in the file", "memberships", {"starts_on": "2016-06-01"}, {"starts_on": "2015-06-01"}),
    bad("overlap in the file", "terms", {"code": "y", "starts_on": "2017-12-20", "ends_on": "2018-02-01"}),
    bad("overlap with what is held", "memberships", {"family_ref": "F1", "person_ref": "P2"}),
    bad("overlap with what is held", "terms", {"code": "y", "starts_on": "2015-12-18", "ends_on": "2015-12-30"}),
    bad("sessions that cannot be", "term_records", {"authorised": "-1"}, {"possible": "99.5"}, {"unauthorised": "x"}),
    bad("sessions that cannot be", "term_records", {"authorised": "60", "unauthorised": "41"}, {"possible": "1e2"}),
    bad("sessions that cannot be", "term_records", {"possible": "99999999999999"}),
    bad("code that is not in its list", "memberships", {"role": "grandmother"}),
    bad("code that is not in its list", "families", {"family_ref": "F4", "stage": "open"} | {"framework": "phase-2"}),
    bad("code that is not in its list", "problems", {"status": "yes"}, {"headline": "Health & care"}),
    bad("code that is not in its list", "people", {"person_ref": "P8", "sex": "female"}),
    bad("code that is not in its list", "claims", {"status": "queued"}, {"route": "both"}, {"framework": "x"}),
    bad("code that is not in its list", "coverage", {"kind": "school_terms"}),
    bad("kind of the other file", "events", {"kind": "employment"}),
    bad("kind of the other file", "spells", {"kind": "asb_incident"}),
    bad("neither yes nor no", "events", {"withdrawn": "1"}, {"withdrawn": "perhaps"}),
    bad("neither yes nor no", "terms", {"code": "y", "counts": "TRUE"}),
    bad("neither yes nor no", "judgements", {"achieved": "partly"}),
    bad("empty where a value is needed", "events", {"source": " "}, {"kind": ""}, {"occurred_on": "\u00a0"}),
    bad("empty where a value is needed", "judgements", {"reason": ""}, {"decided_by": ""}),
    bad("empty where a value is needed", "people", {"person_ref": ""}, {"person_ref": "P8", "surname": ""}),
    bad("both subjects or none", "events", {"family_ref": "F2"}, {"person_ref": ""}),
    bad("both subjects or none", "scores", {"family_ref": "F2"}, {"person_ref": ""}),
    bad("text that is too long", "events", {"source": long(61)}, {"note": long(4001)}, {"person_ref": long(41)}),
    bad("text that is too long", "families", {"family_ref": long(41)}, {"family_ref": "F4", "lead_worker": long(121)}),
    bad("characters that cannot be", "events", {"note": "a\x00b"}, {"note": "\x1b[2J"}, {"person_ref": "P\n4"}),
    bad("characters that cannot be", "people", {"person_ref": "P8", "forename": "\x7f"}, {"person_ref": "P\t8"}),
    bad("characters that cannot be", "spells", {"ends_on": "#N/A"}, {"note": "#REF!"}),
    bad("numbers and amounts", "scores", {"score": "1,5"}, {"score": "1.23456"}, {"score": "NaN"}, {"score": "12 345"}),
    bad("numbers and amounts", "claims", {"amount": "18.005"}, {"amount": "-1"}, {"amount": "1,80"}, {"amount": "€5"}),
    bad("numbers and amounts", "districts", {"code": "T", "estimate": "many"}),
    bad("plan or problem of a stranger", "plans", {"agreed_on": "2016-02-01", "covers": "P1 P4"}, {"covers": "P99"}),
    bad("plan or problem of a stranger", "problems", {"person_ref": "P1"}, {"person_ref": "P99"}),
    bad("plan or problem of a stranger", "plans", {"agreed_on": "2016-02-01", "objectives": "Health!"}),
    ("one key, two contents", "events.csv", as_csv(
        [header("events"), GOOD["events"], [*GOOD["events"][:-1], "x"]]
    ), 2, 1),
    ("one key, two contents", "people.csv", as_csv(
        [header("people"), GOOD["people"], ["P7", "Guy", *GOOD["people"][2:]], ["P7", "Gil", *GOOD["people"][2:]]]
    ), 3, 2),
    ("too many cells", "events.csv", events() + b"E51,police,asb_incident,2015-12-01,P4,,,a,b\r\n", 2, 1),
    ("too many cells", "districts.csv", b"code,name\nS,South\nW,West,by,sea\n", 2, 1),
    ("cut short", "events.csv", events() + b"E51,police,asb_inc", 2, 1),
    ("cut short", "events.csv", events() + b"E51,police,asb_incident,2015-12-01,P4", 2, 1),
    whole("header", "events.csv", b"source_ref,source,occurred_on,person_ref\nE51,police,2015-12-01,P4\n", 1),
    whole("header", "events.csv", events().partition(b"\r\n")[2] * 2, 1),
    whole("header", "events.csv", events().replace(b"withdrawn", b"kind"), 1),
    whole("header", "spells.csv", as_csv([header("spells"), GOOD["spells"]]).replace(b"ends_on", b"end_on"), 1),
    whole("header", "events.csv", events(delimiter="|"), 1),
    whole("header", "events.csv", b"Export of 5 September\n" + events(), 2),
    whole("encoding", "events.csv", events().replace(b"P4,,,", b"P4,,,caf\xc3\xa9 \xe9t\xe9")),
    whole("encoding", "events.csv", codecs.BOM_UTF8 + events().replace(b"P4,,,", b"P4,,,\xff")),
    whole("encoding", "events.csv", codecs.BOM_UTF16_LE + events(encoding="utf-16-le")[:-1]),
    whole("encoding", "events.csv", events().replace(b"P4,,,", b"P4,,,\x81\x8d")),
    whole("encoding", "events.csv", events(encoding="utf-32")),
    whole("quotation marks", "events.csv", events() + b'E51,police,asb_incident,2015-12-01,P4,,,"open\r\nE52,x\r\n'),
    whole("quotation marks", "events.csv", events() + b'E51,police,"asb" incident,2015-12-01,P4,,,\r\n'),
    whole("quotation marks", "events.csv", events() + b'E51,p,k,d,P4,,,"' + b"long\r\n" * 30_000),
    whole("empty file", "events.csv", b""),
    whole("empty file", "events.csv", codecs.BOM_UTF8 + b"\r\n \r\n,,\r\n"),
    whole("another kind of file", "events.csv", b"<html><table><tr><td>source_ref</td></tr></table></html>"),
    whole("another kind of file", "events.csv", b"%PDF-1.7 ..."),
    whole("another kind of file", "events.csv", as_workbook([header("events"), GOOD["events"]])),
    whole("another kind of file", "events.xlsx", events()),
    whole("another kind of file", "events.xlsx", OLE + b"\0" * 600),
    whole("another kind of file", "events.xls", OLE + b"\0" * 600),
    whole("another kind of file", "events.xlsx", archive({"readme.txt": "no workbook"})),
    whole("broken or unsafe workbook", "events.xlsx", as_workbook([header("events"), GOOD["events"]])[:-400]),
    whole("broken or unsafe workbook", "events.xlsx", workbook_with({"xl/vbaProject.bin": b"macro"})),
    whole("broken or unsafe workbook", "events.xlsx", workbook_with({"xl/media/zeros": b"\0" * 30_000_000})),
    whole("broken or unsafe workbook", "events.xlsx", workbook_with({f"xl/media/{n}": b"" for n in range(200)})),
    whole("broken or unsafe workbook", "events.xlsx", archive({"xl/workbook.xml": "<not closed"})),
    whole("broken or unsafe workbook", "events.xlsx", far_cell()),
    whole("broken or unsafe workbook", "events.xlsx", as_workbook([["a"]], others=["Sheet2"])),
    whole("broken or unsafe workbook", "events.xlsx", as_workbook([["a"] * 301])),
]
