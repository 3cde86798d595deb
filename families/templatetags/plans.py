"""How a kept version of a plan reads."""

from django import template

from families.plans import versions

register = template.Library()

register.filter("action_in_words", versions.action_in_words)
register.filter("objective_in_words", versions.objective_in_words)
