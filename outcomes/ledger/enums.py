"""The vocabulary of the claim ledger."""

from django.db import models


class AskKind(models.TextChoices):
    """What can be asked for."""

    ENGAGEMENT = "engagement", "Engagement"
    ASSESSMENT = "assessment", "Whole-family assessment"
    PLAN = "plan", "Plan"
    LEAD_WORKER = "lead_worker", "Lead worker"
    ATTENDANCE = "attendance", "School attendance"
    COVERAGE = "coverage", "Complete information about a kind of fact"
    SPELL_END = "spell_end", "End of something that goes on"
    WORK = "work", "Work"
    SCORE = "score", "Score"
    DECISION = "decision", "Decision"
    WORK_HISTORY = "work_history", "Work and benefit history"
    TERM_DATES = "term_dates", "Dates of school terms"


class Leaf(models.TextChoices):
    """How one thing that a claim needs stands."""

    MET = "met", "Met"
    NOT_MET = "not_met", "Not met"
    CANNOT_TELL = "cannot_tell", "Cannot tell"
    NOT_NEEDED = "not_needed", "Does not apply"
