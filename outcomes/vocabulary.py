"""What the published outcomes plans tell those who take in facts: which headlines and which scored tools there are."""

from outcomes.criteria.score.sentences import tool_in_words
from outcomes.enums import CriterionKind
from outcomes.models import Criterion, Headline


def headline_names(framework):
    """The headlines of any published plan of this framework, code -> its latest name; None when it has none."""
    rows = Headline.objects.filter(plan__code=framework).order_by("plan__version", "position")
    return dict(rows.values_list("code", "name")) or None


def tool_names(codes):
    """The tools that the criteria of any published plan read, and those of these codes, code -> name."""
    asked_for = Criterion.objects.filter(kind=CriterionKind.SCORE).values_list("parameters__tool", flat=True)
    return {code: tool_in_words(code) for code in {*asked_for, *codes}}
