"""Outcomes plans as files: the TOML in which authorities write, exchange and publish them.

`parse` reads a file or says everything that is wrong with it, `dump` writes the one canonical form of a
plan, and `digest` is the fingerprint of that form.
"""

from outcomes.plan_file.exchange import BasedOn, Exchange, dump_exchange, read_exchange
from outcomes.plan_file.faults import Fault, PlanFaults
from outcomes.plan_file.plan import Criterion, Headline, Indicator, OutcomesPlan
from outcomes.plan_file.reading import parse
from outcomes.plan_file.tables import write_tables
from outcomes.plan_file.writing import digest, dump

__all__ = [
    "BasedOn",
    "Criterion",
    "Exchange",
    "Fault",
    "Headline",
    "Indicator",
    "OutcomesPlan",
    "PlanFaults",
    "digest",
    "dump",
    "dump_exchange",
    "parse",
    "read_exchange",
    "write_tables",
]
