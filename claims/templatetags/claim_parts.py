"""Money, claims and audits on pages."""

import re

from django import template

from claims.campaigns.enums import ItemState
from claims.campaigns.page import TAGS as ITEM_TAGS
from claims.claim_page import TAGS
from claims.enums import ClaimStatus
from claims.evidence.digest import fact_words, in_days
from claims.funding.rules import in_words as in_words_of_year
from families.templatetags.pages import tag
from outcomes.enums import Status

register = template.Library()


@register.filter
def pounds(pence):
    """Pence as people write pounds: £1,250, £799.50; a dash where there is none."""
    if pence is None:
        return "–"
    whole, rest = divmod(abs(pence), 100)
    return f"{'−' if pence < 0 else ''}£{whole:,}" + (f".{rest:02}" if rest else "")


@register.filter
def at_underscores(heading):
    """The heading of a column in the pieces between which a page may break it: "family_" and "reference"."""
    return re.findall("[^_]*_|[^_]+", heading)


@register.filter
def year_words(year):
    """A financial year as people write it: 2016/17."""
    return in_words_of_year(year)


@register.simple_tag
def claim_tag(status):
    """A claim's status as a GOV.UK tag."""
    return tag(ClaimStatus(status).label, TAGS[status])


@register.simple_tag
def item_tag(state):
    """Where a claim of an audit's sample stands, as a GOV.UK tag."""
    return tag(ItemState(state).label, ITEM_TAGS[state])


@register.filter
def rate(count, found):
    """A count as a percentage of all the claims of an estimate: 12.5."""
    return f"{float(found.percent(count)):.1f}"


@register.filter
def status_words(status):
    """A verdict's status in words."""
    return Status(status).label


@register.filter
def in_words(fact):
    """A fact of the evidence in a few words."""
    return fact_words(fact)


@register.filter
def day_words(text):
    """An ISO date or moment of the evidence as people write a date."""
    return in_days(text)


@register.inclusion_tag("claims/claim/_known.html")
def known_since(fact):
    """When and through whom a fact came to be known."""
    return {"fact": fact}


@register.inclusion_tag("claims/_bar.html")
def bar(pence, most):
    """An amount as a bar, to the right of the middle when above nought; the same is said in words beside it."""
    length = 50 * abs(pence) // most
    return {"x": 50 if pence >= 0 else 50 - length, "length": length, "is_loss": pence < 0}
