"""Which days of which feeds are missing."""

from outcomes.ledger.asks import Ask
from outcomes.ledger.days import missing
from outcomes.ledger.enums import AskKind
from outcomes.suppliers import EVIDENCE


def asks_for(facts, kinds, first, last):
    """An ask for each stretch of days that the feed of one of these kinds leaves open."""
    return [
        Ask(AskKind.COVERAGE, EVIDENCE[kind].supplier.value, start, end, about=kind)
        for kind in dict.fromkeys(kinds) for start, end in missing(facts.covered(kind), first, last)
    ]


def days_asked(asks) -> int:
    """How many days the asks come to."""
    return sum((ask.last - ask.first).days + 1 for ask in asks)
