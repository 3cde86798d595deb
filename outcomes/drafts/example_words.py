"""Example families as pages show them."""

from dataclasses import dataclass

from outcomes.drafts.standing import read_plan
from outcomes.drafts.words import in_words
from outcomes.plan_file.examples import EXPECTED, TABLES, Table, people_of, rows_of


@dataclass(frozen=True)
class TableInWords:
    """One table of an example: its headings, and its rows as people say them."""

    table: Table
    rows: list[list[tuple[str, str]]]
    is_expected: bool

    @property
    def title(self):
        """The table's title."""
        return self.table.title

    @property
    def key(self):
        """The table's key in files and addresses."""
        return self.table.key


def tables_in_words(example):
    """The tables of an example, filled or not; a table of one row shows only what is set."""
    return [
        TableInWords(
            table,
            [
                [
                    (column.label, _cell(column, row)) for column in table.columns
                    if not table.single or column.key in row
                ]
                for row in rows_of(example, table) if isinstance(row, dict)
            ],
            table.key in EXPECTED,
        )
        for table in TABLES
    ]


def _cell(column, row):
    if row.get(column.key) in (None, ""):
        return "the family" if column.key == "person" else ""
    return in_words(column.key, row[column.key], column.value)


def choices_for(draft, example):
    """What cells that name something may name: persons of the example, headlines and criteria of the draft."""
    plan, _ = read_plan(draft)
    choices = {}
    if plan is not None:
        choices["headline"] = [(headline.code, headline.name) for headline in plan.headlines]
        choices["criterion"] = list({
            criterion.code: (criterion.code, f"{criterion.code} ({headline.code})")
            for headline in plan.headlines for criterion in headline.criteria
        }.values())
        choices["tool"] = [
            (tool, tool) for tool in sorted({
                criterion.parameters.tool for headline in plan.headlines for criterion in headline.criteria
                if criterion.kind == "score"
            })
        ]
    if terms := [row.get("term") for row in example.get("terms", []) if row.get("term")]:
        choices["known_term"] = [(term, term) for term in terms]
    people = people_of(example)
    return {key: found for key, found in choices.items() if found} | (
        {"known_person": [(name, name) for name in people]} if people else {}
    )
