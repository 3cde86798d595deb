"""Which days of which feeds are missing."""

from outcomes.ledger.asks import Ask
from outcomes.ledger.days import missing
from outcomes.ledger.enums import AskKind
from outcomes.suppliers import EVIDENCE


def asks_for(facts, kinds, first, last):
    """An ask for each stretch of days that the feed of one of these kinds leaves open."""
    return [ask for kind in dict.fromkeys(kinds) for ask in _asked_of(facts.shared, kind, first, last)]


def _asked_of(shared, kind, first, last):
    key = kind, first, last
    if key not in shared.remembered:
        shared.remembered[key] = [
            Ask(AskKind.COVERAGE, EVIDENCE[kind].supplier.value, start, end, about=kind)
            for start, end in missing(shared.covered.get(kind, ()), first, last)
        ]
    return shared.remembered[key]


def days_missing(facts, kinds, first, last) -> int:
    """How many days the feeds of these kinds leave open, one kind after another."""
    return sum(
        (end - start).days + 1
        for kind in dict.fromkeys(kinds) for start, end in missing(facts.covered(kind), first, last)
    )
