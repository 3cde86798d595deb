"""The board as a table: what each figure is called, and which families are behind it."""

import csv
import io
from dataclasses import dataclass
from urllib.parse import urlencode

from families.facts.loading.handing_back import harmless
from families.numbers import two_decimals
from families.pipeline.counting import OF_STAGE
from families.pipeline.rules import STAGES, Area, total

HEADINGS = {
    "active_plan": "Active plan with a lead worker", "awaiting_lead_worker": "Waiting for a lead worker",
    "gathering_information": "Information gathering", "sustaining": "Sustaining", "closed": "Closed",
}


@dataclass(frozen=True)
class Figure:
    """One number of the table, its share of the estimate (None: no estimate) and the query of the list behind it."""

    heading: str
    number: int
    share: object
    query: str


@dataclass(frozen=True)
class Row:
    """One line of the table. `remaining` and `estimate` are of districts only."""

    area: Area
    figures: tuple[Figure, ...]

    @property
    def remaining_share(self):
        """What per cent of the estimate was not reached."""
        return self.area.share(self.area.remaining)

    @property
    def pipeline_share(self):
        """What per cent of the estimate was reached."""
        return self.area.share(self.area.in_pipeline)


def rows_of(areas, name, **same):
    """The lines of a table: `name` is the filter that an area's key is a value of, `same` what all of them share."""
    return [row_of(area, {**same, name: area.key}) for area in areas]


def row_of(area, query):
    """One area as a line."""
    return Row(area, tuple(
        Figure(
            HEADINGS[stage], getattr(area, stage), area.share(getattr(area, stage)),
            urlencode({key: value for key, value in {**query, "stage": OF_STAGE[stage].value}.items() if value}),
        )
        for stage in STAGES
    ))


def total_of(areas, **same):
    """All areas as the last line."""
    return row_of(total(areas), same)


def as_csv(rows):
    """The table of districts as a file that opens in any spreadsheet."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([
        "district", *STAGES, "in_pipeline", "remaining", "estimate", "in_pipeline_percent", "remaining_percent",
    ])
    for row in rows:
        area = row.area
        writer.writerow([
            harmless(area.name), *(getattr(area, stage) for stage in STAGES), area.in_pipeline, area.remaining,
            area.estimate, two_decimals(row.pipeline_share), two_decimals(row.remaining_share),
        ])
    return file.getvalue()
