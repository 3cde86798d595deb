"""What the published outcomes plans tell those who take in facts: which headlines and which scored tools there are."""

from functools import lru_cache

from outcomes import plan_file
from outcomes.criteria.score.sentences import tool_in_words
from outcomes.enums import CriterionKind
from outcomes.models import Criterion, Headline, OutcomesPlan


def headline_names(framework):
    """The headlines of any published plan of this framework, code -> its latest name; None when it has none."""
    rows = Headline.objects.filter(plan__code=framework).order_by("plan__version", "position")
    return dict(rows.values_list("code", "name")) or None


def plain_headline_names(framework):
    """What the published plans of this framework call their headlines in plain words, code -> the latest words."""
    texts = OutcomesPlan.objects.filter(code=framework).order_by("version").values_list("toml", flat=True)
    return {code: words for text in texts for code, words in plain_names_in(text)}


@lru_cache(maxsize=100)  # a published text never changes
def plain_names_in(text):
    """The headlines of a plan file that have a plain name: (code, words)."""
    return [(one.code, one.plain_name) for one in plan_file.parse(text).headlines if one.plain_name]


def tool_names(codes):
    """The tools that the criteria of any published plan read, and those of these codes, code -> name."""
    asked_for = Criterion.objects.filter(kind=CriterionKind.SCORE).values_list("parameters__tool", flat=True)
    return {code: tool_in_words(code) for code in {*asked_for, *codes}}
