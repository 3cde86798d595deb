"""The only writer of what is still needed, and of the lists of it that leave."""

import csv

from django.db import transaction

from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.loading.handing_back import harmless
from outcomes.ledger.models import Need
from outcomes.ledger.permissions import check_can_send_needs
from outcomes.ledger.reading import read_facts, read_shared
from outcomes.ledger.rulebook import rulebook
from outcomes.ledger.rules import first_claim, loose_asks
from outcomes.ledger.worklist import FILE_COLUMNS, file_rows
from outcomes.models import JudgedOnChange

FAMILIES_AT_ONCE = 500
COMPARED = ("person_id", "supplier", "kind", "about", "first_on", "last_on", "claimable_on", "ask")


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
    """The rows, unsaved, of one family."""
    claim = first_claim(facts, book)
    asks = claim.asks if claim else loose_asks(facts, book)
    return [
        Need(
            family_id=facts.family_id, person_id=ask.person_id, supplier=ask.supplier, kind=ask.kind.value,
            about=ask.about, first_on=ask.first, last_on=ask.last, claimable_on=claim.day if claim else None,
            ask=ask.as_data(), judged_on=facts.as_of,
        )
        for ask in asks
    ]


def _keep(family_ids, wanted, as_of):
    standing = {}
    for row in Need.objects.filter(family__in=family_ids).order_by("pk"):
        standing.setdefault(row.family_id, []).append(row)
    new, gone = [], []
    for family_id in family_ids:
        rows = wanted.get(family_id, [])
        if [_cells(row) for row in rows] != [_cells(row) for row in standing.get(family_id, [])]:
            new += rows
            gone.append(family_id)
    Need.objects.filter(family__in=gone).delete()
    Need.objects.bulk_create(new, batch_size=2000)
    return len(gone)


def _cells(row):
    return [getattr(row, name) for name in COMPARED]


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
