"""What a claim can rely on, in words."""

from django.db import models


class Relies(models.TextChoices):
    """One thing that a claim relies on. What the `value` of each says stands beside it."""

    SET_ASIDE = "set_aside", "A whole headline was set aside"  # the reason code of what did not apply
    NEUTRAL = "neutral", "A test did not apply to somebody"  # the reason code
    JUDGEMENT = "judgement", "A person's judgement"  # who decided
    SUBSTITUTED = "substituted", "One test stands in for another that could not be told"  # the kind of the other
    SELF_CERTIFIED = "self_certified", "Work that no official record or partner shows"  # the grade
    GRADE = "grade", "Lowest grade of its evidence"  # the grade
    SOURCE = "source", "The word of a source"  # the source
    PLAN = "plan", "Version of the outcomes plan"  # the version


SCHOOL_REGISTERS = "School registers"  # where sessions come from: their rows name the school and no source
