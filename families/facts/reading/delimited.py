"""CSV: which delimiter, and its records one by one."""

import csv
import io

from families.facts.reading.refusals import FileRefused

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs"}


class Delimited:
    """An open CSV file in a known encoding. `records` may be read as often as needed, one at a time."""

    def __init__(self, file, encoding, known_columns):
        self.file = file
        self.encoding = encoding
        self.announced = self.announced_delimiter()
        self.delimiter = self.announced or self.likeliest_delimiter(known_columns)
        self.ends_cleanly = self.has_last_line_ending()

    def records(self):
        """Yields (row number, cells) of each record that holds anything; the first is the header.

        Row numbers are a spreadsheet's: one record is one row whatever line breaks it holds, blank lines count.
        """
        for number, cells in self.parsed(self.delimiter):
            if "".join(cells).strip():
                yield number, cells

    def parsed(self, delimiter, *, strict=True):
        text = io.TextIOWrapper(self.file, self.encoding, newline="")
        number = 0
        try:
            text.seek(0)
            if self.announced:
                text.readline()
            reader = csv.reader(text, delimiter=delimiter, strict=strict, skipinitialspace=True)
            for number, cells in enumerate(reader, start=1):  # noqa: B007 (the number is told in the refusal)
                yield number, cells
        except csv.Error as fault:
            raise FileRefused(f"Row {number + 1}: {what_is_wrong(fault)}") from fault
        except UnicodeDecodeError as fault:
            raise FileRefused("The file changed while it was being read. Load it again.") from fault
        finally:
            text.detach()

    def announced_delimiter(self):
        """The delimiter named in a first line such as `sep=;`, which spreadsheets read and do not show."""
        text = io.TextIOWrapper(self.file, self.encoding, newline="")
        try:
            text.seek(0)
            first = text.readline(16).strip().lower()
        finally:
            text.detach()
        return first[4] if len(first) == 5 and first.startswith("sep=") and first[4] in DELIMITERS else None

    def likeliest_delimiter(self, known_columns):
        """The delimiter with which the header holds the most names that we know, then the most names."""
        def fit(delimiter):
            for _, cells in self.parsed(delimiter, strict=False):
                if any(cell.strip() for cell in cells):
                    return sum(cell.strip().lower() in known_columns for cell in cells), len(cells)
            raise FileRefused("The file is empty: its first row must hold the names of the columns.")

        return max(DELIMITERS, key=fit)

    def has_last_line_ending(self):
        """Whether the last record ends with a line break; one that does not may have been cut short on its way."""
        size = self.file.seek(0, io.SEEK_END)
        self.file.seek(max(0, size - 8))
        end = self.file.read()
        return end.rstrip(b"\x00").endswith((b"\n", b"\r"))


def what_is_wrong(fault):
    """The parser's complaint in words for people."""
    text = str(fault)
    if "field larger than" in text:
        return "a cell holds more than 131,072 characters. A quotation mark may be missing before or in this row."
    if "expected after" in text:
        return (
            "text follows a closing quotation mark. Write a quotation mark inside a quoted cell twice, "
            'like "the ""Beeches"" estate".'
        )
    return "a quotation mark is opened and never closed, so the rest of the file cannot be told apart."
