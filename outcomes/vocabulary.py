"""What the published outcomes plans tell those who take in facts: which headlines there are."""

from outcomes.models import Headline


def headline_codes(framework):
    """The codes of the headlines in any published plan of this framework; None when it has none."""
    return set(Headline.objects.filter(plan__code=framework).values_list("code", flat=True)) or None
