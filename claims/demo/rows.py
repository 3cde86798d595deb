"""The files of a demonstration: rows of each dataset in the order they were made, and how they are written."""

import csv
from collections import Counter
from datetime import date

from families.facts.datasets import DATASETS

COLUMNS = {name: dataset.column_names for name, dataset in DATASETS.items()}


class Files:
    """The rows of one delivery of files."""

    def __init__(self):
        self.rows = {dataset: [] for dataset in COLUMNS}
        self._numbers = Counter()

    def add(self, dataset, **cells):
        """Adds a row, whose cells are texts, dates, numbers, or None for a blank one; returns it."""
        row = {column: cells.pop(column, None) for column in COLUMNS[dataset]}
        if cells:
            raise ValueError(f"{dataset} has no column {', '.join(cells)}.")
        self.rows[dataset].append(row)
        return row

    def next_reference(self, prefix):
        """The next reference of a sender, such as POL-000017."""
        self._numbers[prefix] += 1
        return f"{prefix}-{self._numbers[prefix]:06}"

    def write(self, folder):
        """Writes a CSV file for each dataset that has rows into an existing folder."""
        for dataset, rows in self.rows.items():
            if rows:
                with (folder / f"{dataset}.csv").open("w", encoding="utf-8", newline="") as file:
                    writer = csv.writer(file, lineterminator="\r\n")
                    writer.writerow(COLUMNS[dataset])
                    writer.writerows([as_text(cell) for cell in row.values()] for row in rows)


def as_text(cell):
    """A cell as it stands in the file."""
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
