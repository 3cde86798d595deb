"""Drafts for tests: the shipped plan as the next version, with some places changed, and an example family."""

from pathlib import Path

import outcomes
from outcomes.actions import publish_plan
from outcomes.models import OutcomesPlan
from tests.outcomes.authority import TODAY

PLANS = Path(outcomes.__file__).parent / "plans"
LOWER = ("percent = 90\n", "percent = 85\n")
EXAMPLE = """\
[[example]]
name = "Attendance of exactly 90%"
says = "Exactly the percentage does not pass."
judged_on = 2017-01-10
family = { identified_on = 2015-06-01, engaged_on = 2015-09-01, assessed_on = 2015-09-01 }
members = [
  { person = "a", role = "adult", born = 1980-05-05, since = 2014-01-01 },
  { person = "c", role = "child", born = 2005-05-05, since = 2014-01-01 },
]
problems = [
  { headline = "education", person = "c", identified_on = 2015-06-01 },
]
terms = [
  { term = "spring", starts_on = 2016-01-04, ends_on = 2016-03-24 },
  { term = "summer", starts_on = 2016-04-11, ends_on = 2016-07-20 },
  { term = "autumn", starts_on = 2016-09-05, ends_on = 2016-12-20 },
]
sessions = [
  { person = "c", term = "spring", possible = 120, authorised = 2, unauthorised = 0 },
  { person = "c", term = "summer", possible = 120, authorised = 12, unauthorised = 0 },
  { person = "c", term = "autumn", possible = 120, authorised = 2, unauthorised = 0 },
]
coverage = [
  { kind = "fixed_exclusion", starts_on = 2015-01-01, ends_on = 2017-01-09 },
  { kind = "permanent_exclusion", starts_on = 2015-01-01, ends_on = 2017-01-09 },
]
verdicts = [
  { headline = "education", criterion = "attendance", person = "c", status = "not_met" },
]
readiness = { claimable = false }
"""


def shipped(code="expanded"):
    """The shipped plan of this framework, published once."""
    published = OutcomesPlan.objects.filter(code=code).first()
    return published or publish_plan(text=(PLANS / f"{code}.toml").read_bytes(), by=None).plan


def next_text(plan, *changes, since=TODAY):
    """The text of the next version of a published plan, with these places changed."""
    text = plan.toml.replace(f"version = {plan.version}\n", f"version = {plan.version + 1}\n")
    text = text.replace(f"effective_from = {plan.effective_from}", f"effective_from = {since}")
    for old, new in changes:
        assert text.count(old) >= 1, old
        text = text.replace(old, new)
    return text
