"""Publishing an outcomes plan: what is kept, and what is refused."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction

from families.accounts.enums import Role
from families.event_log.enums import Verb
from families.models import LogEntry, User
from families.permissions import Refused
from outcomes import plan_file
from outcomes.actions import publish_plan
from outcomes.models import Criterion, OutcomesPlan

pytestmark = pytest.mark.django_db

PLAN = """
code = "expanded"
name = "A plan"
version = 3
effective_from = 2024-09-01
[eligibility]
headlines_needed = 1
[claim]
routes = ["sustained", "employment"]
[[headline]]
code = "education"
name = "School"
  [[headline.criterion]]
  code = "attendance"
  kind = "school_terms"
  measure = "attendance"
  percent = 90
[[headline]]
code = "work"
name = "Work"
applies = "always"
require = "any"
  [[headline.criterion]]
  code = "job"
  kind = "continuous_work"
  benefits = ["benefit_jsa"]
  rules = { default = { days = 91, within_days = 91, gap_days = 0 } }
"""


def person(role):
    return User.objects.create(username=role, role=role, staff_number=role, agency="police")


def test_publish_keeps_the_plan_with_every_parameter():
    publication = publish_plan(text=PLAN, by=None)
    plan = publication.plan
    assert publication.is_new
    assert (plan.code, plan.version, plan.effective_from, plan.routes, plan.preferred) == (
        "expanded", 3, date(2024, 9, 1), ["sustained", "employment"], "sustained",
    )
    assert plan.toml == plan_file.dump(plan_file.parse(PLAN))
    assert plan.digest == plan_file.digest(plan_file.parse(PLAN))
    assert [(row.position, row.code, row.applies, row.require) for row in plan.headlines.all()] == [
        (0, "education", "when_raised", "all"), (1, "work", "always", "any"),
    ]
    kept = {row.code: row.parameters for row in Criterion.objects.filter(headline__plan=plan)}
    assert kept["attendance"] == {
        "measure": "attendance", "percent": "90", "inclusive": False, "terms": 3, "aggregation": "each",
        "min_possible": 20, "max_fixed_exclusions": None, "children": "all", "lag_days": 45,
    }
    assert kept["job"]["rules"] == [{"benefit": "default", "days": 91, "within_days": 91, "gap_days": 0}]
    assert kept["job"]["work"] == ["employment"]


def test_publish_the_same_again_changes_nothing():
    first = publish_plan(text=PLAN, by=None)
    again = publish_plan(text="# another comment\n" + PLAN, by=None)
    assert (again.plan, again.is_new) == (first.plan, False)
    assert OutcomesPlan.objects.count() == 1
    assert LogEntry.objects.filter(verb=Verb.PUBLISHED).count() == 1


def test_publish_refuses_a_published_version_that_says_something_else():
    publish_plan(text=PLAN, by=None)
    with pytest.raises(Refused, match="Version 3 of expanded is already published and says something else"):
        publish_plan(text=PLAN.replace("percent = 90", "percent = 91"), by=None)


def test_publish_refuses_a_code_no_family_can_have():
    with pytest.raises(Refused, match='No family is worked with under "local"'):
        publish_plan(text=PLAN.replace('"expanded"', '"local"'), by=None)


@pytest.mark.parametrize("role", Role.values)
def test_publish_is_for_analysts_and_programme_managers(role):
    by = person(role)
    if role in (Role.ANALYST, Role.PROGRAMME_MANAGER):
        assert publish_plan(text=PLAN, by=by).plan.published_by == by
    else:
        with pytest.raises(Refused, match="may publish an outcomes plan"):
            publish_plan(text=PLAN, by=by)
        assert not OutcomesPlan.objects.exists()


def test_publish_logs_who_and_which():
    by = person(Role.ANALYST)
    plan = publish_plan(text=PLAN, by=by).plan
    entry = LogEntry.objects.get()
    assert (entry.verb, entry.by, entry.about_type, entry.about_id, entry.detail) == (
        Verb.PUBLISHED, by, "outcomesplan", plan.pk, "expanded version 3",
    )


def test_published_plan_cannot_be_changed_in_the_database():
    plan = publish_plan(text=PLAN, by=None).plan
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        OutcomesPlan.objects.filter(pk=plan.pk).update(name="Another")


def test_in_force_is_the_latest_version_that_took_effect():
    third = publish_plan(text=PLAN, by=None).plan
    later = PLAN.replace("version = 3", "version = 4").replace("2024-09", "2025-09")
    fourth = publish_plan(text=later, by=None).plan
    plans = OutcomesPlan.objects.filter(code="expanded")
    assert plans.in_force_on(date(2024, 8, 31)) is None
    assert plans.in_force_on(date(2024, 9, 1)) == third
    assert plans.in_force_on(date(2025, 8, 31)) == third
    assert plans.in_force_on(date(2025, 9, 1)) == fourth


def test_command_says_each_fault_with_its_line(tmp_path):
    file = tmp_path / "plan.toml"
    file.write_text(PLAN.strip().replace("percent = 90", "percent = 190"))
    with pytest.raises(CommandError, match=r'\Aline 16: "percent" must be'):
        call_command("outcomes_plan", "check", str(file))


def test_command_publishes_and_shows(tmp_path, capsys):
    file = tmp_path / "plan.toml"
    file.write_text(PLAN)
    call_command("outcomes_plan", "publish", str(file))
    said = "A plan, version 3, in force from 1 September 2024.\n"
    assert capsys.readouterr().out == f"Published: {said}"
    call_command("outcomes_plan", "publish", str(file))
    assert capsys.readouterr().out == f"Already published: {said}"
    call_command("outcomes_plan", "show", "expanded")
    assert capsys.readouterr().out == OutcomesPlan.objects.get().toml
    call_command("outcomes_plan", "show", "expanded", "--version", "3")
    assert capsys.readouterr().out == OutcomesPlan.objects.get().toml
    with pytest.raises(CommandError, match="Published: expanded version 3"):
        call_command("outcomes_plan", "show", "expanded", "--version", "9")
