"""What the published outcomes plans tell those who take in facts: which headlines there are."""

from outcomes.models import Headline


def headline_names(framework):
    """The headlines of any published plan of this framework, code -> its latest name; None when it has none."""
    rows = Headline.objects.filter(plan__code=framework).order_by("plan__version", "position")
    return dict(rows.values_list("code", "name")) or None
