"""Parts of the list of families."""

from urllib.parse import urlencode

from django import template
from django.urls import reverse

from families.templatetags.pages import tag

register = template.Library()


@register.simple_tag
def list_address(saved):
    """The address of a saved list."""
    return f"{reverse('outcomes:my_families')}?{urlencode(saved.asked)}"


@register.simple_tag
def overdue_tag(number):
    """How many things are overdue, as a tag."""
    return tag(f"{number} overdue", "red")
