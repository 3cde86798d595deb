"""Fewer than before, in sentences for a key worker."""

from datetime import timedelta
from decimal import Decimal

from outcomes.enums import Reason, Status
from outcomes.explanation import Explanation
from outcomes.suppliers import many_of, one_of, supplied_for
from outcomes.wording import both, counted, day, days_from_to, either, number, sentence


def title(test) -> str:
    """What is tested, in a few words."""
    return f"fewer {_things(test)}"


def threshold(test) -> str:
    """By how much they must have fallen, from the criterion's parameters."""
    return (
        f"At least {number(test['percent'])}% fewer {_things(test)} a month in the latest "
        f"{counted(test['months'], 'month')} than in the {_baseline(test)}{_of_whom(test)}."
    )


def subjects(test) -> str:
    """About whom."""
    return "The family as a whole."


def _things(test):
    return both(many_of(test["events"]))


def _baseline(test):
    return f"{counted(test['baseline_months'], 'month')} before the family was engaged"


def _of_whom(test):
    if test["age_under"] is None:
        return ""
    return f", counting only family members under {test['age_under']}"


def _change(verdict):
    """How far they have fallen or risen, or nothing where there is nothing to compare with."""
    if not verdict.value:
        return ""
    fall = Decimal(verdict.value)
    if fall == 0:
        return "There are as many a month as before the family was engaged."
    return f"{number(abs(fall))}% {'fewer' if fall > 0 else 'more'} a month than before the family was engaged."


def met(verdict, who, as_of):
    return Explanation(found=_change(verdict))


def pending(verdict, who, as_of):
    months = counted(verdict.parameters["months"], "month")
    so_far = f" So far: {_change(verdict)}" if verdict.value else ""
    return Explanation(
        found=f"The first {months} since the family was engaged are not over yet.{so_far}",
        missing="More time has to pass.",
        first_day=f"{day(verdict.due_on)}, if few enough happen until then.",
    )


def not_enough(verdict, who, as_of):
    return Explanation(
        found=f"{_change(verdict)} That is not enough.", missing=_time_without(verdict),
        first_day="No day can be given: it depends on what happens in the months to come.",
    )


def new_fact(verdict, who, as_of):
    return Explanation(
        found=f"There was no {either(one_of(verdict.parameters['events']))} in the {_baseline(verdict.parameters)}, "
        "and there has been since.",
        missing=_time_without(verdict),
        first_day="No day can be given: it depends on what happens in the months to come.",
    )


def _time_without(verdict):
    months = counted(verdict.parameters["months"], "month")
    return f"Time without new ones. Each stops counting {months} after it happened."


def no_baseline(verdict, who, as_of):
    return Explanation(
        found=f"There was no {either(one_of(verdict.parameters['events']))} in the {_baseline(verdict.parameters)}, "
        "and there is none now. There is nothing to reduce, so this does not count as progress."
    )


def feed_gap(verdict, who, as_of):
    return Explanation(
        found=_sentence_on_record(verdict) + f"But the information we have does not cover all of the "
        f"{_baseline(verdict.parameters)}, so it proves nothing.",
        missing=sentence(
            f"information about {_things(verdict.parameters)} for every day of the {_baseline(verdict.parameters)}"
        ),
        supplier=supplied_for(verdict.parameters["events"]),
        first_day="As soon as the missing information arrives, if the fall is still large enough.",
    )


def feed_stale(verdict, who, as_of):
    fresh = as_of - timedelta(days=1 + verdict.parameters["lag_days"])
    since = f" from {day(verdict.window_starts_on)}" if verdict.window_starts_on else ""
    return Explanation(
        found=_sentence_on_record(verdict) + "But the latest information has not reached us, so it proves nothing.",
        missing=f"Information about {_things(verdict.parameters)}{since} up to at least {day(fresh)}, even if there "
        "were none.",
        supplier=supplied_for(verdict.parameters["events"]),
        first_day="As soon as the missing information arrives, if the fall is still large enough.",
    )


def _sentence_on_record(verdict):
    return f"On record: {_change(verdict)} " if verdict.value else "None is on record. "


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.NOT_MET, Reason.NOT_ENOUGH): not_enough,
    (Status.NOT_MET, Reason.NEW_FACT): new_fact,
    (Status.NEUTRAL, Reason.NO_BASELINE): no_baseline,
    (Status.NO_DATA, Reason.FEED_GAP): feed_gap,
    (Status.NO_DATA, Reason.FEED_STALE): feed_stale,
}


def window(verdict) -> str:
    """The days that are compared."""
    months = counted(verdict.parameters["months"], "month")
    if verdict.window_starts_on and verdict.window_ends_on:
        span = days_from_to(verdict.window_starts_on, verdict.window_ends_on)
        return f"The latest {months}: {span}, against the {_baseline(verdict.parameters)}."
    return f"The latest {months}, against the {_baseline(verdict.parameters)}."
