"""The vocabulary of families: frameworks, stages, roles in the household, problems."""

from django.db import models


class Framework(models.TextChoices):
    """The programme a family is worked with under; also the code of its outcomes plan."""

    PHASE_1 = "phase-1", "Phase 1 (2012 to 2015)"
    EXPANDED = "expanded", "Expanded programme (2015 to 2021)"
    SUPPORTING_FAMILIES = "supporting-families", "Supporting Families (2021 to 2025)"


class Stage(models.TextChoices):
    """Where a family stands in the work."""

    INFORMATION_GATHERING = "information_gathering", "Information gathering"
    AWAITING_LEAD_WORKER = "awaiting_lead_worker", "Awaiting lead worker"
    ACTIVE_PLAN = "active_plan", "Active plan"
    SUSTAINING = "sustaining", "Sustaining"
    CLOSED = "closed", "Closed"


class HouseholdRole(models.TextChoices):
    """What a member is in the family."""

    ADULT = "adult", "Adult"
    CHILD = "child", "Child"
    NON_RESIDENT_PARENT = "non_resident_parent", "Non-resident parent"
    EXPECTANT_PARENT = "expectant_parent", "Expectant parent"


class ProblemStatus(models.TextChoices):
    """Whether a problem counts. Only accepted problems raise a headline."""

    ACCEPTED = "accepted", "Accepted"
    SUSPECTED = "suspected", "Suspected"
    REJECTED = "rejected", "Rejected"


class Sex(models.TextChoices):
    """As recorded by the sender; blank when not given."""

    FEMALE = "F", "Female"
    MALE = "M", "Male"
    OTHER = "X", "Other"
    NOT_KNOWN = "U", "Not known"
