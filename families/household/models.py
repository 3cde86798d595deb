"""Who is what to whom, who is expected, and who lives where: beliefs on two clocks.

`thread` is the same for a belief and whatever corrected it.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeBoundary, RangeOperators
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q

from families.household.enums import MUTUAL, HomeUse, RelationshipKind
from families.two_clocks import Belief, DateRange, dates_in_order, no_overlap, one_current, plain

DAYS = DateRange("starts_on", "ends_on", RangeBoundary(inclusive_lower=True, inclusive_upper=True))


class Relationship(Belief):
    """`person` is `kind` of `other` over days, both included; no first day: always, or not known since when.

    Of two who are the same to each other (partners, siblings) `person` is the one with the lower id. `family` is
    the family in whose record it was said.
    """

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="relationships")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=20, choices=RelationshipKind)
    other = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="relationships_of_others")
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("thread", name="relationship_has_one_current_belief", message="This was corrected already."),
            models.CheckConstraint(
                name="relationship_is_between_two_people", condition=~Q(person=F("other")),
                violation_error_message="Nobody is related to themselves. Choose two different people.",
            ),
            models.CheckConstraint(
                name="relationship_of_equals_is_kept_once",
                condition=~Q(kind__in=MUTUAL) | Q(person__lt=F("other")),
                violation_error_message="A relationship that reads the same both ways is kept from the lower id.",
            ),
            dates_in_order("relationship_dates_in_order", message="The relationship ends before it starts."),
            no_overlap(
                "person", "other", "kind", name="relationship_is_recorded_once",
                message="This relationship is already recorded for some of these days.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.get_kind_display().lower()} of {self.other}"


class UnbornChild(Belief):
    """A child who is expected. Once born, `born_as` is the person; `ends_on` is the day of birth or of a loss."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="unborn_children")
    person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, related_name="expecting", verbose_name="who is expecting"
    )
    other_parent = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    born_as = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name_plural = "unborn children"
        constraints = [
            one_current("thread", name="unborn_child_has_one_current_belief", message="This was corrected already."),
            dates_in_order("unborn_child_dates_in_order"),
            models.CheckConstraint(
                name="unborn_child_is_born_on_a_day",
                condition=Q(born_as__isnull=True) | Q(ends_on__isnull=False),
                violation_error_message="Give the day of birth.",
            ),
        ]

    def __str__(self):
        return f"child of {self.person}, due {self.due_on}"


class Address(Belief):
    """Where a family (no person), or one person of it, lives over days. `is_confidential`: keep off copies."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="addresses")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="addresses")
    use = models.CharField(max_length=20, choices=HomeUse)
    line_1 = models.CharField(max_length=120)
    line_2 = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=80, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    uprn = models.CharField("UPRN", max_length=12, blank=True)
    ward = models.CharField(max_length=80, blank=True)
    district = models.ForeignKey("families.District", on_delete=models.PROTECT, null=True, related_name="addresses")
    tenure = models.CharField(max_length=80, blank=True)
    is_confidential = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "addresses"
        constraints = [
            one_current("thread", name="address_has_one_current_belief", message="This was corrected already."),
            dates_in_order("address_dates_in_order", message="The last day at the address is before the first."),
            ExclusionConstraint(
                name="family_has_one_home_at_a_time",
                expressions=[(DAYS, RangeOperators.OVERLAPS), ("family", RangeOperators.EQUAL)],
                condition=Q(superseded_at__isnull=True, person__isnull=True),
                violation_error_message="The family already has a home on some of these days.",
            ),
            ExclusionConstraint(
                name="person_has_one_home_of_their_own_at_a_time",
                expressions=[(DAYS, RangeOperators.OVERLAPS), ("person", RangeOperators.EQUAL)],
                condition=Q(superseded_at__isnull=True, person__isnull=False, use=HomeUse.HOME),
                violation_error_message="This person already has a home of their own on some of these days.",
            ),
        ]
        indexes = [
            models.Index(
                OpClass(plain("postcode"), name="text_pattern_ops"), name="addresses_by_postcode",
                condition=Q(superseded_at__isnull=True) & ~Q(postcode=""),
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.line_1, self.line_2, self.town, self.postcode) if part)
