"""A scored tool improved and held, in sentences for a key worker."""

from outcomes.enums import Reason, Status
from outcomes.explanation import Explanation
from outcomes.suppliers import Supplier, supplied_by
from outcomes.wording import counted, day, number

NO_DAY = "No day can be given: it depends on the next score."


def tool_in_words(tool) -> str:
    """A tool's code as a person would say it: `family_star/parenting` is `Family star (parenting)`."""
    name, _, scale = tool.replace("_", " ").partition("/")
    name = f"{name[:1].upper()}{name[1:]}"
    return f"{name} ({scale})" if scale else name


def title(test) -> str:
    """What is tested, in a few words."""
    return f"{tool_in_words(test['tool'])} score"


def threshold(test) -> str:
    """What a good reading is and how long it must hold, from the criterion's parameters."""
    higher = test["higher_is_better"]
    asked = []
    if test["at_least"] is not None:
        asked.append(f"{'at least' if higher else 'no more than'} {number(test['at_least'])}")
    if test["improve_by"] is not None:
        asked.append(f"{number(test['improve_by'])} or more {'above' if higher else 'below'} the first score")
    held = ""
    if test["hold_months"]:
        held = f", and stay so over {counted(test['hold_months'], 'month')}"
    return f"The {tool_in_words(test['tool'])} score must be {' and '.join(asked)}{held}."


def subjects(test) -> str:
    """Whose scores are read."""
    if test["subject"] == "each_person":
        return "Each person whom a problem under this headline names."
    return "The family as a whole."


def met(verdict, who, as_of):
    return Explanation(found=f"{_tool(verdict)}: the score for {who} improved enough, and has stayed so.")


def pending(verdict, who, as_of):
    return Explanation(
        found=f"{_tool(verdict)}: the score for {who} has improved enough, but not yet for long enough.",
        missing="A good score on or after the day below.",
        supplier=supplied_by(Supplier.KEY_WORKER),
        first_day=f"{day(verdict.due_on)}, if a score on or after that day is still good.",
    )


def no_second_reading(verdict, who, as_of):
    return Explanation(
        found=f"{_tool(verdict)}: there is only one score for {who}, so nothing shows an improvement yet.",
        missing="A second score.",
        supplier=supplied_by(Supplier.KEY_WORKER),
        first_day="No day can be given until there is a second score.",
    )


def no_reading(verdict, who, as_of):
    earliest = "since the family was engaged"
    if verdict.parameters["baseline_months"]:
        earliest += f" or in the {counted(verdict.parameters['baseline_months'], 'month')} before"
    return Explanation(
        found=f"{_tool(verdict)}: no score for {who} is on record {earliest}.",
        missing="A first score now, and a second one later.",
        supplier=supplied_by(Supplier.KEY_WORKER),
        first_day="No day can be given until there are two scores.",
    )


def not_met(verdict, who, as_of):
    return Explanation(
        found=f"{_tool(verdict)}: the latest score for {who} is not good enough.",
        missing="A better score.",
        supplier=supplied_by(Supplier.KEY_WORKER),
        first_day=NO_DAY,
    )


def regressed(verdict, who, as_of):
    return Explanation(
        found=f"{_tool(verdict)}: the score for {who} had improved and stayed so, but the latest one is not good "
        "enough.",
        missing="A better score.",
        supplier=supplied_by(Supplier.KEY_WORKER),
        first_day=NO_DAY,
    )


def _tool(verdict):
    return tool_in_words(verdict.parameters["tool"])


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.PENDING, Reason.NO_SECOND_READING): no_second_reading,
    (Status.NO_DATA, Reason.NO_READING): no_reading,
    (Status.NOT_MET, ""): not_met,
    (Status.REGRESSED, ""): regressed,
}


def window(verdict) -> str:
    """The days whose scores are read."""
    months = verdict.parameters["baseline_months"]
    if months:
        return f"From {counted(months, 'month')} before the family was engaged."
    return "Since the family was engaged."
