"""School attendance over consecutive terms, in sentences for a key worker."""

from outcomes.enums import Reason, Status
from outcomes.explanation import Explanation
from outcomes.suppliers import Supplier, supplied_by
from outcomes.wording import counted, day, days_from_to, number

NO_DAY = "No day can be given yet: it depends on the terms to come."
WHEN_IT_ARRIVES = "As soon as the missing information arrives, if it is good enough."


def title(test) -> str:
    """What is tested, in a few words."""
    return "school attendance" if test["measure"] == "attendance" else "absence from school without permission"


def threshold(test) -> str:
    """What a child's attendance must be, from the criterion's parameters."""
    percent = f"{number(test['percent'])}%"
    if test["measure"] == "attendance":
        needed = f"Attendance must be {'at least' if test['inclusive'] else 'above'} {percent}"
    else:
        needed = f"Unauthorised absence must be {'no more than' if test['inclusive'] else 'below'} {percent}"
    return f"{needed} {_over(test)}.{_exclusions_allowed(test)}"


def subjects(test) -> str:
    """Whose attendance is looked at."""
    if test["children"] == "named":
        return "Every child of school age whom a problem under this headline names."
    return "Every child of school age in the family."


def _over(test):
    terms = test["terms"]
    if terms == 1:
        return "in the latest full term"
    if test["aggregation"] == "each":
        return f"in each of the latest {terms} full terms"
    return f"over the latest {terms} full terms taken together"


def _exclusions_allowed(test):
    most = test["max_fixed_exclusions"]
    if most is None:
        return ""
    fixed = f"more than {counted(most, 'fixed-term exclusion')}" if most else "a fixed-term exclusion"
    return f" In that time there must not be {fixed}, or any permanent exclusion."


def _full_terms(test):
    return counted(test["terms"], "full school term")


def _measured(verdict, who):
    """What was measured, or nothing where no percentage can be given."""
    test = verdict.parameters
    if not verdict.value:
        return ""
    value = f"{number(verdict.value)}%"
    if test["measure"] == "attendance":
        if test["aggregation"] == "pooled":
            return f"{who}'s attendance over these terms was {value}."
        return f"{who}'s lowest attendance in any of these terms was {value}."
    if test["aggregation"] == "pooled":
        return f"{who}'s unauthorised absence over these terms was {value}."
    return f"{who}'s highest unauthorised absence in any of these terms was {value}."


def met(verdict, who, as_of):
    exclusions = ""
    if verdict.parameters["max_fixed_exclusions"] is not None:
        exclusions = " Exclusions stayed within what is allowed."
    return Explanation(found=f"{_measured(verdict, who)}{exclusions}".strip())


def pending(verdict, who, as_of):
    terms = _full_terms(verdict.parameters)
    found = f"Fewer than {terms} that count for {who} have ended since the family was engaged."
    if verdict.due_on:
        first_day = f"{day(verdict.due_on)}, if attendance is good enough until then."
        return Explanation(found=found, missing="More terms have to end first.", first_day=first_day)
    return Explanation(
        found=found,
        missing="More terms have to end first, and the dates of the coming terms are not in the calendar yet.",
        supplier=supplied_by(Supplier.SCHOOLS),
        first_day="No day can be given until the dates of the coming terms are known.",
    )


def too_few_terms(verdict, who, as_of):
    return Explanation(
        found=f"Fewer than {_full_terms(verdict.parameters)} that count for {who} have ended, and no problem names "
        f"{who}. This does not hold the family back."
    )


def left_school_age(verdict, who, as_of):
    return Explanation(
        found=f"{who} passed school age before {_full_terms(verdict.parameters)} had ended. This test no longer "
        "applies, and does not count as progress."
    )


def term_missing(verdict, who, as_of):
    return Explanation(
        found=f"At least one of these terms has no attendance record for {who}. Without it nothing is proven.",
        missing=f"{who}'s attendance record for every one of these terms.",
        supplier=supplied_by(Supplier.SCHOOLS),
        first_day=WHEN_IT_ARRIVES,
    )


def too_few_sessions(verdict, who, as_of):
    fewest = counted(verdict.parameters["min_possible"], "half-day session")
    return Explanation(
        found=f"In at least one of these terms {who} could have attended fewer than {fewest}. That is too little "
        "to judge by.",
        missing="The school's full record for that term. If the record is right, a later term has to take its place.",
        supplier=supplied_by(Supplier.SCHOOLS),
        first_day=WHEN_IT_ARRIVES,
    )


def feed_gap(verdict, who, as_of):
    missing = "Word on exclusions for every day of these terms, even if there were none."
    if verdict.window_starts_on and verdict.window_ends_on:
        span = days_from_to(verdict.window_starts_on, verdict.window_ends_on)
        missing = f"Word on exclusions for every day from {span}, even if there were none."
    return Explanation(
        found=f"{_measured(verdict, who)} No one has told us about exclusions for all of these days, so having none "
        "on record proves nothing.".strip(),
        missing=missing,
        supplier=supplied_by(Supplier.SCHOOLS),
        first_day=WHEN_IT_ARRIVES,
    )


def attendance_failed(verdict, who, as_of):
    measured = _measured(verdict, who)
    if not measured:
        what = "attendance" if verdict.parameters["measure"] == "attendance" else "unauthorised absence"
        measured = f"{who}'s {what} was not good enough in at least one of these terms."
    return Explanation(
        found=f"{measured} That does not meet the test.", missing=_later_terms(verdict), first_day=NO_DAY
    )


def exclusions_failed(verdict, who, as_of):
    most = verdict.parameters["max_fixed_exclusions"] or 0
    allowed = f"more than {counted(most, 'time')}" if most else "at least once"
    return Explanation(
        found=f"{who} was excluded from school {allowed} during these terms, or permanently. That is more than is "
        "allowed.",
        missing=_later_terms(verdict), first_day=NO_DAY,
    )


def _later_terms(verdict):
    """What time can still mend, once the terms looked at have been followed by better ones."""
    if verdict.parameters["terms"] == 1:
        return "A later full term that meets the test."
    return f"Later terms that meet the test: {_full_terms(verdict.parameters)} in a row."


def regressed(verdict, who, as_of):
    return Explanation(
        found=f"{who} met this test over earlier terms, but no longer does. {_measured(verdict, who)}".strip(),
        missing=_later_terms(verdict), first_day=NO_DAY,
    )


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.NEUTRAL, Reason.TOO_FEW_TERMS): too_few_terms,
    (Status.NEUTRAL, Reason.LEFT_SCHOOL_AGE): left_school_age,
    (Status.NO_DATA, Reason.TERM_MISSING): term_missing,
    (Status.NO_DATA, Reason.TOO_FEW_SESSIONS): too_few_sessions,
    (Status.NO_DATA, Reason.FEED_GAP): feed_gap,
    (Status.NOT_MET, Reason.ATTENDANCE): attendance_failed,
    (Status.NOT_MET, Reason.EXCLUSIONS): exclusions_failed,
    (Status.REGRESSED, ""): regressed,
}


def window(verdict) -> str:
    """The days that were looked at."""
    terms = verdict.parameters["terms"]
    if verdict.window_starts_on and verdict.window_ends_on:
        span = days_from_to(verdict.window_starts_on, verdict.window_ends_on)
        return f"The latest {counted(terms, 'full term')}: {span}." if terms > 1 else f"The latest full term: {span}."
    return f"{counted(terms, 'full term')} beginning after the family was engaged."
