"""Files in every dialect are read alike, or refused with a sentence."""

import codecs
import csv
import datetime
import io
import zipfile

import pytest

from families.facts.reading import FileRefused, open_table
from tests.families.facts.files import as_csv, as_workbook, put
from tests.families.facts.malformed import OLE, archive, far_cell, workbook_with

ROWS = [
    ["code", "name", "coordinator", "estimate"],
    ["N", "Château, north", 'The "old" town', "5"],
    ["S", "South\nside", "O’Neill", ""],
]
KNOWN = {"code", "name", "coordinator", "estimate"}


def read(path):
    with open_table(path, known_columns=KNOWN, sheet="districts") as table:
        once, twice = list(table.records()), list(table.records())
        assert once == twice
        return table.header, once


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("newline", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_dialect_is_read_alike(tmp_path, delimiter, newline, encoding):
    # The writer of the standard library leaves a line feed bare when lines end in carriage returns.
    quoting = csv.QUOTE_ALL if newline == "\r" else csv.QUOTE_MINIMAL
    content = as_csv(ROWS, delimiter=delimiter, newline=newline, encoding=encoding, quoting=quoting)
    header, records = read(put(tmp_path, "districts.csv", content))
    assert (header, records) == (ROWS[0], [(2, ROWS[1]), (3, ROWS[2])])


def test_utf16_big_endian_with_its_mark_is_read(tmp_path):
    content = codecs.BOM_UTF16_BE + as_csv(ROWS, encoding="utf-16-be")
    assert read(put(tmp_path, "districts.csv", content))[1] == [(2, ROWS[1]), (3, ROWS[2])]


def test_row_numbers_are_the_spreadsheets_own(tmp_path):
    content = 'code,name\r\nN,"two\r\nlines"\r\n\r\n , \r\n,\r\nS,South\r\n'
    records = read(put(tmp_path, "districts.csv", content.encode()))[1]
    assert records == [(2, ["N", "two\r\nlines"]), (6, ["S", "South"])]


def test_the_delimiter_a_spreadsheet_announces_is_believed(tmp_path):
    content = b"sep=;\r\ncode;name\r\nN;a,b\r\n"
    assert read(put(tmp_path, "districts.csv", content)) == (["code", "name"], [(2, ["N", "a,b"])])


def test_all_quoted_and_spaced_cells_are_read(tmp_path):
    assert read(put(tmp_path, "districts.csv", b'"code", "name"\n"N", "a ""b"", c"\n'))[1] == [(2, ["N", 'a "b", c'])]


def test_workbook_cells_are_read_as_people_see_them(tmp_path):
    cells = [
        12.0, 12.5, 0.1 + 0.2, 1e15, datetime.date(2016, 9, 5), datetime.datetime(2016, 9, 5, 12, 30), True, None,
        " text", "=1/0", 1234567890123,
    ]
    header, records = read(put(tmp_path, "districts.xlsx", as_workbook([[str(n) for n in range(11)], cells])))
    assert records == [
        (2, ["12", "12.5", "0.3", "1000000000000000", "2016-09-05", "2016-09-05 12:30:00", "TRUE", "", "text", "",
             "1234567890123"]),
    ]


def test_a_workbook_that_starts_further_down_keeps_its_row_numbers(tmp_path):
    content = as_workbook([[], [None, "code", "name"], [], [None, "N", "North"]])
    assert read(put(tmp_path, "districts.xlsx", content)) == (["", "code", "name"], [(4, ["", "N", "North"])])


def test_error_cells_of_a_workbook_are_not_empty(tmp_path):
    sound = as_workbook([["code", "name"], ["N", 1], ["S", 2]])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(sound)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.namelist():
            content = old.read(entry)
            if entry == "xl/worksheets/sheet1.xml":
                content = content.replace(b'<c r="B3" t="n"><v>2</v>', b'<c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v>')
            new.writestr(entry, content)
    assert read(put(tmp_path, "districts.xlsx", out.getvalue()))[1] == [(2, ["N", "1"]), (3, ["S", "#DIV/0!"])]


def test_the_sheet_named_like_the_dataset_is_read(tmp_path):
    content = as_workbook(ROWS, sheet="Districts", others=["Notes", "Other"])
    assert len(read(put(tmp_path, "districts.xlsx", content))[1]) == 2


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n\n,,\n", "empty"),
        ("a.csv", as_csv(ROWS, encoding="utf-32"), "UTF-32"),
        ("a.csv", b"code\n\xc3\xa9 and \xe9\n", "mixes two encodings"),
        ("a.csv", b"code\n\x81\n", "neither UTF-8 nor Windows-1252"),
        ("a.csv", codecs.BOM_UTF8 + b"code\n\xff\n", "it is damaged"),
        ("a.csv", b'code\n"N\n', "Row 2: a quotation mark is opened and never closed"),
        ("a.csv", b'code\n"N"x\n', "Row 2: text follows a closing quotation mark"),
        ("a.csv", b"code\n" + b"x" * 140_000, "Row 2: a cell holds more than"),
        ("a.csv", b" <!DOCTYPE html><html>", "web page"),
        ("a.csv", b"%PDF-1.4", "another kind of document"),
        ("a.csv", as_workbook(ROWS), "a workbook or an archive"),
        ("a.xls", OLE, "old Excel workbook"),
        ("a.xlsx", OLE, "protected by a password"),
        ("a.ods", as_workbook(ROWS), "Files ending in .ods"),
        ("a.xlsm", as_workbook(ROWS), "Files ending in .xlsm"),
        ("a.xlsx", b"code\n", "is not an Excel workbook"),
        ("a.xlsx", archive({"a.txt": "a"}), "an archive but not an Excel workbook"),
        ("a.xlsx", as_workbook(ROWS)[:-300], "damaged or incomplete"),
        ("a.xlsx", archive({"xl/workbook.xml": "<broken"}), "damaged"),
        ("a.xlsx", workbook_with({"xl/vbaProject.bin": b"x"}), "macros"),
        ("a.xlsx", workbook_with({"xl/media/zeros": bytes(30_000_000)}), "unpack into more than is safe"),
        ("a.xlsx", workbook_with({f"xl/media/{number}": b"" for number in range(200)}), "more than is safe"),
        ("a.xlsx", far_cell(), "larger than 1,000,000 rows by 300 columns|memory and time"),
        ("a.xlsx", as_workbook([["a"] * 301]), "larger than 1,000,000 rows by 300 columns"),
        ("a.xlsx", as_workbook(ROWS, others=["Other"]), 'none is named "districts"'),
        ("a.xlsx", as_workbook([]), "empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(tmp_path, name, content, sentence):
    with pytest.raises(FileRefused, match=sentence):
        read(put(tmp_path, name, content))


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path):
    """The archive says that the sheet is small; unpacked it would fill hundreds of megabytes."""
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>' + b"A" * 300_000_000
        + b"</t></is></c></row></sheetData></worksheet>"
    )
    content = bytearray(workbook_with({"xl/padding": bytes(range(256)) * 40}))
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as sound,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
    ):
        for entry in sound.namelist():
            file.writestr(entry, sheet if entry == "xl/worksheets/sheet1.xml" else sound.read(entry))
    true_size = len(sheet).to_bytes(4, "little")
    lying = out.getvalue().replace(true_size, (5_000).to_bytes(4, "little"))
    assert lying != out.getvalue()
    with pytest.raises(FileRefused, match="damaged|memory and time|safe"):
        read(put(tmp_path, "districts.xlsx", lying))


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = put(tmp_path, "districts.csv", as_csv(ROWS))
    with open_table(path, known_columns=KNOWN, sheet="districts") as table:
        list(table.records())
        path.write_bytes(as_csv([*ROWS, ["X", "x", "", ""]]))
        with pytest.raises(FileRefused, match="changed while it was being read"):
            table.refuse_if_changed()
