"""A plan's settings in words: their labels on forms, and their values as people say them."""

from decimal import Decimal

from families.accounts.enums import Role
from families.enums import HouseholdRole
from families.facts.enums import ClaimMadeStatus, ClaimRoute, EventKind, SpellKind
from outcomes.criteria import KINDS
from outcomes.criteria.values import ListOf, OneOf, Value, WholeNumber
from outcomes.enums import Applies, CriterionKind, Require, Status
from outcomes.plan_file.reading import CRITERION, PARAMETERS
from outcomes.wording import counted, day, number

LABELS = {
    "code": "Code", "name": "Name", "version": "Version", "effective_from": "In force from",
    "headlines_needed": "Headlines needed", "non_resident_cap": "Most headlines from non-resident parents",
    "routes": "Routes to a claim", "preferred": "Preferred route", "plain_name": "Plain name",
    "applies": "When it is judged", "require": "How many criteria are needed", "kind": "Kind of test",
    "measure": "What is measured", "percent": "Percentage", "inclusive": "Does exactly the percentage pass",
    "terms": "Terms in a row", "aggregation": "How the terms count", "min_possible": "Fewest possible sessions",
    "max_fixed_exclusions": "Most fixed-term exclusions", "children": "Which children",
    "lag_days": "Days the feed may lag", "events": "Events", "spells": "Spells", "months": "Months",
    "age_under": "Younger than", "baseline_months": "Months before engagement", "work": "What is work",
    "benefits": "Benefits", "rules": "Rules by benefit", "barred_by": "Provisions that bar", "min_age": "Youngest age",
    "lookback_days": "Days between benefit and work", "tool": "Tool", "at_least": "Score to reach",
    "improve_by": "Improvement", "hold_months": "Months it must hold", "higher_is_better": "Is a higher score better",
    "subject": "Whose scores", "roles": "Who may decide", "valid_months": "Months a decision stands",
    "order": "Order", "indicator": "Signs", "criterion": "Criterion", "headline": "Headline",
}
# Hints for the settings that are no criterion's parameters; a parameter brings its own.
HINTS = {
    "headlines_needed": "A family is eligible with accepted problems under at least so many headlines.",
    "non_resident_cap": "How many of them non-resident parents alone may supply. Leave blank for no limit.",
    "plain_name": "What the family’s copy of its plan calls it, in words that a child of eleven reads.",
    "preferred": "The one that is claimed when both hold.",
    "version": "The number that this version will have for good.",
    "code": "Lower-case letters, digits and hyphens. Keep it once it is used: files and example families go by it.",
}
CHOICES = {
    "attendance": "Sessions attended", "unauthorised": "Sessions missed without authority",
    "each": "Each term by itself", "pooled": "The terms added together",
    "all": "All", "named": "Only those whom the problem names",
    "family": "The family's", "each_person": "Those of each person whom the problem names", "default": "All others",
    **dict(EventKind.choices), **dict(SpellKind.choices), **dict(ClaimRoute.choices), **dict(Role.choices),
    **dict(HouseholdRole.choices), **dict(ClaimMadeStatus.choices), **dict(Status.choices),
    **dict(CriterionKind.choices),
}
BY_SETTING = {"applies": dict(Applies.choices), "require": dict(Require.choices)}
PERCENTAGES = ("percent",)
NOT_SET = "not set"


def label_of(key):
    """A setting's label."""
    return LABELS.get(key, key.replace("_", " ").capitalize())


def choice_in_words(key, code):
    """A word of a vocabulary as people say it."""
    return BY_SETTING.get(key, CHOICES).get(code, code)


def parameters_of(kind):
    """The settings of a kind of criterion: key -> (what it may hold, its default, its words)."""
    fields = KINDS[kind].parameters.__dataclass_fields__
    return {
        key: (setting.value, setting.default, fields[key].metadata["words"])
        for key, setting in PARAMETERS[kind].items()
    }


def value_of(key, kind=""):
    """What a criterion's setting may hold, or None where the setting is not known."""
    setting = PARAMETERS.get(kind, {}).get(key) or CRITERION.get(key)
    return setting.value if setting else None


def in_words(key, held, value: Value | None = None):
    """A setting's value as people say it: `90%`, `6 months`, `Proven offence, In custody`."""
    if held is None or held in ([], ""):
        return NOT_SET if held is None else "none"
    if isinstance(held, bool):
        return "yes" if held else "no"
    if key in PERCENTAGES and isinstance(held, int | Decimal):
        return f"{number(held)}%"
    if key == "rules" and isinstance(held, dict):
        return "; ".join(f"{choice_in_words(key, benefit)}: {rule_in_words(rule)}" for benefit, rule in held.items())
    if isinstance(value, OneOf | ListOf) or isinstance(held, list):
        return ", ".join(choice_in_words(key, code) for code in (held if isinstance(held, list) else [held]))
    if isinstance(value, WholeNumber) and isinstance(held, int) and value.unit:
        return counted(held, value.unit.removesuffix("s"))
    if isinstance(held, int | Decimal):
        return number(held)
    if hasattr(held, "year"):
        return day(held)
    return choice_in_words(key, held) if key in BY_SETTING else str(held)


def rule_in_words(rule):
    """How long work must last, in words."""
    if not isinstance(rule, dict):
        return str(rule)
    return (
        f"{rule.get('days')} good days within {rule.get('within_days')}, gaps of up to {rule.get('gap_days')}"
    )
