"""What a plan may set about continuous work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from families.facts.enums import SpellKind
from outcomes.criteria.parameters import CriterionParameters, parameter
from outcomes.criteria.values import (
    NotAllowed,
    Path,
    Value,
    WholeNumber,
    did_you_mean,
    listed,
    shown,
    spell_kinds,
)

DEFAULT = "default"


@dataclass(frozen=True)
class WorkRule:
    """How long the work must last for an adult who came off one benefit.

    `benefit` is a kind of spell, or `default` for all without a rule of their own; at least `days` good days
    must lie in the last `within_days` days, and good days belong to one stretch while at most `gap_days` days
    lie between them.
    """

    benefit: str
    days: int
    within_days: int
    gap_days: int


@dataclass(frozen=True)
class WorkRules(Value):
    """The rules by benefit, in the order of the plan: the first decides where several fit equally well."""

    allowed: str = "a table of rules, such as default = { days = 91, within_days = 91, gap_days = 0 }"
    limits = {
        "days": WholeNumber(1, 1000, "days"),
        "within_days": WholeNumber(1, 1000, "days"),
        "gap_days": WholeNumber(0, 1000, "days"),
    }

    def read(self, key: str, value: Any) -> tuple[WorkRule, ...]:
        if not isinstance(value, dict):
            raise self.refuse(key, value)
        if not value:
            raise NotAllowed(
                ((), f'"{key}" must hold at least one rule, such as {self.allowed.split("such as ")[1]}.')
            )
        reasons = [reason for benefit, rule in value.items() for reason in self._reasons(benefit, rule)]
        if reasons:
            raise NotAllowed(*reasons)
        return tuple(WorkRule(benefit=benefit, **rule) for benefit, rule in value.items())

    def _reasons(self, benefit: str, rule: Any) -> Iterator[tuple[Path, str]]:
        if not isinstance(rule, dict):
            yield (
                (benefit,),
                f'The rule "{benefit}" must be a table with {listed(self.limits)}, not {shown(rule)}.',
            )
            return
        for key in (key for key in rule if key not in self.limits):
            hint = did_you_mean(key, self.limits)
            yield (
                (benefit, key),
                f'"{key}" is not known in a work rule.{hint} Allowed: {listed(self.limits)}.',
            )
        sound = {}
        for key, limit in self.limits.items():
            if key not in rule:
                yield (benefit,), f'The rule "{benefit}" needs "{key}", {limit.allowed}.'
                continue
            try:
                sound[key] = limit.read(key, rule[key])
            except NotAllowed as refusal:
                yield (benefit, key), str(refusal)
        if "days" in sound and "within_days" in sound and sound["days"] > sound["within_days"]:
            yield (
                (benefit, "days"),
                f'"days" ({sound["days"]}) cannot be more than "within_days" ({sound["within_days"]}).',
            )


@dataclass(frozen=True, kw_only=True)
class Parameters(CriterionParameters):
    """Which spells are work, which are benefits, and how long the work must last."""

    work: tuple[str, ...] = parameter(
        spell_kinds(needed=True, one_will_do=True),
        "The spells that are work",
        default=(SpellKind.EMPLOYMENT.value,),
    )
    benefits: tuple[str, ...] = parameter(
        spell_kinds(needed=True),
        "The out-of-work benefits that the adult must have come off",
    )
    rules: tuple[WorkRule, ...] = parameter(
        WorkRules(),
        "How long the work must last, by the benefit the adult was on, in days",
    )
    barred_by: tuple[str, ...] = parameter(
        spell_kinds(),
        "Provisions that pay for the same result: an adult on one when the work began is barred",
        default=(),
    )
    min_age: int = parameter(
        WholeNumber(0, 120, "years"), "The youngest age of an adult who counts", default=18
    )
    lookback_days: int = parameter(
        WholeNumber(0, 400, "days"),
        "How long before the work began the benefit may have ended",
        default=28,
    )

    def rule_for(self, benefit: str) -> WorkRule:
        """The rule for an adult who came off this benefit; KeyError without one and without a default."""
        by_benefit = {rule.benefit: rule for rule in self.rules}
        return by_benefit[benefit] if benefit in by_benefit else by_benefit[DEFAULT]

    @classmethod
    def clashes(cls, values: Mapping[str, Any], written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
        benefits = values.get("benefits")
        if benefits is None:
            return
        for index, kind in enumerate(benefits):
            if kind in values.get("work", ()):
                yield ("benefits", index), f'"{kind}" cannot be both work and a benefit.'
        ruled = written.get("rules")
        if not isinstance(ruled, dict) or not ruled:
            return
        for benefit in ruled:
            if benefit != DEFAULT and benefit not in benefits:
                hint = did_you_mean(benefit, (*benefits, DEFAULT))
                yield (
                    ("rules", benefit),
                    f'There is a rule for "{benefit}", which is not among the benefits.{hint} '
                    f"Rules may be given for {listed((*benefits, DEFAULT))}.",
                )
        unruled = [benefit for benefit in benefits if benefit not in ruled]
        if unruled and DEFAULT not in ruled:
            yield (
                ("rules",),
                f'There is no rule for {listed(unruled)}: give one for each, or a rule named "default".',
            )
