"""The rows that were not loaded, in the sender's own columns, with the reason."""

import csv
import os
import tempfile
from pathlib import Path

from families.facts.datasets.cells import FORMULA_STARTS, UNPRINTABLE
from families.facts.loading.headers import ERROR_COLUMN
from families.facts.loading.staging import ROWS_AT_ONCE

MOST_BYTES_KEPT = 100 << 20  # in the database; what is larger is beside the file only


def rejects_path(path, folder, used=()):
    """Where the rows of `path` are handed back: `NAME.rejected.csv` beside it or in `folder`; numbered if in `used`."""
    folder = Path(folder) if folder else path.parent
    candidates = [path.stem, *(f"{path.stem}-{number}" for number in range(2, len(used) + 2))]
    return next(folder / f"{stem}.rejected.csv" for stem in candidates if folder / f"{stem}.rejected.csv" not in used)


def write_rejects(cursor, table, path, *, otherwise=None):
    """Writes the faulty rows of `table` to `path`. Gives the bytes written, or None when too many to be kept.

    `otherwise` is the sentence for the other rows, when they go back as well.

    Only one row is in memory at a time: the file is read a second time, beside the faults in the order of its rows.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".rejected-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as out:
            write_rows(csv.writer(out, lineterminator="\r\n"), table, sentences(cursor), otherwise)
        content = Path(name).read_bytes() if os.path.getsize(name) <= MOST_BYTES_KEPT else None
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)
    return content


def write_rows(out, table, sentences, otherwise):
    keep = [place for place, name in enumerate(table.header) if name.strip().lower() != ERROR_COLUMN]
    width = len(table.header)
    out.writerow([harmless(table.header[place]) for place in keep] + [ERROR_COLUMN])
    faulty, sentence = next(sentences, (None, None))
    for number, cells in table.records():
        error = f"Row {number}: {otherwise}" if otherwise else None
        if number == faulty:
            error = f"Row {number}: {sentence}"
            faulty, sentence = next(sentences, (None, None))
        if error:
            cells = cells + [""] * (width - len(cells))
            overflow = cells[width:]
            out.writerow([harmless(cells[place]) for place in keep] + [error] + [harmless(cell) for cell in overflow])


def sentences(cursor):
    """Yields (row number, all that is wrong with the row), in the order of the rows, a page at a time."""
    cursor.execute("CREATE INDEX IF NOT EXISTS faults_by_row ON faults (row_number)")
    cursor.execute("SELECT coalesce(max(row_number), 0) FROM faults")
    last = cursor.fetchone()[0]
    for first in range(0, last + 1, ROWS_AT_ONCE):
        cursor.execute(
            """
            SELECT row_number, string_agg(sentence, ' ' ORDER BY place, sentence COLLATE "C") FROM faults
            WHERE row_number >= %s AND row_number < %s GROUP BY row_number ORDER BY row_number
            """,
            [first, first + ROWS_AT_ONCE],
        )
        yield from cursor.fetchall()


def harmless(cell):
    """A cell that no spreadsheet takes for a formula; the apostrophe is taken off again when the file is loaded."""
    cell = UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{cell}" if cell[:1] and cell[0] in FORMULA_STARTS else cell
