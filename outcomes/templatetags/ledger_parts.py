"""The ledger on pages: the tag of a part of a claim."""

from django import template

from families.templatetags.pages import tag
from outcomes.ledger.enums import Leaf

register = template.Library()

COLOURS = {Leaf.MET: "green", Leaf.NOT_MET: "red", Leaf.CANNOT_TELL: "yellow", Leaf.NOT_NEEDED: "grey"}


@register.simple_tag
def leaf_tag(state):
    """How a part of a claim stands, as a GOV.UK tag."""
    return tag(Leaf(state).label, COLOURS[state])
