"""What can be due. Each source is one sort of thing to do, asked of the records themselves: nothing is stored twice.

A thing goes from the list when what it asks for is recorded, and in no other way. Other rooms and apps add their sorts
with `add_source`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Q
from django.db.models.expressions import Combinable
from django.utils.timezone import localdate

from families.enums import Stage
from families.household.models import UnbornChild
from families.models import Draft, Family, FamilyDetails, LeadWorker, Referral

ACKNOWLEDGE_WITHIN = timedelta(days=2)  # a referrer hears that a referral came
DECIDE_WITHIN = timedelta(days=10)  # and what became of it


@dataclass(frozen=True)
class Scope:
    """Whose list: the person, the open families they may open (or those that one worker leads), and today.

    `found` keeps what a source had to find out, for when the list is asked again.
    """

    user: Any
    families: Any
    today: Any
    found: dict = field(default_factory=dict, init=False, compare=False)


@dataclass(frozen=True)
class Source:
    """One sort of thing to do. `on` is the field or expression with the day by which (None: as soon as one can).

    `rows(scope)` gives what is due; `fields` reach `says(said)`; `page(said)` gives the name and the parts of the
    address where it is done. `family` is the field that leads to the family, blank where it is for none or for several,
    as `whose` says.
    """

    code: str
    rows: Callable
    on: str | Combinable | None
    fields: dict
    says: Callable
    page: Callable
    family: str = "family"
    whose: str = "Not registered yet"


SOURCES = []


def add_source(source):
    """Adds a sort of thing to do, once."""
    if all(source.code != one.code for one in SOURCES):
        SOURCES.append(source)


def scope_of(user, worker=None):
    """The scope of one person's list; `worker` narrows it to the families that this user leads."""
    families = FamilyDetails.objects.current().filter(family__in=Family.objects.visible_to(user))
    families = families.exclude(stage=Stage.CLOSED)
    if worker is not None:
        led = LeadWorker.objects.current().filter(worker=worker, ends_on=None)
        families = families.filter(family__in=led.values("family"))
    return Scope(user, families.values("family"), localdate())


def narrowed(scope, family_ids):
    """The scope with some of its families only."""
    return replace(scope, families=scope.families.filter(family__among=family_ids))


def days_after(field, days):
    """An expression: so long after a day."""
    return ExpressionWrapper(F(field) + days, output_field=DateField())


def of_the_family(name):
    """The page of this name about the family."""
    return lambda said: (name, {"token": said["token"]})


def of_the_referral(name):
    """The page of this name about the referral."""
    return lambda said: (name, {"thread": said["thread"]})


def referrals(scope):
    return Referral.objects.current().visible_to(scope.user)


def born(said):
    return "families:record_birth", {"token": said["token"], "pk": said["pk"]}


REFERRED = {"thread": F("thread"), "agency": F("referrer_agency")}
for one in (
    Source(
        "acknowledge", lambda scope: referrals(scope).filter(acknowledged_on=None, outcome_told_on=None),
        days_after("received_on", ACKNOWLEDGE_WITHIN), REFERRED,
        lambda said: f"Tell {said['agency']} that their referral came",
        of_the_referral("families:acknowledge_referral"), family="",
    ),
    Source(
        "decide", lambda scope: referrals(scope).filter(outcome=""), days_after("received_on", DECIDE_WITHIN),
        REFERRED, lambda said: f"Decide about the referral from {said['agency']}",
        of_the_referral("families:referral"), family="",
    ),
    Source(
        "tell_referrer", lambda scope: referrals(scope).filter(~Q(outcome=""), outcome_told_on=None),
        days_after("decided_on", ACKNOWLEDGE_WITHIN), REFERRED,
        lambda said: f"Tell {said['agency']} what became of their referral",
        of_the_referral("families:tell_outcome"), family="",
    ),
    Source(
        "birth", lambda scope: UnbornChild.objects.current().filter(family__in=scope.families, ends_on=None), "due_on",
        {"pk": F("pk")}, lambda said: "A child is expected: record the birth once it has come", born,
    ),
    Source(
        "draft", lambda scope: Draft.objects.visible_to(scope.user), None,
        {"page": F("page"), "parts": F("parts"), "what": F("what")},
        lambda said: f"Go on with what you began: {said['what']}", lambda said: (said["page"], said["parts"]),
    ),
):
    add_source(one)
