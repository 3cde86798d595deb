"""The situations that occur, how often, and what makes each of them. Every one occurs at least once.

Which story made which family is known to the generator alone; no file says it.
"""

from dataclasses import dataclass, field

from claims.demo.courses import Course as C

# `begun` says when the work began: so many days ago at least and at most, or after how many whole school terms, counted
# until the last round of claims or until today.
LONG_AGO = (330, 640)
TERMS_BY_LAST_ROUND = ("last round", 3, 4)
THREE_TERMS = ("today", 3, 3)
FOUR_TERMS = ("today", 4, 5)
EXPANDED, PHASE_1, SUPPORTING = "expanded", "phase-1", "supporting-families"
ACTIVE, SUSTAINING = "active_plan", "sustaining"


@dataclass(frozen=True)
class Story:
    """One situation, of which so many in a thousand families are made.

    `goes` holds alternatives, each a headline's course by its code; none means what is usual for the stage.
    `lacks` names what is left undone; `household` what the family must be like (`households.Wanted`).
    """

    code: str
    per_thousand: int
    goes: tuple = ()
    begun: tuple | None = LONG_AGO
    framework: str = EXPANDED
    stage: str = ACTIVE
    lacks: str = ""
    household: dict = field(default_factory=dict)
    claimed: str = ""
    is_shown: bool = True  # whether the first of its families is led by the first key worker


SCHOOL = {"schoolchildren": 2}
GOOD_EARLY = (
    {"education": C.EARLY, "domestic-abuse": C.EARLY},
    {"education": C.EARLY, "crime": C.EARLY, "help": C.EARLY},
    {"crime": C.EARLY, "help": C.EARLY, "domestic-abuse": C.EARLY},
    {"help": C.EARLY, "health": C.EARLY},
    {"education": C.EARLY, "help": C.EARLY, "work": C.EARLY},
)
GOOD = (
    {"education": C.EARLY, "domestic-abuse": C.PROVEN},
    {"crime": C.PROVEN, "help": C.EARLY},
    {"education": C.EARLY, "help": C.PROVEN},
    {"health": C.PROVEN, "domestic-abuse": C.EARLY},
    {"education": C.EARLY, "crime": C.PROVEN, "health": C.EARLY},
)

