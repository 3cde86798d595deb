"""What a verdict's sentences are, whatever kind of criterion it is about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Explanation:
    """A verdict in sentences for a key worker. Each field is whole sentences, or blank where there is nothing to say.

    `found`: what the facts show. `window`: over which days. `threshold`: what had to be shown. `missing`: what is
    not there yet. `supplier`: who normally supplies it. `first_day`: when the criterion could be met. `rests_on`: how
    well founded the facts are that speak for the family.
    """

    found: str
    window: str = ""
    threshold: str = ""
    missing: str = ""
    supplier: str = ""
    first_day: str = ""
    rests_on: str = ""
