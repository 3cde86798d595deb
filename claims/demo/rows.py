"""The files of a demonstration: rows of each dataset in the order they were made, and how they are written."""

import csv
from collections import Counter
from datetime import date

COLUMNS = {
    "terms": ("code", "starts_on", "ends_on", "counts"),
    "districts": ("code", "name", "coordinator", "estimate"),
    "people": (
        "person_ref", "forename", "surname", "date_of_birth", "sex", "upn", "nino", "nhs_number", "ethnicity",
    ),
    "families": (
        "family_ref", "framework", "district", "ward", "postcode", "tenure", "identified_on", "stage", "engaged_on",
        "assessed_on", "lead_worker", "lead_agency", "delivery_route", "closed_on", "closed_reason",
    ),
    "memberships": ("family_ref", "person_ref", "role", "starts_on", "ends_on"),
    "problems": ("family_ref", "headline", "person_ref", "identified_on", "source", "status"),
    "plans": ("family_ref", "agreed_on", "covers", "objectives"),
    "term_records": ("person_ref", "term", "school", "possible", "authorised", "unauthorised"),
    "events": ("source_ref", "source", "kind", "occurred_on", "person_ref", "family_ref", "withdrawn", "note"),
    "spells": (
        "source_ref", "source", "kind", "starts_on", "ends_on", "person_ref", "family_ref", "withdrawn", "note",
    ),
    "scores": ("person_ref", "family_ref", "tool", "scored_on", "score"),
    "judgements": ("family_ref", "headline", "decided_on", "decided_by", "achieved", "reason"),
    "coverage": ("kind", "starts_on", "ends_on", "source"),
    "claims": ("family_ref", "framework", "route", "claimed_on", "amount", "status"),
}


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