STORIES = (
    Story(
        "good progress, claimed in the last round", 40, GOOD_EARLY, TERMS_BY_LAST_ROUND, stage=SUSTAINING,
        household=SCHOOL,
    ),
    Story("good progress, proven since", 42, GOOD, TERMS_BY_LAST_ROUND, stage=SUSTAINING, household=SCHOOL),
    Story(
        "nearly there, due within days", 36,
        ({"crime": C.NEARLY, "help": C.EARLY}, {"domestic-abuse": C.NEARLY, "education": C.EARLY}),
        TERMS_BY_LAST_ROUND, household=SCHOOL,
    ),
    Story(
        "relapse after the claim was queued", 10,
        (
            {"domestic-abuse": C.LATE, "help": C.EARLY}, {"crime": C.LATE, "help": C.EARLY},
            {"help": C.LATE, "crime": C.EARLY},
        ),
        household={"schoolchildren": 1},
    ),
    Story(
        "child left school", 16, ({"education": C.LEFT_SCHOOL, "domestic-abuse": C.EARLY},), begun=("left school",),
        household={"leaver": True},
    ),
    Story(
        "sibling without a problem stays away", 26, ({"education": C.SIBLING, "help": C.EARLY},), THREE_TERMS,
        household={"schoolchildren": 3, "under_16": 3},
    ),
    Story(
        "thirteen weeks in work", 16,
        ({"work": C.PROVEN, "health": C.OPEN}, {"work": C.PROVEN, "domestic-abuse": C.WAITING}),
        begun=(150, 290),
    ),
    Story("twenty-six of thirty weeks in work", 10, ({"work": C.TWO_JOBS, "help": C.OPEN},), begun=(260, 500)),
    Story(
        "nearly thirteen weeks in work", 22,
        ({"work": C.NEARLY, "help": C.OPEN}, {"work": C.NEARLY, "domestic-abuse": C.OPEN}),
        begun=(150, 290),
    ),
    Story(
        "double funding", 7, ({"work": C.PAID_TWICE, "education": C.OPEN},), THREE_TERMS, PHASE_1,
        household=SCHOOL,
    ),
    Story(
        "stale feed", 14,
        ({"housing": C.UNKNOWN, "health": C.EARLY, "safe-from-harm": C.EARLY},), framework=SUPPORTING, household=SCHOOL,
    ),
    Story(
        "gap in a feed", 12,
        ({"finance": C.UNKNOWN, "domestic-abuse": C.EARLY, "education": C.EARLY},), TERMS_BY_LAST_ROUND, SUPPORTING,
        household=SCHOOL,
    ),
    Story(
        "a term's attendance is missing", 22, ({"education": C.MISSING_TERM, "crime": C.EARLY},), THREE_TERMS,
        household=SCHOOL,
    ),
    Story(
        "too few sessions in a term", 8, ({"education": C.TOO_FEW_SESSIONS, "domestic-abuse": C.EARLY},), THREE_TERMS,
        household=SCHOOL,
    ),
    Story("score improved and held", 18, ({"health": C.PROVEN, "help": C.EARLY},)),
    Story("score improved, not held yet", 20, ({"health": C.WAITING, "domestic-abuse": C.EARLY},)),
    Story(
        "decided by a manager", 16,
        ({"health": C.JUDGED, "domestic-abuse": C.EARLY}, {"work": C.JUDGED, "crime": C.EARLY}),
    ),
    Story(
        "non-resident father brings both problems", 14, ({"crime": C.EARLY, "domestic-abuse": C.EARLY},),
        lacks="residence", household={"one_parent": True, "non_resident_parent": True},
    ),
    Story(
        "plan leaves out a member", 18, ({"help": C.EARLY, "domestic-abuse": C.EARLY},), lacks="member",
        stage=SUSTAINING, household={"under_16": 3},
    ),
    Story(
        "no objective for a problem", 14, ({"crime": C.EARLY, "help": C.EARLY, "health": C.OPEN},), lacks="objective",
    ),
    Story(
        "relapse", 30,
        (
            {"domestic-abuse": C.RELAPSE, "help": C.EARLY}, {"crime": C.RELAPSE, "work": C.OPEN},
            {"help": C.RELAPSE, "crime": C.EARLY},
        ),
    ),
    Story(
        "already claimed", 10, ({"crime": C.EARLY, "help": C.EARLY},), begun=(500, 760), stage=SUSTAINING,
        claimed="paid",
    ),
    Story("newly engaged", 40, begun=(6, 60)),
    Story("awaiting a lead worker", 50, begun=None, stage="awaiting_lead_worker", is_shown=False),
    Story("information gathering", 110, begun=None, stage="information_gathering", is_shown=False),
    Story("closed", 120, begun=(300, 900), stage="closed"),
    Story("attendance lost again", 18, ({"education": C.RELAPSE, "help": C.EARLY},), FOUR_TERMS, household=SCHOOL),
    Story(
        "three exclusions", 14, ({"education": C.EXCLUDED, "domestic-abuse": C.EARLY},), THREE_TERMS, household=SCHOOL,
    ),
    Story(
        "an exclusion is rescinded", 5, ({"education": C.RESCINDED, "crime": C.EARLY},), THREE_TERMS, household=SCHOOL,
    ),
    Story("stopped working", 16, ({"work": C.RELAPSE, "help": C.OPEN},), begun=(290, 560)),
    Story("scored once", 14, ({"health": C.ONE_READING, "crime": C.WAITING},), begun=(90, 300)),
    Story("never scored", 14, ({"health": C.NO_READING, "domestic-abuse": C.WAITING},), begun=(90, 300)),
    Story("score lost again", 12, ({"health": C.RELAPSE, "help": C.EARLY},)),
    Story("a manager said no", 8, ({"health": C.JUDGED_NOT, "crime": C.EARLY},)),
    Story("no assessment", 10, ({"help": C.EARLY, "crime": C.EARLY},), lacks="assessment", begun=(230, 330)),
    Story("no plan", 12, lacks="plan", begun=(40, 130)),
    Story("nobody leads", 16, ({"crime": C.EARLY, "help": C.EARLY},), lacks="lead worker", is_shown=False),
    Story("too few problems", 12, ({"domestic-abuse": C.EARLY},), lacks="problem"),
    Story(
        "new partner moved in", 10, ({"domestic-abuse": C.EARLY, "help": C.EARLY},), lacks="newcomer",
        household={"new_partner": True},
    ),
    Story(
        "Phase 1, enough reduction", 8, ({"crime": C.EARLY, "education": C.EARLY},), TERMS_BY_LAST_ROUND, PHASE_1,
        household=SCHOOL,
    ),
    Story(
        "Phase 1, too little reduction", 6, ({"crime": C.OPEN, "education": C.EARLY},), THREE_TERMS, PHASE_1,
        household=SCHOOL,
    ),
    Story(
        "Supporting Families, good progress", 12,
        (
            {"education": C.EARLY, "safe-from-harm": C.EARLY, "health": C.EARLY},
            {"domestic-abuse": C.EARLY, "family-relationships": C.PROVEN, "substance-use": C.EARLY},
        ),
        TERMS_BY_LAST_ROUND, SUPPORTING, SUSTAINING, household=SCHOOL,
    ),
    Story(
        "claimed before, and rejected", 6, ({"education": C.OPEN, "help": C.OPEN},), begun=(500, 760),
        claimed="rejected", household=SCHOOL,
    ),
    Story("work goes on", 0, begun=(70, 760)),
)
USUAL = STORIES[-1]


def allot(families):
    """The story of each of so many families, one of each first; what no story claims is work that goes on."""
    counts = [max(1, (families * story.per_thousand + 500) // 1000) for story in STORIES]
    found = list(STORIES[:families])
    for story, count in zip(STORIES, counts, strict=True):
        found += [story] * (count - 1)
    return (found + [USUAL] * families)[:families]
