"""The vocabulary of verdicts: statuses, reasons, blockers, each with its words for people."""

from django.db import models


class Status(models.TextChoices):
    """What the facts prove about one criterion, headline or route on one day."""

    MET = "met", "Met"
    PENDING = "pending", "Not yet: time has to pass"
    NOT_MET = "not_met", "Not met"
    REGRESSED = "regressed", "Lost again"
    NO_DATA = "no_data", "Cannot tell: evidence is missing"
    NEUTRAL = "neutral", "Does not apply"


class Reason(models.TextChoices):
    """Why a verdict is what it is, where the rules name a reason."""

    TOO_FEW_TERMS = "TOO_FEW_TERMS", "too few school terms yet, and no problem named this child"
    LEFT_SCHOOL_AGE = "LEFT_SCHOOL_AGE", "past school age before enough terms had gone by"
    TERM_MISSING = "TERM_MISSING", "a term's attendance has not reached us"
    TOO_FEW_SESSIONS = "TOO_FEW_SESSIONS", "too few sessions were possible in a term to judge it"
    FEED_GAP = "FEED_GAP", "some days are not covered by the feed that would tell us"
    FEED_STALE = "FEED_STALE", "the feed that would tell us has gone quiet"
    ATTENDANCE = "ATTENDANCE", "attendance did not reach the threshold"
    EXCLUSIONS = "EXCLUSIONS", "there were exclusions"
    OPEN_SPELL = "OPEN_SPELL", "it is still going on"
    NEW_FACT = "NEW_FACT", "something new happened"
    NO_BASELINE = "NO_BASELINE", "there was nothing to reduce"
    NOT_ENOUGH = "NOT_ENOUGH", "the reduction is too small"
    NOT_WORKING = "NOT_WORKING", "not in work and off benefit"
    STOPPED_WORKING = "STOPPED_WORKING", "was in work long enough, and stopped"
    DOUBLE_FUNDING = "DOUBLE_FUNDING", "another programme paid for the way into this work"
    NO_READING = "NO_READING", "the tool was never scored"
    NO_SECOND_READING = "NO_SECOND_READING", "the tool was scored only once"
    GRADE_TOO_LOW = "GRADE_TOO_LOW", "what shows it is not as well founded as the plan asks"


class Blocker(models.TextChoices):
    """What keeps a family from being claimed besides its route. `NO_OBJECTIVE` is followed by `:` and a headline."""

    NOT_ENGAGED = "NOT_ENGAGED", "The family has not been engaged yet."
    NO_OUTCOMES_PLAN = "NO_OUTCOMES_PLAN", "No outcomes plan of the family's framework is in force."
    NO_ASSESSMENT = "NO_ASSESSMENT", "There is no whole-family assessment yet."
    NO_PLAN = "NO_PLAN", "The family has not agreed a plan yet."
    PLAN_NOT_WHOLE_FAMILY = "PLAN_NOT_WHOLE_FAMILY", "The latest plan leaves out a member of the family."
    NO_LEAD_WORKER = "NO_LEAD_WORKER", "Nobody leads the work with the family."
    NO_OBJECTIVE = "NO_OBJECTIVE", "The latest plan has no objective for a problem"
    FEWER_THAN_NEEDED = "FEWER_THAN_NEEDED", "The family has too few of the problems that the programme asks for."
    ALREADY_CLAIMED = "ALREADY_CLAIMED", "A result for this family was already claimed in this programme."


class WaitingFor(models.TextChoices):
    """What a family waits for, in lists: the first of these that applies."""

    CLOSED = "closed", "Closed"
    JUDGING = "judging", "To be judged tonight"
    CLAIM = "claim", "Ready to claim"
    SETTING_UP = "setting_up", "Something to put in place"
    TIME = "time", "Time to pass"
    EVIDENCE = "evidence", "Evidence to arrive"
    PROGRESS = "progress", "Progress to be made"


class CriterionKind(models.TextChoices):
    """The six kinds of test."""

    SCHOOL_TERMS = "school_terms", "Attendance over consecutive terms"
    CLEAR_PERIOD = "clear_period", "None of these for a number of months"
    REDUCTION = "reduction", "Fewer than before"
    CONTINUOUS_WORK = "continuous_work", "Off benefit and in work"
    SCORE = "score", "A scored tool improved and held"
    JUDGEMENT = "judgement", "A named person's recorded decision"


class Applies(models.TextChoices):
    """When a headline is judged for a family."""

    WHEN_RAISED = "when_raised", "When the family has an accepted problem under it"
    ALWAYS = "always", "For every family"


class Require(models.TextChoices):
    """How a headline joins its criteria."""

    ALL = "all", "Every criterion"
    ANY = "any", "Any one criterion"


class ChunkState(models.TextChoices):
    """Where a chunk of a night stands. One that failed too often is given up: the next night judges its families."""

    WAITING = "waiting", "Waiting"
    DONE = "done", "Done"
    GIVEN_UP = "given_up", "Given up"


class WhyFull(models.TextChoices):
    """Why a night judges everybody; blank for an ordinary night, which judges whoever is due or touched."""

    FIRST = "first", "Nothing was judged before"
    RULES = "rules", "The product’s own rules were changed"
    CALENDAR = "calendar", "The school calendar changed"
    WEEKLY = "weekly", "Once a week everybody is judged, to check the nights between"


class Because(models.TextChoices):
    """Why a night looks at a family; of several reasons the first of these."""

    TOUCHED = "touched", "Something about it was recorded, corrected or withdrawn"
    BY_HAND = "by_hand", "It was judged outside a night, and is judged again"
    DUE = "due", "A day came on which its verdicts could change"
    CLAIM = "claim", "Its claim was moved"
    PLAN = "plan", "Another version of its outcomes plan came into force"
    COVERAGE = "coverage", "What a feed is known to cover changed"
    LEFT_OVER = "left_over", "The night before had not judged it"
    EVERYBODY = "everybody", "Everybody was judged"


class NextLook(models.TextChoices):
    """What happens on the day on which a family is looked at again."""

    DUE = "due", "A verdict’s time is over"
    TERM = "term", "A school term is over"
    SCHOOL_AGE = "school_age", "A child is past school age"
    OF_AGE = "of_age", "A member comes of age for work"
    MEMBER = "member", "A member leaves"
    DATED = "dated", "The day came of something recorded ahead"
    SLIDES = "slides", "A fact leaves the months that count"
    WORK = "work", "A work history is in motion"
    EXPIRES = "expires", "A decision is no longer valid"


class DraftState(models.TextChoices):
    """What became of a draft of an outcomes plan."""

    OPEN = "open", "Being written"
    PUBLISHED = "published", "Published"
    DISCARDED = "discarded", "Discarded"


class Direction(models.TextChoices):
    """Which way a family would go if a draft were published."""

    UP = "up", "Nearer to a claim"
    DOWN = "down", "Further from a claim"
    OTHER = "other", "No nearer, no further"


class ClaimEffect(models.TextChoices):
    """What publishing a draft would do to a family's claim."""

    NONE = "", "No change"
    JOINS = "joins", "Joins the claim queue"
    LEAVES = "leaves", "Leaves the claim queue"
    LAPSES = "lapses", "Goes back into the queue: it must be looked at again"
