"""Families that have something to claim, and claims walked to where a test needs them, through the actions."""

import itertools
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from claims import actions
from claims.campaigns import actions as campaigns
from claims.campaigns.reading import campaign_of, item_of
from claims.models import Claim, SampleItem, SubmissionWindow
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


def check(claim, by=None):
    """Somebody checks the claim's evidence as it stands."""
    return actions.check_claim(claim=claim, by=by or user(), digest=claim.evidence_digest)


def approve(claim, by=None):
    """Somebody checks the claim and another person approves it, on the evidence as it stands."""
    check(claim)
    return actions.approve_claim(claim=claim, by=by or user(), digest=claim.evidence_digest)


ANSWERS = {"eligible": "yes", "whole_family": "yes", "result": "yes"}


def draw(into, by=None, **how):
    """An auditor draws the sample of a window."""
    return campaigns.draw_sample(window=into, by=by or user(Role.AUDITOR), **{"method": "simple", **how})


def review(item, by=None, *, stands=True, **said):
    """An auditor records what they found in a claim of a sample."""
    said = {"answers": ANSWERS, "notes": {}, "code": "" if stands else "NO_ASSESSMENT", **said}
    item = SampleItem.objects.get(pk=item.pk)
    return campaigns.record_view(
        item=item, by=by or user(Role.AUDITOR), digest=item.row.digest, stands=stands, **said
    )


def fail(item, by=None):
    """An auditor finds that a claim does not stand, its manager agrees, and the auditor confirms it."""
    by = by or user(Role.AUDITOR)
    item = review(item, by, stands=False)
    item = campaigns.reply_to_finding(item=item, by=user(), agrees=True, reason="None on file.")
    return campaigns.conclude(item=item, by=by, stands=False, reason="None on file.")


def audit(into, by=None):
    """A window's sample is drawn, every claim of it found to stand, and the audit closed."""
    by = by or user(Role.AUDITOR)
    campaign = campaign_of(into) or draw(into, by)
    for item in campaign.items.filter(state="to_review"):
        review(item, by)
    return campaigns.close_campaign(campaign=campaign, by=by)


def is_audited(into):
    """Whether the audit of a window is closed."""
    campaign = campaign_of(into)
    return campaign is not None and campaign.closed_at is not None


def sign_off(into, by=None):
    """Two officers sign for what is in the window, once it is audited."""
    if not is_audited(into):
        audit(into)
    return actions.sign_off_window(
        window=into, by=by or user(), chief_officer="Ade Chief", finance_officer="Bo Money", signed_on=day()
    )


def submit(into, by=None):
    """Has a window signed off and submits it."""
    by = by or user()
    sign_off(into, by)
    return actions.submit_window(window=SubmissionWindow.objects.get(pk=into.pk), by=by)


WITHOUT_APPROVAL = ("queued", "left_queue", "checked", "declined")
AUDITED = ("in_sample", "audit_passed", "audit_failed")
NEVER_SENT = (*WITHOUT_APPROVAL, *AUDITED, "approved", "signed_off")
WERE_PAID = ("paid", "spot_valid", "spot_invalid", "repaid")


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
    elif status == "checked":
        check(claim, by)
    elif status != "queued":
        approve(claim, by)
    if status in AUDITED:
        into = into or window(by)
        actions.add_to_window(claims=[claim], window=into, by=by)
        audit_to(status, claim, into)
    elif status == "signed_off":
        into = into or window(by)
        actions.add_to_window(claims=[claim], window=into, by=by)
        sign_off(into, by)
    elif status not in NEVER_SENT:
        into = into or window(by)
        actions.add_to_window(claims=[claim], window=into, by=by)
        submit(into, by)
        answer(status, Claim.objects.get(pk=claim.pk), by)
    claim.refresh_from_db()
    assert claim.status == status
    return claim


def audit_to(status, claim, into):
    """Auditors draw an approved claim into the sample of its window, and look at it."""
    draw(into)
    if status == "audit_passed":
        review(item_of(claim))
    elif status == "audit_failed":
        fail(item_of(claim))


def answer(status, claim, by):
    """What the department answered to a submitted claim, and what came of it."""
    if status in WERE_PAID:
        actions.record_payment(claim=claim, by=by, paid_on=day())
    if status in ("spot_valid", "spot_invalid", "repaid"):
        actions.record_spot_check(
            claim=claim, by=by, valid=status == "spot_valid", code="REGRESSION_IN_WINDOW", reason="Seen."
        )
    if status == "repaid":
        actions.record_repayment(claim=claim, by=by, repaid_on=day())
    elif status == "rejected":
        actions.record_rejection(claim=claim, by=by, code="REGRESSION_IN_WINDOW", reason="Spot check.")
    elif status == "withdrawn":
        actions.withdraw_claim(claim=claim, by=by, reason="Claimed in error.")
