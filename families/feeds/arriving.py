"""What a file brings beside what is usual, whether it holds facts or a word of how complete they are."""

from dataclasses import dataclass

from families.feeds.deliveries import (
    Arrival,
    Statement,
    arrivals,
    keep_deliveries,
    keep_statements,
    odd_statements,
    statements,
)
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
    said = statements(cursor) if dataset.name == "coverage" else []
    found, odd = arrivals(cursor, dataset, load, covers=covers, ends_cleanly=ends_cleanly)
    counted = control_total(total, load.rows, wanted=any(each.feed.gives_total for each in found))
    return Found(tuple(found), tuple(said), tuple(filter(None, (counted, *odd, *odd_statements(said)))))


def keep(found, load):
    """Records what a file brought, once it is taken."""
    Delivery.objects.filter(load=load).delete()  # those of the same file while it was held
    keep_deliveries(load, found.arrivals)
    keep_statements(found.statements)
