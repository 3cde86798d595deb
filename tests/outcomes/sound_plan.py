"""A sound plan file with every kind of criterion, for tests to read and to spoil."""

from pathlib import Path

import pytest

import outcomes
from outcomes.plan_file import PlanFaults, parse

SHIPPED = sorted((Path(outcomes.__file__).parent / "plans").glob("*.toml"))
SOUND = """\
code = "expanded"
name = "Plan of Exampleshire"
version = 2
effective_from = 2016-09-01

[eligibility]
headlines_needed = 2
non_resident_cap = 1

[claim]
routes = ["sustained", "employment"]
preferred = "sustained"

[[headline]]
code = "education"
name = "School"
applies = "when_raised"
require = "all"

  [[headline.indicator]]
  code = "absence"
  name = "Absent"

  [[headline.criterion]]
  code = "attendance"
  kind = "school_terms"
  measure = "attendance"
  percent = 90
  max_fixed_exclusions = 2

[[headline]]
code = "crime"
name = "Crime"

  [[headline.criterion]]
  code = "clear"
  kind = "clear_period"
  events = ["proven_offence"]
  spells = ["custody"]
  months = 6

  [[headline.criterion]]
  code = "fewer"
  kind = "reduction"
  events = [
    "asb_incident",   # from the police
    "police_callout",
  ]
  percent = 33.5

[[headline]]
code = "work"
name = "Work"
require = "any"

  [[headline.criterion]]
  code = "continuous-work"
  kind = "continuous_work"
  benefits = ["benefit_jsa", "benefit_esa"]
  barred_by = ["work_programme"]
  [headline.criterion.rules]
  benefit_jsa = { days = 182, within_days = 210, gap_days = 28 }
  default = { days = 91, within_days = 91, gap_days = 0 }

[[headline]]
code = "health"
name = "Health"

  [[headline.criterion]]
  code = "star"
  kind = "score"
  tool = "family_star/wellbeing"
  improve_by = 2
  subject = "family"

  [[headline.criterion]]
  code = "decision"
  kind = "judgement"
  roles = ["programme_manager"]
"""


def faults_of(source):
    """What is found wrong with this file; it must be something."""
    with pytest.raises(PlanFaults) as caught:
        parse(source)
    return caught.value.faults


def spoilt(old, new):
    """The sound plan with one place changed."""
    assert SOUND.count(old) == 1, f"{old!r} must occur exactly once in the sound plan"
    return SOUND.replace(old, new)


def criterion(plan, code):
    """The criterion of this code."""
    return next(each for headline in plan.headlines for each in headline.criteria if each.code == code)
