"""What there is to say about one partner's file."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of the file. `cell` reads it; a `required` one must have a value in every row."""

    name: str
    cell: object
    required: bool = False


@dataclass(frozen=True)
class Check:
    """A row is refused when `refused_if` is true of it; `sentence` may name columns in braces.

    `refused_if` is SQL about `w`, a weighed row: its columns as the file has them (`w.person_ref`) and the belief it
    would become (`w.v_person_id`). An SQL expression may follow a name in braces: `{their_codes:(SELECT ...)}`.
    """

    refused_if: str
    sentence: str

    def sentence_in_sql(self):
        """The sentence as an SQL expression about `w`."""
        parts = re.split(r"\{([a-z_]+)(?::(.*?):)?\}", self.sentence, flags=re.DOTALL)
        pieces = []
        for literal, name, expression in zip(parts[0::3], [*parts[1::3], None], [*parts[2::3], None], strict=True):
            if literal:
                pieces.append(in_quotes(literal))
            if name:
                pieces.append(f"({expression})" if expression else f"w.{name}")
        return f"concat({', '.join(pieces)})"


@dataclass(frozen=True)
class Identity:
    """The row that a new reference makes: `table` with a `reference` column, pointed at by `points`."""

    table: str
    reference: str
    points: str
    token: bool = True


@dataclass(frozen=True)
class NoOverlap:
    """No two current beliefs alike in `same` share a day; the sentences speak of another row and of a held belief."""

    same: tuple
    in_file: str
    held: str


@dataclass(frozen=True)
class Dataset:
    """One of the files that the authority's partners send, and the belief that each of its rows becomes.

    `key` are the file's columns that tell rows apart; `values` the belief's columns, each an SQL expression over `s`
    (the staged row) and the tables of `joins`; `held_by` those of them that find the belief now held.
    """

    name: str
    one: str  # what one row is, for sentences
    columns: tuple
    key: tuple
    table: str
    values: dict
    held_by: tuple
    joins: tuple = ()
    checks: tuple = ()
    identity: Identity | None = None
    no_overlap: NoOverlap | None = None
    withdraws: bool = False
    needs_headlines: bool = False
    on_two_clocks: bool = True
    also: object = None  # a further thing each row says: see `lead_workers.py`
    compared: tuple | None = None  # the values that make a row differ from what is held; all of them if not said

    @property
    def column_names(self):
        return tuple(column.name for column in self.columns)

    @property
    def compared_values(self):
        """The belief's columns that make a row differ from what is held."""
        return self.compared or tuple(self.values)

    @property
    def graded_by_source(self):
        """Whether each row says which source it comes from, and takes that source's grade."""
        return "grade_of_source" in self.joins

    def joined_in_sql(self):
        return "\n".join(JOINS[name] for name in self.joins)


JOINS = {
    "person": "LEFT JOIN families_person person ON person.reference = s.person_ref",
    "family": "LEFT JOIN families_family family ON family.reference = s.family_ref",
    "term": "LEFT JOIN families_term term ON term.code = s.term",
    "term_itself": "LEFT JOIN families_term term ON term.code = s.code",
    "grade": "CROSS JOIN grades",
    "grade_of_source": "LEFT JOIN grades ON grades.source = s.source",
    "district": "LEFT JOIN families_district district ON district.code = s.district",
    "decider": """LEFT JOIN LATERAL (
        SELECT id, role FROM families_user WHERE upper(username) = upper(s.decided_by)
        ORDER BY username = s.decided_by DESC, id LIMIT 1
    ) decider ON true""",
}


def in_quotes(text):
    """An SQL literal, safe inside a statement that takes parameters."""
    return "'" + text.replace("'", "''").replace("%", "%%") + "'"


UNKNOWN_PERSON = Check(
    "w.person_ref IS NOT NULL AND w.v_person_id IS NULL",
    'person_ref "{person_ref}" is not known. Load people.csv with this person first, or correct the reference.',
)
UNKNOWN_FAMILY = Check(
    "w.family_ref IS NOT NULL AND w.v_family_id IS NULL",
    'family_ref "{family_ref}" is not known. Load families.csv with this family first, or correct the reference.',
)
PERSON_OR_FAMILY = Check(
    "(w.person_ref IS NULL) = (w.family_ref IS NULL) AND NOT EXISTS (SELECT FROM faults f"
    " WHERE f.row_number = w.row_number AND f.sentence ~ '^(person_ref|family_ref) ')",
    "Give either person_ref or family_ref, not both and not neither.",
)


def dates_in_order(first, last):
    """A check that one date column is not after another."""
    return Check(f"w.v_{last} < w.v_{first}", f'{last} "{{v_{last}}}" is before {first} "{{v_{first}}}".')


def listed_headline(column):
    """A check that the headline is one of the family's framework, where a list is kept (`vocabulary.py`)."""
    framework = (
        "(SELECT d.framework FROM families_familydetails d"
        " WHERE d.family_id = w.v_family_id AND d.superseded_at IS NULL)"
    )
    return Check(
        f"EXISTS (SELECT FROM headlines h WHERE h.framework = {framework})"
        f" AND NOT EXISTS (SELECT FROM headlines h WHERE h.framework = {framework} AND h.code = w.{column})",
        f'{column} "{{{column}}}" is not a headline of the family\'s framework'
        f" ({{framework:{framework}:}}). Its headlines are: "
        f"{{codes:SELECT string_agg(h.code, ', ' ORDER BY h.code COLLATE \"C\") FROM headlines h"
        f" WHERE h.framework = {framework}:}}.",
    )
