"""What one criterion holds in store for one subject."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date

from outcomes.enums import Status
from outcomes.ledger.asks import Ask


@dataclass(frozen=True)
class Outcome:
    """That a criterion would be `met` (or else `neutral`) on a day once these asks are supplied."""

    status: str
    asks: tuple[Ask, ...] = ()


MET = Outcome(Status.MET)
NEUTRAL = Outcome(Status.NEUTRAL)


class Prospect(ABC):
    """One criterion for one subject (`person_id` empty: the family)."""

    person_id: int | None = None

    @abstractmethod
    def days(self, start: date):
        """The days from `start` on, apart from `start`, on which it may become possible to meet the criterion."""

    @abstractmethod
    def at(self, day: date) -> Outcome | None:
        """What would have to be supplied for it to hold on `day`; None where nothing could make it hold then."""

    def is_pending(self, day: date) -> bool:
        """Whether the verdict on `day` would be `pending` if nothing were supplied."""
        return False

    def questions(self) -> list[Ask]:
        """What to ask where no day can be given."""
        return []
