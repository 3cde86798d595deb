"""The vocabulary of audit campaigns."""

from django.db import models


class Method(models.TextChoices):
    """How the sample is chosen among the claims that need not be audited anyway."""

    SIMPLE = "simple", "Simple: every claim is as likely as any other"
    STRATIFIED = "stratified", "Stratified: every group gives its share, and at least one"
    RISK = "risk", "Weighted by risk: a claim with more that could be wrong is likelier to be drawn"


class Groups(models.TextChoices):
    """By what a stratified sample is divided."""

    ROUTE = "route", "Route to the result"
    DISTRICT = "district", "District"
    WORKER = "worker", "Lead worker"


class Part(models.TextChoices):
    """Why a claim is in the sample."""

    MUST = "must", "Always audited"
    DRAWN = "drawn", "Drawn"


class ItemState(models.TextChoices):
    """Where one claim of a sample stands."""

    TO_REVIEW = "to_review", "Waits for an auditor"
    TO_REPLY = "to_reply", "Waits for a reply"
    REPLIED = "replied", "Waits for a conclusion"
    ACCEPTED = "accepted", "Stands"
    FAILED = "failed", "Does not stand"
    LEFT = "left", "Left the window"


OPEN = (ItemState.TO_REVIEW, ItemState.TO_REPLY, ItemState.REPLIED)


class Step(models.TextChoices):
    """What somebody does with one claim of a sample."""

    FIND_SOUND = "find_sound", "find that it stands"
    FIND_FAULT = "find_fault", "find that it does not stand"
    REPLY = "reply", "reply to the finding"
    ACCEPT = "accept", "change the finding"
    CONFIRM = "confirm", "confirm the finding"
    REPLACE = "replace", "replace it"


class Answer(models.TextChoices):
    """An auditor's answer to one of the three questions."""

    YES = "yes", "Yes"
    NO = "no", "No"
    CANNOT_TELL = "cannot_tell", "Cannot tell"
