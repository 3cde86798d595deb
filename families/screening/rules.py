"""What a screening says of a family: eligible, or what is missing, in sentences. Pure.

Whether the family is eligible is decided where families are judged; these sentences say why.
"""

from dataclasses import dataclass

from families.enums import HouseholdRole, ProblemStatus

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Found:
    """One problem: its headline's name, its status, and the role of whoever supplies it (blank: the whole family)."""

    headline: str
    status: str
    role: str


@dataclass(frozen=True)
class Answer:
    """What the screening says, in a sentence, and what explains or helps."""

    is_eligible: bool
    says: str
    because: tuple[str, ...]


def number(count):
    """A number as a sentence says it."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def headlines(count):
    """So many headlines."""
    return f"{number(count)} headline{'' if count == 1 else 's'}"


def listed(names):
    """Names in a sentence."""
    names = [f"“{name}”" for name in names]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def by_supplier(found):
    """(headlines that somebody of the household supplies, those that only parents who live elsewhere do), in order."""
    accepted = [one for one in found if one.status == ProblemStatus.ACCEPTED]
    inside = {one.headline for one in accepted if one.role != HouseholdRole.NON_RESIDENT_PARENT}
    return sorted(inside), sorted({one.headline for one in accepted} - inside)


def answer(eligibility, found):
    """The answer to a screening. `eligibility` as the plan in force gives it, `found` the family's problems."""
    inside, outside = by_supplier(found)
    cap = len(outside) if eligibility.cap is None else eligibility.cap
    counted = len(inside) + min(len(outside), cap)
    because = []
    if len(outside) > cap:
        because.append(
            f"Only a parent who lives elsewhere supplies {listed(outside)}. Of such headlines {number(cap)} may count."
        )
    if eligibility.is_eligible:
        return Answer(True, f"Eligible: {headlines(counted)} of the {number(eligibility.needed)} needed are there.",
                      tuple(because))
    missing = max(eligibility.needed - counted, 0)
    suspected = sorted({one.headline for one in found if one.status == ProblemStatus.SUSPECTED} - {*inside, *outside})
    if suspected:
        verb = "is" if len(suspected) == 1 else "are"
        because.append(f"{listed(suspected)} {verb} suspected: find out, then say so.")
    return Answer(
        False,
        f"Not eligible yet: problems under {headlines(eligibility.needed)} are needed, and {number(counted)} "
        f"{'counts' if counted == 1 else 'count'} so far. {headlines(missing).capitalize()} more "
        f"{'is' if missing == 1 else 'are'} missing.",
        tuple(because),
    )
