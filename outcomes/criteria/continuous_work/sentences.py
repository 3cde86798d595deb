"""Off benefit and in work, in sentences for a key worker."""

from families.facts.enums import SpellKind
from outcomes.criteria.continuous_work.parameters import DEFAULT
from outcomes.enums import Reason, Status
from outcomes.explanation import Explanation
from outcomes.suppliers import Supplier, supplied_by
from outcomes.wording import counted, day, days_from_to, either, sentence

KEY_WORKER_AND_JOBCENTRE = (Supplier.KEY_WORKER, Supplier.JOBCENTRE)


def title(test) -> str:
    """What is tested, in a few words."""
    return "in work and off benefit"


def threshold(test, days="") -> str:
    """How long the work must last; `days` names the rule that was used, where one was."""
    rules = [rule for rule in test["rules"] if not days or str(rule["days"]) == str(days)]
    by_length = {}
    for rule in rules:
        by_length.setdefault(_length(rule), []).extend(_benefits_of(rule, test))
    return " ".join(f"After {either(benefits)}: {length}." for length, benefits in by_length.items())


def _benefits_of(rule, test):
    """The benefits a rule is for; the rule named default is for those that have none of their own."""
    if rule["benefit"] != DEFAULT:
        return [SpellKind(rule["benefit"]).label]
    ruled = {other["benefit"] for other in test["rules"]}
    return [SpellKind(kind).label for kind in test["benefits"] if kind not in ruled]


def subjects(test) -> str:
    """Who is looked at."""
    return f"Every adult of the family aged {test['min_age']} or over. One adult who does it is enough."


def _length(rule):
    total = f"{counted(rule['days'], 'day')} in work and off benefit"
    if rule["days"] == rule["within_days"]:
        return f"{total}, without a day missed"
    return (
        f"{total} within {counted(rule['within_days'], 'day')}, with breaks of no more than "
        f"{counted(rule['gap_days'], 'day')}"
    )


def _counted(verdict, who):
    days = counted(int(verdict.value or 0), "day")
    return f"{who} has been in work and off benefit since {day(verdict.window_starts_on)}: {days} count."


def met(verdict, who, as_of):
    return Explanation(found=_counted(verdict, who))


def pending(verdict, who, as_of):
    return Explanation(
        found=_counted(verdict, who),
        missing=f"Proof that {who} stays in work and off benefit for longer.",
        supplier=supplied_by(*KEY_WORKER_AND_JOBCENTRE),
        first_day=f"{day(verdict.due_on)}, if {who} is in work and off benefit every day until then.",
    )


def not_working(verdict, who, as_of):
    lookback = counted(verdict.parameters["lookback_days"], "day")
    return Explanation(
        found=f"No move from benefit into work is on record for {who}: work that goes on now, and that began no more "
        f"than {lookback} after a benefit that counts.",
        missing="Whichever is not on record yet: the benefit, that it has stopped, and proof of the work (a payslip, a "
        "contract or the employer's word).",
        supplier=supplied_by(*KEY_WORKER_AND_JOBCENTRE),
        first_day="No day can be given until both are on record.",
    )


def stopped_working(verdict, who, as_of):
    return Explanation(
        found=f"{who} had been in work and off benefit for long enough, but there is no record that this goes on.",
        missing="Proof that the work goes on, or a new job.",
        supplier=supplied_by(*KEY_WORKER_AND_JOBCENTRE),
        first_day="No day can be given until the work has begun again.",
    )


def double_funding(verdict, who, as_of):
    provisions = either(
        ["the Work Programme" if kind == SpellKind.WORK_PROGRAMME else SpellKind(kind).label
         for kind in verdict.parameters["barred_by"]]
    )
    return Explanation(
        found=f"{who} was on {provisions} when this work began on {day(verdict.window_starts_on)}. That programme is "
        "paid for the same result, so this work cannot count.",
        missing=f"A job that began while {who} was not on it, or work by another adult.",
        supplier=supplied_by(*KEY_WORKER_AND_JOBCENTRE),
        first_day="No day can be given: this work can never count.",
    )


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.NOT_MET, Reason.NOT_WORKING): not_working,
    (Status.NOT_MET, Reason.DOUBLE_FUNDING): double_funding,
    (Status.REGRESSED, Reason.STOPPED_WORKING): stopped_working,
}


def window(verdict) -> str:
    """The days of the work that counts."""
    if verdict.window_starts_on and verdict.window_ends_on:
        return sentence(days_from_to(verdict.window_starts_on, verdict.window_ends_on))
    return "Since the family was engaged."
