"""Verdicts on pages: the tag of a status, and people's names."""

from django import template

from families.templatetags.pages import tag
from outcomes.enums import Status

register = template.Library()

TAGS = {
    Status.MET: ("Met", "green"),
    Status.PENDING: ("Not yet", "blue"),
    Status.NOT_MET: ("Not met", "red"),
    Status.REGRESSED: ("Lost again", "orange"),
    Status.NO_DATA: ("Cannot tell", "yellow"),
    Status.NEUTRAL: ("Does not apply", "grey"),
}


@register.simple_tag
def status_tag(status):
    """A verdict's status as a GOV.UK tag; a headline that is not asked for has none."""
    return tag(*TAGS[status]) if status else tag("Not asked for", "grey")


@register.filter
def named(names, person_id):
    """A person's name from a dict by id; nothing for the family as a whole."""
    return names.get(person_id, "")
