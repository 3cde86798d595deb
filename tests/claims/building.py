"""Families that have something to claim, and claims walked to where a test needs them, through the actions."""

import itertools
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims import actions
from claims.models import Claim, SubmissionWindow
from families.accounts.enums import Role
from families.models import (
    Coverage,
    Event,
    Family,
    FamilyDetails,
    LeadWorker,
    Membership,
    Person,
    PersonDetails,
    Plan,
    Problem,
    Spell,
    User,
)
from families.two_clocks import moment_of_writing
from outcomes.actions import judge_and_keep, publish_plan
from outcomes.judging import Scope

PLAN = """
code = "expanded"
name = "Plan of the tests"
version = {version}
effective_from = 2015-01-01

[eligibility]
headlines_needed = 2
non_resident_cap = 1

[claim]
routes = ["sustained", "employment"]
preferred = "sustained"

[[headline]]
code = "crime"
name = "Crime and anti-social behaviour"

  [[headline.criterion]]
  code = "no-anti-social-behaviour"
  kind = "clear_period"
  events = ["asb_incident"]
  months = 6

[[headline]]
code = "help"
name = "Children who need help"

  [[headline.criterion]]
  code = "no-social-care"
  kind = "clear_period"
  spells = ["child_in_need"]
  months = {months}

[[headline]]
code = "work"
name = "Adults out of work"
require = "any"

  [[headline.criterion]]
  code = "continuous-work"
  kind = "continuous_work"
  benefits = ["benefit_jsa"]
  [headline.criterion.rules]
  default = {{ days = 91, within_days = 91, gap_days = 0 }}

  [[headline.criterion]]
  code = "progress-to-work"
  kind = "judgement"
  roles = ["programme_manager"]
"""

_numbers = itertools.count(1)


def day(offset=0):
    """Today, or so many days from it."""
    return timezone.localdate() + timedelta(days=offset)


def user(role=Role.PROGRAMME_MANAGER, *, staff_number=None, **fields):
    """Somebody in a role, under a new name."""
    name = f"{role}{next(_numbers)}"
    fields.setdefault("agency", "police" if role == Role.PARTNER else "")
    return User.objects.create_user(username=name, role=role, staff_number=staff_number or f"S-{name}", **fields)


def publish(version=1, months=6):
    """Publishes the plan of these tests."""
    return publish_plan(text=PLAN.format(version=version, months=months), by=None).plan


@transaction.atomic
def believe(model, *, by=None, load=None, **content):
    """Records one belief, as of now."""
    return model.objects.create(recorded_at=moment_of_writing(), recorded_by=by, load=load, **content)


@transaction.atomic
def withdraw(belief, *, by=None):
    """Stops believing."""
    type(belief).objects.filter(pk=belief.pk).update(superseded_at=moment_of_writing(), superseded_by=by)


def cover_feeds():
    """Says that all feeds are complete."""
    for kind in ("asb_incident", "child_in_need"):
        believe(Coverage, kind=kind, source="council", starts_on=day(-1000), ends_on=day(400))


def family(*, framework="expanded", by=None, lead=None, working=False, ready=True):
    """A family that is claimable today on the sustained route; with `working`, on the employment route instead."""
    number = next(_numbers)
    made = Family.objects.create(reference=f"F{number:05}")
    engaged = day(-300)
    believe(
        FamilyDetails, by=by, family=made, framework=framework, identified_on=day(-320), stage="active_plan",
        engaged_on=engaged if ready else None, assessed_on=engaged,
    )
    for role, born in (("adult", day(-12000)), ("child", day(-4000))):
        person = Person.objects.create(reference=f"P{number:05}-{role}")
        believe(PersonDetails, by=by, person=person, forename="Ann", surname=f"Other{number}", date_of_birth=born)
        believe(Membership, by=by, family=made, person=person, role=role, starts_on=day(-900))
    for headline in ("crime", "help"):
        believe(
            Problem, by=by, family=made, headline=headline, identified_on=day(-320), source="referral",
            status="accepted",
        )
    believe(Plan, by=by, family=made, agreed_on=engaged, covers=None, objectives=["crime", "help"])
    believe(LeadWorker, by=by, family=made, name=str(lead or "Jo Lead"), worker=lead, starts_on=engaged)
    believe(
        Event, by=by, source="police", source_ref=f"E{number}", kind="asb_incident", occurred_on=day(-310), family=made
    )
    if working:
        adult = Person.objects.get(reference=f"P{number:05}-adult")
        spell(made, kind="child_in_need", starts_on=day(-200))
        spell(made, adult, kind="benefit_jsa", starts_on=day(-500), ends_on=day(-151))
        spell(made, adult, kind="employment", starts_on=day(-150))
    return made


def spell(made, person=None, **content):
    """Something that was so over days, about a person or the family."""
    subject = {"person": person} if person else {"family": made}
    return believe(Spell, source="council", source_ref=f"S{next(_numbers)}", **subject, **content)


def incident(made, on=None, *, by=None):
    """One more anti-social behaviour incident of the family, today unless told."""
    return believe(
        Event, by=by, source="police", source_ref=f"E{next(_numbers)}", kind="asb_incident", occurred_on=on or day(),
        family=made,
    )


def judge(*families):
    """What a night does: judges, keeps, brings the queue into step. Returns (joined, left)."""
    ids = tuple(made.pk for made in families)
    with transaction.atomic():
        known_at = moment_of_writing()
        judge_and_keep(Scope(families=ids), as_of=day(), known_at=known_at)
        return actions.update_queue_after_judging(list(ids), as_of=day(), known_at=known_at)


def window(by=None, **fields):
    """A submission window that is open today."""
    code = f"W{next(_numbers)}"
    days = {"opens_on": day(-10), "evidence_cutoff_on": day(5), "closes_on": day(10)}
    return actions.open_window(by=by or user(), **{"code": code, "framework": "expanded", **days, **fields})


def claim_at(status, *, made=None, by=None, into=None):
    """A claim in this status, having gone there through the actions. `by` decides; it goes into the window `into`."""
    by = by or user()
    made = made or family()
    judge(made)
    claim = Claim.objects.get(family=made)
    if status == "left_queue":
        incident(made)
        judge(made)
    elif status == "declined":
        actions.decline_claim(claim=claim, by=by, reason="Not convincing.")
    elif status != "queued":
        actions.approve_claim(claim=claim, by=by, digest=claim.evidence_digest)
    if status in ("submitted", "paid", "rejected", "withdrawn"):
        into = into or window(by)
        actions.add_to_window(claims=[claim], window=into, by=by)
        actions.submit_window(window=SubmissionWindow.objects.get(pk=into.pk), by=by)
        claim.refresh_from_db()
    if status == "paid":
        actions.record_payment(claim=claim, by=by, paid_on=day())
    elif status == "rejected":
        actions.record_rejection(claim=claim, by=by, code="REGRESSION_IN_WINDOW", reason="Spot check.")
    elif status == "withdrawn":
        actions.withdraw_claim(claim=claim, by=by, reason="Claimed in error.")
    claim.refresh_from_db()
    assert claim.status == status
    return claim
