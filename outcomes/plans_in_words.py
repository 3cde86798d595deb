"""Published outcomes plans as people read them."""

from dataclasses import dataclass

from outcomes import plan_file
from outcomes.enums import Applies, Require
from outcomes.models import OutcomesPlan
from outcomes.sentences import subjects, threshold

APPLIES = {
    Applies.WHEN_RAISED: "Judged when the family has an accepted problem of this sort.",
    Applies.ALWAYS: "Judged for every family, whether or not the problem was raised.",
}
REQUIRE = {
    Require.ALL: "Every one of these is needed.",
    Require.ANY: "Any one of these is enough.",
}


@dataclass(frozen=True)
class CriterionInWords:
    """What a criterion asks for and of whom."""

    asks: str
    of_whom: str


@dataclass(frozen=True)
class HeadlineInWords:
    """A headline: when it is judged, how it joins its criteria, its signs, the criteria, and its plain name if any."""

    name: str
    applies: str
    require: str
    signs: tuple[str, ...]
    criteria: tuple[CriterionInWords, ...]
    plain_name: str


def published_plans(today):
    """Every published plan, the newest version of each first, with `is_in_force` on this day."""
    plans = list(OutcomesPlan.objects.select_related("published_by").order_by("code", "-effective_from", "-version"))
    in_force = {}
    for plan in plans:
        if plan.effective_from <= today:
            in_force.setdefault(plan.code, plan.pk)
    for plan in plans:
        plan.is_in_force = in_force.get(plan.code) == plan.pk
    return plans


def headlines_in_words(plan):
    """The headlines of a published plan, in words."""
    said = {
        headline.code: {
            "signs": tuple(indicator.name for indicator in headline.entry_indicators),
            "plain_name": headline.plain_name or "",
        }
        for headline in plan_file.parse(plan.toml).headlines
    }
    return [
        HeadlineInWords(
            name=headline.name, applies=APPLIES[headline.applies], **said[headline.code],
            require=REQUIRE[headline.require] if len(headline.criteria.all()) > 1 else "",
            criteria=tuple(
                CriterionInWords(
                    threshold(criterion.kind, criterion.parameters), subjects(criterion.kind, criterion.parameters)
                )
                for criterion in headline.criteria.all()
            ),
        )
        for headline in plan.headlines.prefetch_related("criteria")
    ]
