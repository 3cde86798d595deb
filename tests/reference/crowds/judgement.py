"""Families judged by a recorded decision: on the edges of its validity, of engagement, and of who may decide."""

from datetime import timedelta

from tests.reference.crowds.crowd import ONE_DAY, SIDE_NAMES, SIDES, start_for
from tests.reference.days import minus, plus

ROLES = ["key_worker", "team_manager", "programme_manager", "analyst"]
VALUES = {"valid_months": [12, 6, 1, 60], "roles": [["team_manager"], ["key_worker", "programme_manager"], ["analyst"]]}

BOUNDARIES = {
    **{
        f"decided {SIDE_NAMES[side]} of engagement": statuses
        for side, statuses in {-1: {"pending"}, 0: {"met", "not_met"}, 1: {"met", "not_met"}}.items()
    },
    **{
        f"decided {SIDE_NAMES[side]} of judging": statuses
        for side, statuses in {-1: {"met", "not_met"}, 0: {"met", "not_met"}, 1: {"pending"}}.items()
    },
    "the decision ended the day before": {"pending"},
    "the decision ends on the day": {"met", "not_met"},
    "the decision ends the day after": {"met", "not_met"},
    "no decision": {"pending"},
    "a later decision takes back an earlier one": {"met", "not_met"},
    "a later decision tomorrow": {"met", "not_met"},
    "decided under another headline": {"pending"},
    "decided by a role that may": {"met", "not_met"},
    "decided by a role that may not": {"pending"},
    "one who may not decide came later": {"met", "not_met"},
    "months clamped to their end": {"met", "not_met"},
    "engaged today": {"met", "not_met"},
    "engaged tomorrow": set(),
}


def prepare(crowd):
    """The users who may be named as deciders, one for each role."""
    crowd.world.deciders.update({f"A. {role}": role for role in ROLES})


def variant(crowd, place):
    """One criterion."""
    rng = crowd.rng
    return {
        "kind": "judgement",
        "roles": rng.choice(VALUES["roles"]),
        "valid_months": rng.choice(VALUES["valid_months"]),
    }


def begun(crowd, story_needs=0):
    """A day of engagement so long ago that no decision of these families was before it."""
    return minus(crowd.as_of, 61 + crowd.rng.randint(0, 5))


def decide(crowd, ref, headline, day, achieved=None, by="Head of early help"):
    """A decision; which way it went is left to chance."""
    achieved = crowd.chance(0.5) if achieved is None else achieved
    crowd.add_judgement(ref, headline, day, achieved, by)


def around_engagement(crowd):
    """Decided on the day of engagement, or next to it."""
    headline, criterion = crowd.headline()
    side = crowd.rng.choice(SIDES)
    E = crowd.as_of - timedelta(days=crowd.rng.choice([1, 2, 10, 27]))
    ref = crowd.family(E, headline)
    decide(crowd, ref, headline, E + side * ONE_DAY)
    crowd.on(ref, headline, f"decided {SIDE_NAMES[side]} of engagement")


def around_judging(crowd):
    """Decided on the day of judging, or next to it."""
    headline, criterion = crowd.headline()
    side = crowd.rng.choice(SIDES)
    ref = crowd.family(begun(crowd), headline)
    decide(crowd, ref, headline, crowd.as_of + side * ONE_DAY)
    crowd.on(ref, headline, f"decided {SIDE_NAMES[side]} of judging")


def around_the_end(crowd):
    """A decision whose time is over yesterday, today or tomorrow."""
    headline, criterion = crowd.headline()
    side = crowd.rng.choice(SIDES)
    ends = crowd.as_of + side * ONE_DAY
    decided_on = start_for(crowd.rng, ends, criterion.get("valid_months", 12))
    ref = crowd.family(begun(crowd), headline)
    decide(crowd, ref, headline, decided_on)
    if plus(decided_on, criterion.get("valid_months", 12)) == ends:
        crowd.on(
            ref,
            headline,
            {
                -1: "the decision ended the day before",
                0: "the decision ends on the day",
                1: "the decision ends the day after",
            }[side],
        )
        if side >= 0 and decided_on.day != ends.day:
            crowd.on(ref, headline, "months clamped to their end")


def none(crowd):
    """Nothing decided, or only under another headline."""
    headline, criterion = crowd.headline()
    ref = crowd.family(begun(crowd), headline)
    if crowd.chance(0.5):
        crowd.on(ref, headline, "no decision")
    else:
        other = crowd.rng.choice([one["code"] for one in crowd.plan["headline"] if one["code"] != headline])
        decide(crowd, ref, other, crowd.as_of)
        crowd.on(ref, headline, "decided under another headline")


def taken_back(crowd):
    """Two decisions, the later of which counts, unless it is dated tomorrow."""
    headline, criterion = crowd.headline()
    ref = crowd.family(begun(crowd), headline)
    first = crowd.chance(0.5)
    later = crowd.rng.choice([crowd.as_of, crowd.as_of + ONE_DAY, crowd.as_of - timedelta(days=3)])
    decide(crowd, ref, headline, crowd.as_of - timedelta(days=crowd.rng.choice([4, 20])), first)
    decide(crowd, ref, headline, later, not first)
    tomorrow = later > crowd.as_of
    crowd.on(ref, headline, "a later decision tomorrow" if tomorrow else "a later decision takes back an earlier one")


def by_role(crowd):
    """Decided by a user whose role may decide, or may not; sometimes one who may not decides after one who may."""
    headline, criterion = crowd.headline()
    ref = crowd.family(begun(crowd), headline)
    may = [role for role in ROLES if role in criterion["roles"]]
    may_not = [role for role in ROLES if role not in criterion["roles"]]
    day = crowd.as_of - timedelta(days=crowd.rng.randint(0, 25))
    if crowd.chance(0.3):
        decide(crowd, ref, headline, day - ONE_DAY, by=f"A. {crowd.rng.choice(may)}")
        decide(crowd, ref, headline, day, by=f"A. {crowd.rng.choice(may_not)}")
        crowd.on(ref, headline, "one who may not decide came later")
    elif crowd.chance(0.5):
        decide(crowd, ref, headline, day, by=f"A. {crowd.rng.choice(may)}")
        crowd.on(ref, headline, "decided by a role that may")
    else:
        decide(crowd, ref, headline, day, by=f"A. {crowd.rng.choice(may_not)}")
        crowd.on(ref, headline, "decided by a role that may not")


def just_engaged(crowd):
    """Engaged and decided on today, or engaged tomorrow."""
    headline, criterion = crowd.headline()
    E = crowd.as_of + crowd.rng.choice([0, 0, 1]) * ONE_DAY
    ref = crowd.family(E, headline)
    decide(crowd, ref, headline, crowd.as_of)
    crowd.on(ref, headline, "engaged today" if crowd.as_of == E else "engaged tomorrow")


STORIES = [
    around_engagement,
    around_judging,
    around_the_end,
    around_the_end,
    none,
    taken_back,
    by_role,
    by_role,
    just_engaged,
]
