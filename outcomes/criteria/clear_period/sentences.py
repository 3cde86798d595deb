"""None of these for so many months, in sentences for a key worker."""

from datetime import timedelta

from outcomes.enums import Reason, Status
from outcomes.explanation import Explanation
from outcomes.suppliers import many_of, one_of, supplied_for
from outcomes.wording import both, counted, day, days_from_to, either

ONE_DAY = timedelta(days=1)


def title(test) -> str:
    """What is tested, in a few words."""
    return f"no {_things(test)} for {_months(test)}"


def threshold(test) -> str:
    """What must be absent, and for how long, from the criterion's parameters."""
    return f"No {_things(test)} for {counted(test['months'], 'month')} in a row{_of_whom(test)}."


def subjects(test) -> str:
    """About whom."""
    return "The family as a whole."


def _kinds(test):
    return [*test["events"], *test["spells"]]


def _things(test):
    return either(one_of(_kinds(test)))


def _of_whom(test):
    if test["age_under"] is None:
        return ""
    return f", counting only family members under {test['age_under']}"


def _months(test):
    return counted(test["months"], "month")


def _clear(verdict):
    """How long it has been clear, as far as the verdict says."""
    days = int(verdict.value or 0)
    if days == 0:
        return f"The clear time only begins on {day(verdict.window_starts_on)}."
    return f"None is on record since {day(verdict.window_starts_on)}: {counted(days, 'day')} so far."


def met(verdict, who, as_of):
    return Explanation(
        found=f"No {_things(verdict.parameters)} in {_months(verdict.parameters)}. The information that would have "
        "told us covers every day of them."
    )


def pending(verdict, who, as_of):
    return Explanation(
        found=_clear(verdict),
        missing="More time has to pass without one.",
        first_day=f"{day(verdict.due_on)}, if there is none until then and the information is complete.",
    )


def lost_by_open_spell(verdict, who, as_of):
    return Explanation(
        found=f"The family had gone {_months(verdict.parameters)} without any, but this is going on now: "
        f"{_open_spell(verdict)}.",
        missing="It has to end first.",
        first_day=f"No day can be given. {_months(verdict.parameters)} have to pass after it ends.",
    )


def open_spell(verdict, who, as_of):
    return Explanation(
        found=f"This is still going on: {_open_spell(verdict)}.",
        missing="It has to end first.",
        first_day=f"No day can be given. {_months(verdict.parameters)} have to pass after it ends.",
    )


def _open_spell(verdict):
    return either(one_of(verdict.parameters["spells"]))


def new_fact(verdict, who, as_of):
    return Explanation(
        found=f"The family had gone {_months(verdict.parameters)} without any {_things(verdict.parameters)}, but "
        f"then something new happened. {_clear(verdict)}",
        missing="The full time has to pass again without one.",
        first_day=f"{day(verdict.due_on)}, if there is none until then and the information is complete.",
    )


def feed_stale(verdict, who, as_of):
    kinds = _kinds(verdict.parameters)
    fresh = as_of - ONE_DAY - timedelta(days=verdict.parameters["lag_days"])
    return Explanation(
        found=f"None is on record for {counted(int(verdict.value or 0), 'day')}. But the latest information has not "
        "reached us, so having none on record proves nothing.",
        missing=f"Information about {both(many_of(kinds))} up to at least {day(fresh)}, even if there were none.",
        supplier=supplied_for(kinds),
        first_day="As soon as the missing information arrives, if there was none.",
    )


def feed_gap(verdict, who, as_of):
    kinds = _kinds(verdict.parameters)
    span = days_from_to(verdict.window_starts_on, verdict.window_ends_on)
    first_day = "As soon as the missing information arrives, if there was none."
    if verdict.due_on:
        first_day += f" Without it, {day(verdict.due_on)} at the earliest."
    return Explanation(
        found=f"None is on record for {counted(int(verdict.value or 0), 'day')}. But the information we have does "
        "not cover all of these days, so having none on record proves nothing.",
        missing=f"Information about {both(many_of(kinds))} for every day from {span}, even if there were none.",
        supplier=supplied_for(kinds),
        first_day=first_day,
    )


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.REGRESSED, ""): lost_by_open_spell,
    (Status.REGRESSED, Reason.NEW_FACT): new_fact,
    (Status.NOT_MET, Reason.OPEN_SPELL): open_spell,
    (Status.NO_DATA, Reason.FEED_STALE): feed_stale,
    (Status.NO_DATA, Reason.FEED_GAP): feed_gap,
}


def window(verdict) -> str:
    """The days that must be clear."""
    months = _months(verdict.parameters)
    if verdict.window_starts_on and verdict.window_ends_on:
        return f"{months}: {days_from_to(verdict.window_starts_on, verdict.window_ends_on)}."
    return f"{months} in a row since the family was engaged."
