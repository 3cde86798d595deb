"""An outcomes plan as data: what a plan file says, once it has been read and found sound."""

import datetime as dt
from dataclasses import dataclass

from outcomes.criteria.parameters import CriterionParameters


@dataclass(frozen=True)
class Indicator:
    """A sign by which a family comes under a headline. For screening; no verdict depends on it."""

    code: str
    name: str


@dataclass(frozen=True)
class Criterion:
    """One test under a headline: `kind` is a key of `outcomes.criteria.KINDS`, `parameters` are of it."""

    code: str
    kind: str
    parameters: CriterionParameters


@dataclass(frozen=True)
class Headline:
    """One problem the programme is about, and how progress against it is shown.

    `applies` is `when_raised` (only to families with an accepted problem under it) or `always`; `require`
    is `all` or `any` of the criteria. `plain_name` is what the family's copy of its plan calls it (None: what the
    product calls it, or else its name).
    """

    code: str
    name: str
    applies: str
    require: str
    entry_indicators: tuple[Indicator, ...]
    criteria: tuple[Criterion, ...]
    plain_name: str | None = None


@dataclass(frozen=True)
class OutcomesPlan:
    """One version of an authority's outcomes plan.

    `code` is the framework that families name; the version in force is the published one with the latest
    `effective_from` not after the day judged. A family is eligible with accepted problems under
    `headlines_needed` headlines, of which persons who are non-resident parents may supply at most
    `non_resident_cap` (None: any number). `routes` are the ways to a result that the plan offers;
    `preferred` is claimed when both hold.
    """

    code: str
    name: str
    version: int
    effective_from: dt.date
    headlines_needed: int
    non_resident_cap: int | None
    routes: tuple[str, ...]
    preferred: str
    headlines: tuple[Headline, ...]
