"""To whom information about a family was sent. What sends it belongs to later apps, which register here at start-up."""

from dataclasses import dataclass
from datetime import date

_registers = []


@dataclass(frozen=True)
class Sent:
    """On a day something about the family, or about one member, was sent to somebody. `what` names nobody."""

    on: date
    to: str
    what: str
    purpose: str


def also_sent(register):
    """Registers `register(family, person_id)`, which gives what was sent (`Sent`); `person_id` None: the family's."""
    if register not in _registers:
        _registers.append(register)


def sent_about(family, person_id=None):
    """Everything that was sent about the family as a whole, or about one member, the latest first."""
    found = [one for register in _registers for one in register(family, person_id)]
    return sorted(found, key=lambda one: one.on, reverse=True)
