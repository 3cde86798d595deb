"""The only writer of what is still needed, and of the lists of it that leave."""

import csv
import io
import json

from django.db import connection, transaction

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.loading.handing_back import harmless
from outcomes.ledger.permissions import check_can_send_needs
from outcomes.ledger.reading import read_facts, read_shared
from outcomes.ledger.rulebook import rulebook
from outcomes.ledger.rules import first_claim, loose_asks
from outcomes.ledger.worklist import FILE_COLUMNS, file_rows
from outcomes.models import JudgedOnChange

FAMILIES_AT_ONCE = 500
STANDING = """
    SELECT family_id, person_id, supplier, kind, about, first_on, last_on, claimable_on, ask
    FROM outcomes_need WHERE family_id = ANY (%s::bigint[]) ORDER BY id
"""
COPY = """
    COPY outcomes_need (family_id, person_id, supplier, kind, about, first_on, last_on, claimable_on, ask, judged_on)
    FROM STDIN (FORMAT csv, FORCE_NOT_NULL (about))
"""


@transaction.atomic
def refresh_needs(family_ids, *, as_of, known_at):
    """Works out what these families still need, and keeps it; the system itself does this, so there is no `by`.

    To be called in the transaction in which they were judged. Families that were judged since on later knowledge are
    left alone. Rows that still stand are not written again. Returns how many families had something change.
    """
    family_ids = sorted(family_ids)
    later = JudgedOnChange.objects.filter(family__in=family_ids, known_at__gt=known_at).values_list("family", flat=True)
    family_ids = sorted(set(family_ids) - set(later))
    if not family_ids:
        return 0
    shared = read_shared(as_of=as_of, known_at=known_at)
    book = rulebook(as_of=as_of, known_at=known_at)
    changed = 0
    for first in range(0, len(family_ids), FAMILIES_AT_ONCE):
        some = family_ids[first:first + FAMILIES_AT_ONCE]
        facts = read_facts(some, as_of=as_of, known_at=known_at, shared=shared)
        changed += _keep(some, {pk: needs_of(each, book) for pk, each in facts.items()}, as_of)
    return changed


def needs_of(facts, book):
    """What one family still needs: the cells of its rows, as `STANDING` reads them."""
    claim = first_claim(facts, book)
    asks = claim.asks if claim else loose_asks(facts, book)
    return [
        (
            facts.family_id, ask.person_id, ask.supplier, ask.kind.value, ask.about, ask.first, ask.last,
            claim.day if claim else None, ask.as_data(),
        )
        for ask in asks
    ]


def _keep(family_ids, wanted, as_of):
    """Writes the rows of the families of which something changed; by COPY, since nearly every family's do: most of
    what is asked for begins with the day of asking."""
    standing = {}
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [family_ids])
        for *cells, ask in cursor.fetchall():
            standing.setdefault(cells[0], []).append((tuple(cells), ask))
        changed = [
            family_id for family_id in family_ids
            if not _are_same(wanted.get(family_id, ()), standing.get(family_id, ()))
        ]
        if changed:
            cursor.execute("DELETE FROM outcomes_need WHERE family_id = ANY (%s::bigint[])", [changed])
            cursor.copy_expert(COPY, _as_csv(changed, wanted, as_of))
    return len(changed)


def _are_same(wanted, standing):
    return len(wanted) == len(standing) and all(
        row[:-1] == cells and row[-1] == json.loads(ask)
        for row, (cells, ask) in zip(wanted, standing, strict=True)
    )


def _as_csv(family_ids, wanted, as_of):
    stream = io.StringIO()
    rows = csv.writer(stream)
    for family_id in family_ids:
        rows.writerows((*cells, json.dumps(ask), as_of) for *cells, ask in wanted.get(family_id, ()))
    stream.seek(0)
    return stream


@transaction.atomic
def send_needs(stream, *, needs, by, supplier):
    """Writes the list of what a supplier is still asked for to a text stream, as CSV, and logs that it left: it names
    people. `needs` are rows that this person may see. Raises Refused."""
    check_can_send_needs(by)
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(FILE_COLUMNS)
    count = 0
    for row in file_rows(needs):
        writer.writerow([_cell(value) for value in row])
        count += 1
    record(Verb.EXPORTED, by=by, about="need", detail=f"{count} rows with names for {supplier or 'every supplier'}")
    return count


def _cell(value):
    if value is None:
        return ""
    return harmless(value) if isinstance(value, str) else value.isoformat()
