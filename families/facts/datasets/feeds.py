"""Files that partners feed us: the school calendar and sessions, events, spells, scores, and what they cover."""

from families.facts.datasets.cells import Code, Day, Number, Reference, Text, Whole, YesNo
from families.facts.datasets.shape import (
    PERSON_OR_FAMILY,
    UNKNOWN_FAMILY,
    UNKNOWN_PERSON,
    Check,
    Column,
    Dataset,
    Identity,
    NoOverlap,
    dates_in_order,
)
from families.facts.enums import EventKind, SpellKind

EVENTS_ONLY = (tuple(EventKind.values), "is something that happens on a day: send it in events.csv.")
SPELLS_ONLY = (tuple(SpellKind.values), "is something that lasts: send it in spells.csv.")
MOST_SESSIONS = 9_999

TERMS = Dataset(
    name="terms",
    one="term",
    columns=(
        Column("code", Reference(40), required=True),
        Column("starts_on", Day(), required=True),
        Column("ends_on", Day(), required=True),
        Column("counts", YesNo(), required=True),
    ),
    key=("code",),
    table="families_termdates",
    values={"term_id": "term.id", "starts_on": "s.starts_on", "ends_on": "s.ends_on", "counts": "s.counts"},
    held_by=("term_id",),
    joins=("term_itself",),
    identity=Identity("families_term", "code", "term_id", token=False),
    checks=(dates_in_order("starts_on", "ends_on"),),
    no_overlap=NoOverlap(
        same=(),
        in_file="This term shares days with the one in row {row}: two terms never overlap.",
        held="This term shares days with one already held, {days}: two terms never overlap.",
    ),
)

TERM_RECORDS = Dataset(
    name="term_records",
    one="record of a child's term",
    columns=(
        Column("person_ref", Reference(40), required=True),
        Column("term", Reference(40), required=True),
        Column("school", Text(120), required=True),
        Column("possible", Whole(MOST_SESSIONS), required=True),
        Column("authorised", Whole(MOST_SESSIONS), required=True),
        Column("unauthorised", Whole(MOST_SESSIONS), required=True),
    ),
    key=("person_ref", "term", "school"),
    table="families_termrecord",
    values={
        "person_id": "person.id", "term_id": "term.id", "school": "s.school", "possible": "s.possible",
        "authorised": "s.authorised", "unauthorised": "s.unauthorised", "grade": "grades.grade",
    },
    held_by=("person_id", "term_id", "school"),
    joins=("person", "term", "grade"),
    checks=(
        UNKNOWN_PERSON,
        Check(
            "w.term IS NOT NULL AND w.v_term_id IS NULL",
            'term "{term}" is not known. Load terms.csv with this term first, or correct the code.',
        ),
        Check(
            "w.authorised + w.unauthorised > w.possible",
            "authorised {authorised} and unauthorised {unauthorised} are together more than possible {possible}.",
        ),
    ),
)

EVENTS = Dataset(
    name="events",
    one="event",
    columns=(
        Column("source_ref", Reference(80), required=True),
        Column("source", Reference(60), required=True),
        Column("kind", Code(tuple(EventKind.values), elsewhere=(SPELLS_ONLY,)), required=True),
        Column("occurred_on", Day(), required=True),
        Column("person_ref", Reference(40)),
        Column("family_ref", Reference(40)),
        Column("withdrawn", YesNo()),
        Column("note", Text(4000)),
    ),
    key=("source", "source_ref"),
    table="families_event",
    values={
        "source": "s.source", "source_ref": "s.source_ref", "kind": "s.kind", "occurred_on": "s.occurred_on",
        "person_id": "person.id", "family_id": "family.id", "note": "s.note", "grade": "grades.grade",
    },
    held_by=("source", "source_ref"),
    joins=("person", "family", "grade_of_source"),
    withdraws=True,
    checks=(PERSON_OR_FAMILY, UNKNOWN_PERSON, UNKNOWN_FAMILY),
)

SPELLS = Dataset(
    name="spells",
    one="spell",
    columns=(
        Column("source_ref", Reference(80), required=True),
        Column("source", Reference(60), required=True),
        Column("kind", Code(tuple(SpellKind.values), elsewhere=(EVENTS_ONLY,)), required=True),
        Column("starts_on", Day(), required=True),
        Column("ends_on", Day()),
        Column("person_ref", Reference(40)),
        Column("family_ref", Reference(40)),
        Column("withdrawn", YesNo()),
        Column("note", Text(4000)),
    ),
    key=("source", "source_ref"),
    table="families_spell",
    values={
        "source": "s.source", "source_ref": "s.source_ref", "kind": "s.kind", "starts_on": "s.starts_on",
        "ends_on": "s.ends_on", "person_id": "person.id", "family_id": "family.id", "note": "s.note",
        "grade": "grades.grade",
    },
    held_by=("source", "source_ref"),
    joins=("person", "family", "grade_of_source"),
    withdraws=True,
    checks=(dates_in_order("starts_on", "ends_on"), PERSON_OR_FAMILY, UNKNOWN_PERSON, UNKNOWN_FAMILY),
)

SCORES = Dataset(
    name="scores",
    one="score",
    columns=(
        Column("person_ref", Reference(40)),
        Column("family_ref", Reference(40)),
        Column("tool", Text(80), required=True),
        Column("scored_on", Day(), required=True),
        Column("score", Number(), required=True),
    ),
    key=("person_ref", "family_ref", "tool", "scored_on"),
    table="families_score",
    values={
        "person_id": "person.id", "family_id": "family.id", "tool": "s.tool", "scored_on": "s.scored_on",
        "score": "s.score", "grade": "grades.grade",
    },
    held_by=("person_id", "family_id", "tool", "scored_on"),
    joins=("person", "family", "grade"),
    checks=(PERSON_OR_FAMILY, UNKNOWN_PERSON, UNKNOWN_FAMILY),
)

COVERAGE = Dataset(
    name="coverage",
    one="statement of coverage",
    columns=(
        Column("kind", Code((*EventKind.values, *SpellKind.values)), required=True),
        Column("starts_on", Day(), required=True),
        Column("ends_on", Day(), required=True),
        Column("source", Reference(60), required=True),
    ),
    key=("kind", "source", "starts_on"),
    table="families_coverage",
    values={
        "kind": "s.kind", "source": "s.source", "starts_on": "s.starts_on", "ends_on": "s.ends_on",
        "grade": "grades.grade",
    },
    held_by=("kind", "source", "starts_on"),
    joins=("grade_of_source",),
    checks=(dates_in_order("starts_on", "ends_on"),),
)
