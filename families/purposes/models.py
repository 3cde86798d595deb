"""The purpose ledger: the lawful basis of each purpose, notices given, and objections. Beliefs on two clocks."""

import uuid

from django.db import models
from django.db.models import F, Q

from families.purposes.enums import LawfulBasis, NoticeWay, Purpose
from families.two_clocks import Belief, one_current


class PurposeBasis(Belief):
    """On what ground a purpose rests from `starts_on`, until another setting starts. `gateway` names the law or policy.

    A purpose without a setting rests on public task (`families/purposes/rules.py`).
    """

    purpose = models.CharField(max_length=20, choices=Purpose)
    basis = models.CharField(max_length=20, choices=LawfulBasis)
    gateway = models.CharField(max_length=200, blank=True)
    starts_on = models.DateField()

    class Meta:
        verbose_name_plural = "purpose bases"
        constraints = [
            one_current(
                "purpose", "starts_on", name="purpose_has_one_basis_from_a_day",
                message="A lawful basis of this purpose from that day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.get_basis_display()} from {self.starts_on}"


class NoticeGiven(Belief):
    """A privacy notice (its `version` is printed on it) was given to one member, or (no person) to the whole family."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="notices_given")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="notices_given")
    version = models.CharField(max_length=60)
    given_on = models.DateField()
    way = models.CharField(max_length=20, choices=NoticeWay)

    class Meta:
        verbose_name_plural = "notices given"
        constraints = [
            one_current(
                "family", "person", "version", "given_on", name="notice_is_recorded_once", nulls_distinct=False,
                message="This notice on that day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"Privacy notice {self.version}, {self.get_way_display().lower()} on {self.given_on}"


class Objection(Belief):
    """A member, or (no person) the family as a whole, objected to a purpose on a day, for a reason in their own words.

    `thread` names the objection through corrections. `family` is the family in whose record it was said; an objection
    of a person goes with the person. Whom it binds as families split, join and merge: `families/purposes/rules.py`.
    """

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="objections")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="objections")
    purpose = models.CharField(max_length=20, choices=Purpose)
    objected_on = models.DateField()
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            one_current(
                "thread", name="objection_has_one_current_belief", message="This objection was changed already.",
            ),
        ]
        indexes = [
            models.Index(fields=["purpose"], name="objections_by_purpose", condition=Q(superseded_at__isnull=True)),
        ]

    def __str__(self):
        return f"Objection to “{self.get_purpose_display()}” of {self.objected_on}"


class ObjectionTakenBack(Belief):
    """From `taken_back_on` an objection (named by `thread`) no longer binds one family, or one person.

    Each family and each person whom it binds takes it back for themselves.
    """

    thread = models.UUIDField()
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_on = models.DateField()

    class Meta:
        verbose_name_plural = "objections taken back"
        constraints = [
            models.CheckConstraint(
                name="objection_is_taken_back_by_one",
                condition=Q(person__isnull=True, family__isnull=False) | Q(person__isnull=False, family__isnull=True),
                violation_error_message="Name either a person or a family, not both and not neither.",
            ),
            one_current(
                "thread", "family", "person", name="objection_is_taken_back_once", nulls_distinct=False,
                message="This objection was taken back already.",
            ),
        ]
        indexes = [models.Index(F("thread"), name="taken_back_by_thread")]

    def __str__(self):
        return f"Objection taken back on {self.taken_back_on}"
