"""Changes in the household, and whose problems count."""

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

CLEAR = 'kind = "clear_period"\nevents = ["proven_offence"]\n'
ATTENDANCE = 'kind = "school_terms"\nmeasure = "attendance"\npercent = 90\n'
SHORT_WORK = (
    'kind = "continuous_work"\nbenefits = ["benefit_jsa"]\n'
    "rules = { default = { days = 91, within_days = 91, gap_days = 0 } }"
)

ENGAGED = "2016-01-04"


def two_headlines(**more):
    """A plan of two headlines, `crime` and `work`."""
    return [outcomes_plan(headline("crime", CLEAR), headline("work", SHORT_WORK), needed=2, **more)]


def joined():
    """A partner who joined on 1 May 2016, with an offence before and one after."""
    story = Story(ENGAGED).adult().adult("A2", since="2016-05-01").problem("crime", "A2", on="2016-05-05")
    return story.events("proven_offence", "2016-04-20", "2016-05-05", ref="A2").covered("proven_offence")


def separated(*problems):
    """A family whose father lives elsewhere, with problems given as pairs of headline and person."""
    story = Story(ENGAGED).adult().person("N1", "1979-01-01", "non_resident_parent")
    for code, ref in problems:
        story.problem(code, ref)
    return story.world


def in_work(born, role):
    """A family with one person in work since September, after Jobseeker's Allowance."""
    story = Story(ENGAGED).person("A1", born, role).problem("crime")
    return story.spell("benefit_jsa", "2015-01-01", "2016-09-04", "A1").spell(
        "employment", "2016-09-05", ref="A1"
    )


CASES = [
    Case(
        "HH-01 a new baby has no attendance to be judged",
        Story().child("C1", "2016-02-01").child("C2").problem("education", "C2").world,
        [outcomes_plan(headline("education", ATTENDANCE))],
        "2016-08-01",
        [
            verdict("neutral", "TOO_FEW_TERMS", person_ref="C1"),
            verdict("no_data", "TERM_MISSING", person_ref="C2"),
        ],
    ),
    Case(
        "HH-02 a new partner's offence counts from the day of joining",
        joined().world,
        [outcomes_plan(headline("crime", CLEAR))],
        "2016-06-01",
        [verdict("pending", window_starts_on="2016-05-06", due_on="2016-11-06", value="26")],
        {"sustained": "pending", "earliest_on": "2016-11-06"},
    ),
    Case(
        "HH-02 offences from before joining are not in the baseline",
        joined().world,
        [outcomes_plan(headline("crime", 'kind = "reduction"\nevents = ["proven_offence"]\npercent = 33'))],
        "2016-12-01",
        [verdict("neutral", "NO_BASELINE", value="")],
    ),
    Case(
        "HH-04 a father who lives elsewhere cannot supply both problems",
        separated(("crime", "N1"), ("work", "N1")),
        two_headlines(cap=1),
        "2016-06-01",
        readiness={"eligible": "no", "blockers": "NO_PLAN; FEWER_THAN_NEEDED"},
    ),
    Case(
        "HH-04 he may supply one of two",
        separated(("crime", "N1"), ("work", "A1")),
        two_headlines(cap=1),
        "2016-06-01",
        readiness={"eligible": "yes", "blockers": "NO_PLAN"},
    ),
    Case(
        "HH-04 a headline that somebody else supplies too is not his",
        separated(("crime", "N1"), ("crime", "A1"), ("work", "N1")),
        two_headlines(cap=1),
        "2016-06-01",
        readiness={"eligible": "yes"},
    ),
    Case(
        "HH-04 without a cap he may supply both",
        separated(("crime", "N1"), ("work", "N1")),
        two_headlines(),
        "2016-06-01",
        readiness={"eligible": "yes"},
    ),
    Case(
        "HH-05 a family stays eligible when its only child turns 18",
        Story(ENGAGED).child(born="1998-09-01").problem("crime", "C1").problem("work").world,
        two_headlines(),
        "2016-10-01",
        readiness={"eligible": "yes"},
    ),
    Case(
        "HH-06 a grown son's job counts",
        in_work("1997-03-01", "adult").world,
        two_headlines(routes=("sustained", "employment")),
        "2017-03-01",
        [verdict("met", headline="work", value="91", threshold="91")],
        {"employment": "met"},
    ),
    Case(
        "HH-06 a boy of 17 is not asked",
        in_work("1999-03-02", "adult").world,
        two_headlines(routes=("sustained", "employment")),
        "2017-03-01",
        readiness={"employment": "neutral"},
        absent=[{"headline": "work"}],
    ),
    Case(
        "HH-06 he is from his 18th birthday on",
        in_work("1999-03-02", "adult").world,
        two_headlines(routes=("sustained", "employment")),
        "2017-03-02",
        [verdict("met", headline="work")],
    ),
    Case(
        "HH-06 a member in another role is not asked",
        in_work("1980-01-01", "expectant_parent").world,
        two_headlines(routes=("sustained", "employment")),
        "2017-03-01",
        absent=[{"headline": "work"}],
    ),
    Case(
        "HH-10 a child taken into care is no success",
        Story(ENGAGED)
        .child()
        .problem("crime")
        .spell("looked_after", "2016-03-01", ref="C1")
        .covered("looked_after")
        .world,
        [outcomes_plan(headline("crime", 'kind = "clear_period"\nspells = ["looked_after"]'))],
        "2016-09-01",
        [verdict("not_met", "OPEN_SPELL", due_on="")],
    ),
    Case(
        "HH-10 nor after a completed clear period",
        Story(ENGAGED)
        .child()
        .problem("crime")
        .spell("looked_after", "2016-07-05", ref="C1")
        .covered("looked_after")
        .world,
        [outcomes_plan(headline("crime", 'kind = "clear_period"\nspells = ["looked_after"]'))],
        "2016-09-01",
        [verdict("regressed", due_on="")],
    ),
    Case(
        "a child who left takes the open spell away",
        Story(ENGAGED)
        .child(until="2016-02-29")
        .problem("crime")
        .spell("looked_after", "2016-01-10", ref="C1")
        .covered("looked_after")
        .world,
        [outcomes_plan(headline("crime", 'kind = "clear_period"\nspells = ["looked_after"]'))],
        "2016-09-01",
        [verdict("met", window_starts_on="2016-03-01", window_ends_on="2016-08-31", value="184")],
    ),
]
