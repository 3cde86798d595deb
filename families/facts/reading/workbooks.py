"""Workbooks: checked by their declared sizes, then turned into CSV by a child process that may use only so much."""

import json
import subprocess
import sys
import tempfile
import zipfile
from contextlib import contextmanager
from pathlib import Path

from families.facts.reading.refusals import FileRefused

MEGABYTE = 1 << 20
MOST_FILE_BYTES = 50 * MEGABYTE
MOST_INFLATED_BYTES = 200 * MEGABYTE
MOST_TIMES_INFLATED = 100
MOST_ENTRIES = 200
SECONDS = 180
SAID_WHY = 3
CHILD = Path(__file__).with_name("workbook_child.py")
TOO_BIG = "Split it into smaller files, or send it as CSV, which may be of any size."


@contextmanager
def csv_of_workbook(file, sheet):
    """An unnamed temporary file that holds the workbook's sheet as UTF-8 CSV. Raises `FileRefused`.

    The sheet is the one named like the dataset (`sheet`), or the only visible one.
    """
    check_declared_sizes(file)
    with tempfile.TemporaryFile() as converted:
        convert(file, sheet, converted)
        converted.seek(0)
        yield converted


def check_declared_sizes(file):
    """Refuses archives that are no plain workbook or that say they would unpack into too much."""
    size = file.seek(0, 2)
    if size > MOST_FILE_BYTES:
        raise FileRefused(f"The workbook is larger than {MOST_FILE_BYTES // MEGABYTE} MB. {TOO_BIG}")
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as fault:
        raise FileRefused("The workbook is damaged or incomplete. Save it again and send that.") from fault
    names = {entry.filename.lower() for entry in entries}
    if "xl/workbook.xml" not in names:
        raise FileRefused("The file is an archive but not an Excel workbook (.xlsx).")
    if any(name.endswith("vbaproject.bin") for name in names):
        raise FileRefused('The workbook holds macros. Save it as "Excel workbook (.xlsx)" without them and send that.')
    if any(entry.flag_bits & 1 for entry in entries):
        raise FileRefused("The workbook is protected by a password. Save it without one and send that.")
    inflated = sum(entry.file_size for entry in entries)
    if len(entries) > MOST_ENTRIES or inflated > MOST_INFLATED_BYTES or inflated > MOST_TIMES_INFLATED * max(size, 1):
        raise FileRefused(f"The workbook would unpack into more than is safe to open. {TOO_BIG}")


def convert(file, sheet, converted):
    """Runs the child. Its own limits stop it; the time here is the last resort."""
    file.seek(0)
    command = [sys.executable, "-I", str(CHILD), sheet]
    try:
        child = subprocess.run(
            command, stdin=file, stdout=converted, stderr=subprocess.PIPE, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as fault:
        raise FileRefused(f"The workbook took longer than {SECONDS} seconds to read. {TOO_BIG}") from fault
    if child.returncode:
        raise FileRefused(refusal_of(child))


def refusal_of(child):
    """The child's own sentence, when it lived to write one; else what its end says."""
    last_line = child.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if child.returncode == SAID_WHY:
        return json.loads(last_line)["refused"]
    if child.returncode < 0 or "MemoryError" in last_line or "File too large" in last_line:
        return f"The workbook cannot be read within the memory and time allowed for one file. {TOO_BIG}"
    return "The workbook is damaged, or holds something that is not read here. Save it again and send that."
