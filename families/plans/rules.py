"""When a single family plan is complete, when it is due for review, and when it drifts. Pure.

What makes a plan complete is one list: the rule that an agreement is held to, and the to-do list that pages show.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from families.enums import HouseholdRole

REVIEWS_WITHOUT_CHANGE = 3  # so many in a row, and the plan drifts
OLD_AFTER = timedelta(days=365)

# Where a part is mended: what pages turn into a link. An objective and an action name the headline and the thread.
MEND_MEMBERS, MEND_HOUSEHOLD, MEND_PROBLEM = "members", "household", "problem"
MEND_OBJECTIVE, MEND_ACTION = "objective", "action"


@dataclass(frozen=True)
class Part:
    """One thing a complete plan has, in the words of the to-do list, and whether this plan has it.

    `mend` says where it is mended, and `about` for which headline or objective.
    """

    sentence: str
    done: bool
    mend: str = ""
    about: str = ""


@dataclass(frozen=True)
class Decided:
    """Whether a plan covers somebody, and why not."""

    is_covered: bool
    reason: str = ""


@dataclass(frozen=True)
class Aim:
    """An objective as the rule sees it: under which headline, in which words, and how many actions work towards it."""

    thread: str
    headline: str
    what: str
    actions: int


@dataclass(frozen=True)
class Reviewed:
    """A review: when, whether the plan changed, and when it is to be looked at next."""

    held_on: date
    has_changed: bool
    next_on: date


def parts_of_a_plan(*, agreed_on, covers, objectives, members, raised):
    """Everything that makes an agreed plan complete, done or not, as far as its codes say it.

    `covers` holds person ids (None: all members), `objectives` headline codes, `members` the family's `Member`s,
    `raised` the headlines of its accepted problems: code -> name. A plan must cover every member on the day it was
    agreed, except parents who live elsewhere, and have an objective under every accepted problem's headline
    (rules of judging, section 7, point 1).
    """
    to_cover = members_to_cover(members, agreed_on)
    parts = [Part(f"It covers {row.name}", covers is None or row.person_id in covers) for row in to_cover]
    if not to_cover:
        parts = [Part("It covers every member of the family on the day it was agreed: none is recorded", False)]
    return parts + [
        Part(f"It has an objective for “{name}”", code in objectives) for code, name in sorted(raised.items())
    ]


def parts_of_the_working_plan(*, on, members, decided, raised, aims):
    """Everything that makes the plan being worked on complete on a day: only then can it be agreed.

    `decided` holds person id -> `Decided`, `aims` the plan's `Aim`s; the others are as in `parts_of_a_plan`. Somebody
    may be left out here, for a reason; there must be an objective under every accepted problem's headline, and somebody
    must do something towards each objective.
    """
    to_cover = members_to_cover(members, on)
    parts = [part_of_member(row, decided.get(row.person_id)) for row in to_cover]
    if not to_cover:
        parts = [Part("Somebody is recorded as a member of the family", False, MEND_HOUSEHOLD)]
    headlines = {aim.headline for aim in aims}
    parts += [
        Part(f"It has an objective for “{name}”", code in headlines, MEND_OBJECTIVE, code)
        for code, name in sorted(raised.items())
    ]
    if not raised:
        parts.append(Part("The family has a problem that is accepted", False, MEND_PROBLEM))
    return parts + [
        Part(f"Somebody does something towards “{aim.what}”", aim.actions > 0, MEND_ACTION, aim.thread) for aim in aims
    ]


def members_to_cover(members, on):
    """The members on a day whom a plan must cover, each once: all but parents who live elsewhere."""
    people = {row.person_id: row for row in members if row.is_member_on(on)}
    return [row for row in people.values() if row.role != HouseholdRole.NON_RESIDENT_PARENT]


def part_of_member(row, decided):
    """What the plan says of a member."""
    if decided is None:
        return Part(f"It covers {row.name}, or says why not", False, MEND_MEMBERS)
    if decided.is_covered:
        return Part(f"It covers {row.name}", True, MEND_MEMBERS)
    return Part(f"It says why it leaves out {row.name}: {decided.reason}", bool(decided.reason), MEND_MEMBERS)


def what_is_missing(parts):
    """The sentences of the parts that are not done."""
    return [part.sentence for part in parts if not part.done]


def next_review_on(agreed_on, reviews, weeks):
    """The day by which a plan is to be looked at again: so many weeks after it was agreed, or as the last review said.

    `reviews` in any order. None without an agreed plan.
    """
    if agreed_on is None:
        return None
    last = max(reviews, key=lambda review: review.held_on, default=None)
    if last is None or last.held_on < agreed_on:
        return agreed_on + timedelta(weeks=weeks)
    return last.next_on


def drift(agreed_on, reviews, on):
    """Why a plan seems to drift, in sentences: it is old, or was looked at again and again and never changed."""
    if agreed_on is None:
        return []
    says = []
    if on - agreed_on > OLD_AFTER:
        says.append("The plan was agreed more than a year ago. Go through it with the family and agree it again.")
    unchanged = 0
    for review in sorted((one for one in reviews if one.held_on >= agreed_on), key=lambda one: one.held_on):
        unchanged = 0 if review.has_changed else unchanged + 1
    if unchanged >= REVIEWS_WITHOUT_CHANGE:
        says.append(
            f"The last {unchanged} reviews changed nothing. Ask what keeps the family where it is, "
            "or whether the work can end."
        )
    return says
