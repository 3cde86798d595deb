"""The vocabulary of feeds: how fresh one is, and what can be odd about a file."""

from django.db import models


class FeedState(models.TextChoices):
    """How a feed stands on a day."""

    HELD = "held", "A file is held"
    LATE = "late", "Late"
    DUE = "due", "Due"
    FRESH = "fresh", "Up to date"
    NO_BEAT = "no_beat", "No beat set"
    NOT_BEGUN = "not_begun", "No file yet"
    STOPPED = "stopped", "Stopped"


class Oddity(models.TextChoices):
    """What can be odd about a file."""

    EMPTY = "empty", "No rows"
    SHORT = "short", "Fewer rows than usual"
    CUT_OFF = "cut_off", "Ends in the middle of a line"
    CONTROL_TOTAL = "control_total", "Not the number of rows that the sender counted"
    NO_CONTROL_TOTAL = "no_control_total", "The sender's count is missing"
    KIND_MISSING = "kind_missing", "A kind of fact is missing"
    PLACE_MISSING = "place_missing", "A school is missing"
    SOURCE_MISSING = "source_missing", "A source is missing"
    ENDS_EARLY = "ends_early", "Ends before the days it is said to be complete for"
    STARTS_LATE = "starts_late", "Starts after the days it is said to be complete for"
    NOTHING_NEW = "nothing_new", "Reaches less far than the file before"
    COVERAGE_AHEAD = "coverage_ahead", "Said to be complete for days of which no file has come"


class Decision(models.TextChoices):
    """What a person decided about a held file."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"
