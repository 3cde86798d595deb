"""Who: districts, families, people, and what ties them together.

`Family` and `Person` are identities that never change; everything said about them is a belief on two clocks
(`families/two_clocks.py`), kept in a row of its own.
"""

import uuid

import pghistory
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Upper

from families.accounts.enums import Role
from families.enums import Framework, HouseholdRole, ProblemStatus, Sex, Stage
from families.two_clocks import Belief, dates_in_order, no_overlap, one_current, plain

CURRENT = Q(superseded_at__isnull=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class District(models.Model):
    """A part of the authority with its own coordination group. `estimate` is the number of families expected there."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    coordinator = models.CharField(max_length=120, blank=True)
    estimate = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name


class FamilyQuerySet(models.QuerySet):
    """Families, and who may see them."""

    def visible_to(self, user):
        """The families this person may open: the one place where that is decided.

        Key worker: those they lead now. Team manager: those of their district. Programme manager: all.
        Partner: those about whose members, or about which, their agency told us something. Others: none
        (an auditor reads families through their claims).
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.role == Role.PROGRAMME_MANAGER:
            return self
        if user.role == Role.KEY_WORKER:
            return self.filter(pk__in=LeadWorker.objects.current().filter(worker=user, ends_on=None).values("family"))
        if user.role == Role.TEAM_MANAGER:
            in_district = FamilyDetails.objects.current().filter(district=user.district_id, district__isnull=False)
            return self.filter(pk__in=in_district.values("family"))
        if user.role == Role.PARTNER:
            return self.filter(pk__in=families_known_from(user.agency))
        return self.none()

    def with_details(self, moment=None):
        """Adds what is believed about each family as attributes: `stage`, `engaged_on`, `district_name` and so on."""
        if moment is None:
            believed = Q(details__superseded_at__isnull=True)
        else:
            believed = Q(details__recorded_at__lte=moment) & (
                Q(details__superseded_at__isnull=True) | Q(details__superseded_at__gt=moment)
            )
        fields = (
            "framework", "ward", "postcode", "tenure", "identified_on", "stage", "engaged_on", "assessed_on",
            "lead_agency", "delivery_route", "closed_on", "closed_reason",
        )
        return self.annotate(believed=FilteredRelation("details", condition=believed)).annotate(
            **{field: F(f"believed__{field}") for field in fields},
            district_code=F("believed__district__code"),
            district_name=F("believed__district__name"),
        )


def families_known_from(source):
    """Ids of the families about which, or about whose members, this source told us something we still believe."""
    told = [kind.objects.current().filter(source=source) for kind in (Event, Spell)]
    about_people = Membership.objects.current().filter(
        Q(person__in=told[0].values("person")) | Q(person__in=told[1].values("person"))
    )
    return about_people.values("family").union(
        *[facts.filter(family__isnull=False).values("family") for facts in told]
    )


class Family(models.Model):
    """One family of the programme, known by the authority's reference. `token` names it in addresses."""

    reference = models.CharField(max_length=40, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["reference"]
        verbose_name_plural = "families"
        indexes = [models.Index(OpClass(Upper("reference"), name="text_pattern_ops"), name="families_by_reference")]

    def __str__(self):
        return self.reference


class FamilyDetails(Belief):
    """What we believe about a family as a whole. `closed_on` is the last day of the work; claiming is separate."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="details")
    framework = models.CharField(max_length=40, choices=Framework)
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True)
    ward = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    tenure = models.CharField(max_length=80, blank=True)
    identified_on = models.DateField()
    stage = models.CharField(max_length=30, choices=Stage)
    engaged_on = models.DateField(null=True)
    assessed_on = models.DateField(null=True)
    lead_agency = models.CharField(max_length=120, blank=True)
    delivery_route = models.CharField(max_length=120, blank=True)
    closed_on = models.DateField(null=True)
    closed_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "family details"
        constraints = [
            one_current("family", name="family_has_one_current_record", message="This family is already recorded."),
            dates_in_order(
                "family_closes_after_it_is_identified", "identified_on", "closed_on",
                "The family is closed before it was identified.",
            ),
        ]
        indexes = [
            models.Index(
                OpClass(plain("postcode"), name="text_pattern_ops"), name="families_by_postcode",
                condition=CURRENT & ~Q(postcode=""),
            ),
        ]

    def __str__(self):
        return f"{self.family}, {self.get_stage_display()}"


class Person(models.Model):
    """One human being, known by the authority's reference. `token` names them in addresses."""

    reference = models.CharField(max_length=40, unique=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        ordering = ["reference"]
        verbose_name_plural = "people"

    def __str__(self):
        return self.reference


class PersonDetails(Belief):
    """What we believe about a person. The identifiers are the sender's; blank when not given.

    Members of a family have a date of birth; of a relative outside it none may be known.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="details")
    forename = models.CharField(max_length=80)
    surname = models.CharField(max_length=80)
    date_of_birth = models.DateField(null=True)
    sex = models.CharField(max_length=1, choices=Sex, blank=True)
    upn = models.CharField("UPN", max_length=20, blank=True)
    nino = models.CharField("National Insurance number", max_length=20, blank=True)
    nhs_number = models.CharField("NHS number", max_length=20, blank=True)
    ethnicity = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name_plural = "person details"
        constraints = [
            one_current("person", name="person_has_one_current_record", message="This person is already recorded."),
        ]
        indexes = [
            models.Index("surname", "forename", name="people_by_name", condition=CURRENT),
            models.Index("forename", name="people_by_forename", condition=CURRENT),
            models.Index("date_of_birth", name="people_by_birthday", condition=CURRENT),
            models.Index(plain("nhs_number"), name="people_by_nhs_number", condition=CURRENT & ~Q(nhs_number="")),
            models.Index(plain("upn"), name="people_by_upn", condition=CURRENT & ~Q(upn="")),
            models.Index(plain("nino"), name="people_by_nino", condition=CURRENT & ~Q(nino="")),
        ]

    def __str__(self):
        return f"{self.forename} {self.surname}"


class Membership(Belief):
    """A person belongs to a family in a role over days, both ends included."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=HouseholdRole)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            dates_in_order("membership_dates_in_order", message="The membership ends before it starts."),
            no_overlap(
                "family", "person", name="memberships_of_one_person_in_one_family_never_overlap",
                message="This person is already a member of this family on some of these days.",
            ),
        ]

    def __str__(self):
        return f"{self.person} in {self.family} as {self.get_role_display().lower()}"


class Problem(Belief):
    """A problem of a family under a headline of its outcomes plan, of one member or (no person) of the family."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="problems")
    headline = models.CharField(max_length=50)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="problems")
    identified_on = models.DateField()
    source = models.CharField(max_length=60)
    status = models.CharField(max_length=20, choices=ProblemStatus)

    class Meta:
        constraints = [
            one_current(
                "family", "headline", "person",
                name="problem_is_recorded_once", nulls_distinct=False,
                message="This problem is already recorded for this family and person.",
            ),
        ]

    def __str__(self):
        return f"{self.headline} of {self.person or self.family}"


class LeadWorker(Belief):
    """Who leads the work with a family. `worker` is the user where the name is one; an empty start means always."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="lead_workers")
    worker = models.ForeignKey("families.User", on_delete=models.PROTECT, null=True, related_name="families_led")
    name = models.CharField(max_length=120)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="lead_worker_dates_in_order",
                condition=Q(starts_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="The lead worker's last day is before the first.",
            ),
            no_overlap(
                "family", name="one_lead_worker_at_a_time",
                message="The family already has a lead worker on some of these days.",
            ),
        ]

    def __str__(self):
        return f"{self.name} for {self.family}"


from families.accounts.models import User  # noqa: E402  (the rooms below are part of this app's models)
from families.assessments.models import Assessment  # noqa: E402
from families.chronologies.models import Chronology, ChronologyLine, ChronologyTurn  # noqa: E402
from families.documents.models import Document, DocumentContent  # noqa: E402
from families.drafts.models import Draft  # noqa: E402
from families.event_log.models import LogEntry  # noqa: E402
from families.facts.models import (  # noqa: E402
    ClaimMade,
    Coverage,
    Event,
    Judgement,
    Load,
    Score,
    Spell,
    Term,
    TermDates,
    TermRecord,
)
from families.feeds.models import Delivery, Feed, HeldFile  # noqa: E402
from families.household.models import Address, Relationship, UnbornChild  # noqa: E402
from families.lineage.models import LineageEvent  # noqa: E402
from families.meetings.models import Attendance, Meeting, Talk  # noqa: E402
from families.notes.models import Note, NoteError  # noqa: E402
from families.notices.models import Digest, Notice, NoticeChoice  # noqa: E402
from families.plans.models import (  # noqa: E402
    Agreement,
    Objective,
    Plan,
    PlanAction,
    PlannedMember,
    PlanReview,
    Voice,
)
from families.professionals.models import Professional, ProfessionalContact  # noqa: E402
from families.purposes.models import NoticeGiven, Objection, ObjectionTakenBack, PurposeBasis  # noqa: E402
from families.referrals.models import Referral  # noqa: E402
from families.scoring.models import OwnReading, OwnReadingEnd  # noqa: E402
from families.screening.models import ScreeningHeld  # noqa: E402
from families.search.models import KnownName  # noqa: E402
from families.stages.models import CareStep, StageMove  # noqa: E402

__all__ = [
    "Address",
    "Assessment",
    "Agreement",
    "Attendance",
    "CareStep",
    "Chronology",
    "ChronologyLine",
    "ChronologyTurn",
    "ClaimMade",
    "Coverage",
    "Delivery",
    "Digest",
    "District",
    "Document",
    "DocumentContent",
    "Draft",
    "Event",
    "Family",
    "FamilyDetails",
    "Feed",
    "HeldFile",
    "Judgement",
    "KnownName",
    "LeadWorker",
    "LineageEvent",
    "Load",
    "LogEntry",
    "Meeting",
    "Membership",
    "Note",
    "NoteError",
    "Notice",
    "NoticeChoice",
    "NoticeGiven",
    "Objection",
    "ObjectionTakenBack",
    "OwnReading",
    "OwnReadingEnd",
    "Objective",
    "Person",
    "PersonDetails",
    "Plan",
    "PlanAction",
    "PlanReview",
    "PlannedMember",
    "Problem",
    "Professional",
    "ProfessionalContact",
    "PurposeBasis",
    "Referral",
    "Relationship",
    "Score",
    "ScreeningHeld",
    "Spell",
    "StageMove",
    "Talk",
    "Term",
    "TermDates",
    "TermRecord",
    "UnbornChild",
    "User",
    "Voice",
]
