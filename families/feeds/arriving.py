"""What a file brings beside what is usual, whether it holds facts or a word of how complete they are."""

from dataclasses import dataclass, replace

from families.facts.loading.staging import CUT_SHORT
from families.feeds.deliveries import (
    MEASURED,
    Arrival,
    Statement,
    arrivals,
    keep_deliveries,
    keep_statements,
    odd_statements,
    statements,
    statements_again,
)
from families.feeds.enums import Oddity
from families.feeds.models import Delivery
from families.feeds.rules import Odd, control_total


@dataclass(frozen=True)
class Found:
    """What a file brings: of feeds, or about feeds, and all that is odd about it."""

    arrivals: tuple[Arrival, ...]
    statements: tuple[Statement, ...]
    odd: tuple[Odd, ...]


def beside_the_usual(cursor, dataset, load, *, covers, total, ends_cleanly):
    """Compares a weighed file with the files before it. `covers`: the first and last day it is complete for, or None.

    `total` is the number of rows that the sender counted, or None.
    """
    said = statements(cursor) if dataset.name == "coverage" else statements_again(cursor, dataset, load, covers)
    found, odd = arrivals(cursor, dataset, load, covers=covers, ends_cleanly=ends_cleanly)
    cut = ends_in_a_row(cursor) if dataset.name in MEASURED else None
    counted = control_total(total, load.rows, wanted=any(each.feed.gives_total for each in found))
    odd = tuple(filter(None, (cut, counted, *odd, *odd_statements(said))))
    of_one_feed = {each for arrival in found for each in arrival.odd}
    of_the_file = tuple(each for each in odd if each not in of_one_feed)
    found = tuple(replace(arrival, odd=(*arrival.odd, *of_the_file)) for arrival in found)
    return Found(found, tuple(said), odd)


def ends_in_a_row(cursor):
    """That the file ends in the middle of a row, if it does: more of it may be missing than that row."""
    cursor.execute("SELECT max(row_number) FROM faults WHERE sentence = %s", [CUT_SHORT])
    row = cursor.fetchone()[0]
    if row is None:
        return None
    return Odd(Oddity.CUT_OFF, f"The file ends in the middle of row {row:,}, as if it had been cut off.")


def keep(found, load):
    """Records what a file brought, once it is taken."""
    Delivery.objects.filter(load=load).delete()  # those of the same file while it was held
    keep_deliveries(load, found.arrivals)
    keep_statements(found.statements)
