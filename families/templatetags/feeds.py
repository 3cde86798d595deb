"""Feeds on the pages of others: that some are late, or that files wait for a decision."""

from django import template

from families.access import may_call
from families.facts.enums import LoadState
from families.facts.models import Load
from families.feeds.enums import FeedState
from families.feeds.reading import standings

register = template.Library()


@register.inclusion_tag("feeds/_in_trouble.html", takes_context=True)
def feeds_in_trouble(context):
    """A warning that feeds are late or that files are held, to those who look after feeds; else nothing."""
    if not may_call(context["user"], "families:feeds"):
        return {}
    return {
        "late": [each.feed.name for each in standings() if each.state == FeedState.LATE],
        "held": Load.objects.filter(state=LoadState.HELD).count(),
    }
