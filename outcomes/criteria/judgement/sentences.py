"""A named person's recorded decision, in sentences for a key worker."""

from families.accounts.enums import Role
from outcomes.enums import Status
from outcomes.explanation import Explanation
from outcomes.wording import counted, either, sentence


def title(test) -> str:
    """What is tested, in a few words."""
    return "a decision that progress was made"


def threshold(test) -> str:
    """Who must decide, and for how long a decision counts, from the criterion's parameters."""
    months = counted(test["valid_months"], "month")
    return f"{_deciders(test)} must record that progress was made, and why. A decision counts for {months}."


def subjects(test) -> str:
    """About whom."""
    return "The family as a whole."


def _deciders(test):
    words = either(Role(role).label.lower() for role in test["roles"])
    return f"{'An' if words[0] in 'aeiou' else 'A'} {words}"


def met(verdict, who, as_of):
    return Explanation(
        found="The latest decision says that progress was made. The record of decisions gives the reason. A claim "
        "that rests on this is always checked."
    )


def not_met(verdict, who, as_of):
    return Explanation(
        found="The latest decision says that progress was not made. The record of decisions gives the reason.",
        missing="A new decision, once there is progress.",
        supplier=_supplier(verdict),
        first_day="The day on which a new decision says that progress was made.",
    )


def pending(verdict, who, as_of):
    return Explanation(
        found="There is no decision that counts: none since the family was engaged, or only one that is too old.",
        missing="A decision, with its reason.",
        supplier=_supplier(verdict),
        first_day="The day on which a decision says that progress was made.",
    )


def _supplier(verdict):
    return sentence(f"this normally comes from {_deciders(verdict.parameters).lower()}")


SAYS = {
    (Status.MET, ""): met,
    (Status.PENDING, ""): pending,
    (Status.NOT_MET, ""): not_met,
}


def window(verdict) -> str:
    """The days whose decisions count."""
    return f"The latest {counted(verdict.parameters['valid_months'], 'month')}, since the family was engaged."
