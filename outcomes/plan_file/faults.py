"""What is wrong with a plan file."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from outcomes.criteria.values import Path


@dataclass(frozen=True)
class Fault:
    """One thing to put right: its line in the file (from 1) and a sentence for the person who wrote it.

    `path` leads to the same place in the data, such as ("headline", 0, "criterion", 1, "percent"), for
    pages that show the sentence beside a field.
    """

    line: int
    message: str
    path: Path = field(default=(), compare=False)

    def __str__(self) -> str:
        return f"Line {self.line}: {self.message}"


class PlanFaults(Exception):
    """A plan file that cannot be used. `faults` holds everything found wrong, in the order of the lines."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = sorted(faults, key=lambda fault: fault.line)
        super().__init__("\n".join(str(fault) for fault in self.faults))
