"""Education and attendance."""

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

EXCLUSIONS = ["fixed_exclusion", "permanent_exclusion"]

P2 = 'kind = "school_terms"\nmeasure = "attendance"\npercent = 90\n'
P1 = 'kind = "school_terms"\nmeasure = "unauthorised"\npercent = 15\naggregation = "pooled"\n'

GOOD_TERMS = dict.fromkeys(["AUT15", "SPR16", "SUM16", "AUT16", "SPR17", "SUM17"], (120, 2, 1))
NINETY = {"AUT15": (140, 10, 4), "SPR16": (110, 11, 0), "SUM16": (130, 0, 13)}
AFTER_SUMMER = "2016-08-01"


def plan(*criteria):
    """A plan with one headline, `education`."""
    return [outcomes_plan(headline("education", *criteria))]


def pupil(**child):
    """A family with one child who has the problem."""
    return Story().child(**child).problem("education", "C1")


def year(story, **replaced):
    """The story with good sessions of the child in all terms but those replaced; None is no record."""
    terms = {**GOOD_TERMS, **replaced}
    return story.sessions(**{term: numbers for term, numbers in terms.items() if numbers}).world


def case(name, world, criterion, as_of, *verdicts, **more):
    """A case with one criterion."""
    return Case(name, world, plan(criterion), as_of, list(verdicts), **more)


def excluded(*days, withdrawn=(), covered=True):
    """A pupil of good attendance with fixed-term exclusions, and permanent ones that were taken back."""
    story = pupil().events("fixed_exclusion", *days, ref="C1")
    story.events("permanent_exclusion", *withdrawn, ref="C1", withdrawn=True)
    return year(story.covered(*EXCLUSIONS) if covered else story)


FIRST_TO_LAST = {"window_starts_on": "2015-09-02", "window_ends_on": "2016-07-22"}

CASES = [
    case(
        "ED-01 turning 16 does not end the duty to attend",
        year(pupil(born="2000-03-15")),
        P2,
        AFTER_SUMMER,
        verdict("met", person_ref="C1", value="97.50", threshold="90", **FIRST_TO_LAST),
    ),
    case(
        "ED-01 a child past school age is judged on the last terms that applied",
        year(pupil(born="2000-03-15"), AUT16=(120, 0, 60)),
        P2,
        "2017-03-01",
        verdict("met", value="97.50", **FIRST_TO_LAST),
    ),
    Case(
        "ED-02 a leaver without enough terms is neutral and cannot be claimed for",
        year(Story("2016-02-20").child(born="2000-03-15").problem("education", "C1")),
        plan(P2),
        AFTER_SUMMER,
        [verdict("neutral", "LEFT_SCHOOL_AGE", window_starts_on="", value="", due_on="")],
        {"sustained": "neutral", "claimable": "no", "earliest_on": ""},
    ),
    case(
        "ED-02 on the last day of school age the verdict is still open",
        year(Story("2016-02-20").child(born="2000-03-15").problem("education", "C1")),
        P2,
        "2016-06-24",
        verdict("pending", due_on=""),
    ),
    case(
        "ED-03 two schools in one term add up",
        year(pupil().sessions(school="St Anne's", SPR16=(60, 0, 10)), SPR16=(60, 0, 2)),
        P2 + "inclusive = true",
        AFTER_SUMMER,
        verdict("met", value="90.00"),
    ),
    Case(
        "ED-05 a child who moved out is no subject",
        year(Story().child(until="2016-04-01").child("C2", "2006-01-01").problem("education", "C1")),
        plan(P2),
        AFTER_SUMMER,
        [verdict("no_data", "TERM_MISSING", person_ref="C2")],
        absent=[{"person_ref": "C1"}],
    ),
    Case(
        "ED-05 a criterion without a subject is neutral",
        year(Story().child(until="2016-04-01").problem("education", "C1")),
        plan(P2),
        AFTER_SUMMER,
        readiness={"sustained": "neutral", "claimable": "no"},
        absent=[{"family_ref": "F1"}],
    ),
    case(
        "ED-06 a term without a record is missing data",
        year(pupil(), SPR16=None),
        P2,
        AFTER_SUMMER,
        verdict("no_data", "TERM_MISSING", value="", **FIRST_TO_LAST),
    ),
    case(
        "ED-06 a failed term outranks a missing one",
        year(pupil(), SPR16=None, SUM16=(120, 0, 30)),
        P2,
        AFTER_SUMMER,
        verdict("not_met", "ATTENDANCE", value=""),
    ),
    case(
        "ED-07 terms before compulsory school age do not count",
        year(Story().child(born="2011-08-20").child("C2").problem("education", "C2")),
        P2,
        "2017-03-01",
        verdict("neutral", "TOO_FEW_TERMS", person_ref="C1"),
    ),
    case(
        "ED-07 the first three terms of a summer-born child",
        year(pupil(born="2011-08-20")),
        P2,
        "2017-07-22",
        verdict("met", window_starts_on="2016-09-05", window_ends_on="2017-07-21"),
    ),
    case(
        "ED-08 a term passed over still leaves three to be found",
        year(Story(not_counting=["SPR16"]).child().problem("education", "C1"), SPR16=None),
        P2,
        AFTER_SUMMER,
        verdict("pending", due_on="2016-12-17"),
    ),
    case(
        "ED-08 terms on both sides of one passed over are consecutive",
        year(Story(not_counting=["SPR16"]).child().problem("education", "C1"), SPR16=None),
        P2,
        "2016-12-17",
        verdict("met", window_starts_on="2015-09-02", window_ends_on="2016-12-16"),
    ),
    case(
        "ED-09 two good terms are not three",
        year(Story("2016-04-01").child().problem("education", "C1")),
        P2,
        "2017-03-01",
        verdict("pending", due_on="2017-04-01", window_starts_on="", value=""),
    ),
    case(
        "ED-10 a term of six sessions proves nothing",
        year(pupil(), SUM16=(6, 0, 3)),
        P2,
        AFTER_SUMMER,
        verdict("no_data", "TOO_FEW_SESSIONS", value="50.00"),
    ),
    case(
        "ED-10 twenty sessions are enough",
        year(pupil(), SUM16=(20, 0, 1)),
        P2,
        AFTER_SUMMER,
        verdict("met", value="95.00"),
    ),
    case(
        "ED-11 exactly 90 percent is not above 90",
        year(pupil(), **NINETY),
        P2,
        AFTER_SUMMER,
        verdict("not_met", "ATTENDANCE", value="90.00", due_on=""),
    ),
    case(
        "ED-11 exactly 90 percent passes where the boundary is inclusive",
        year(pupil(), **NINETY),
        P2 + "inclusive = true",
        AFTER_SUMMER,
        verdict("met", value="90.00"),
    ),
    case(
        "ED-12 exactly 15 percent unauthorised is too much",
        year(pupil(), AUT15=(140, 0, 57), SPR16=(110, 0, 0), SUM16=(130, 5, 0)),
        P1,
        AFTER_SUMMER,
        verdict("not_met", "ATTENDANCE", value="15.00", threshold="15"),
    ),
    case(
        "ED-12 one session less is met",
        year(pupil(), AUT15=(140, 0, 56), SPR16=(110, 0, 0), SUM16=(130, 5, 0)),
        P1,
        AFTER_SUMMER,
        verdict("met", value="14.74"),
    ),
    case(
        "ED-13 one bad term fails where each must pass",
        year(pupil(), AUT15=(140, 7, 0), SPR16=(110, 0, 6), SUM16=(130, 20, 1)),
        P2,
        AFTER_SUMMER,
        verdict("not_met", "ATTENDANCE", value="83.85"),
    ),
    case(
        "ED-13 the same terms pass pooled",
        year(pupil(), AUT15=(140, 7, 0), SPR16=(110, 0, 6), SUM16=(130, 20, 1)),
        P2 + 'aggregation = "pooled"',
        AFTER_SUMMER,
        verdict("met", value="91.05"),
    ),
    case(
        "ED-14 the first term is the first that starts on or after engagement",
        year(Story("2016-01-20").child().problem("education", "C1"), SPR16=(120, 0, 60)),
        P2,
        "2017-04-01",
        verdict("met", window_starts_on="2016-04-11", window_ends_on="2017-03-31"),
    ),
    case(
        "ED-14 before its third term ends the verdict is open",
        year(Story("2016-01-20").child().problem("education", "C1")),
        P2,
        "2017-03-31",
        verdict("pending", due_on="2017-04-01"),
    ),
    case(
        "ED-14 a term that starts on the day of engagement counts",
        year(Story("2016-01-04").child().problem("education", "C1")),
        P2,
        "2016-12-17",
        verdict("met", window_starts_on="2016-01-04"),
    ),
    case(
        "ED-15 one exclusion is within two",
        excluded("2016-02-02"),
        P2 + "max_fixed_exclusions = 2",
        AFTER_SUMMER,
        verdict("met"),
    ),
    case(
        "ED-15 silence about exclusions is not success",
        excluded(covered=False),
        P2 + "max_fixed_exclusions = 2",
        AFTER_SUMMER,
        verdict("no_data", "FEED_GAP"),
    ),
    case(
        "ED-16 a third exclusion on the last day of the last term counts",
        excluded("2015-09-02", "2016-02-02", "2016-07-22"),
        P2 + "max_fixed_exclusions = 2",
        AFTER_SUMMER,
        verdict("not_met", "EXCLUSIONS", value="97.50"),
    ),
    case(
        "ED-16 exclusions on the days before and after the run do not",
        excluded("2015-09-01", "2016-02-02", "2016-03-03", "2016-07-23"),
        P2 + "max_fixed_exclusions = 2",
        AFTER_SUMMER,
        verdict("met"),
    ),
    case(
        "ED-17 a permanent exclusion that was taken back is ignored",
        excluded(withdrawn=["2016-02-02"]),
        P2 + "max_fixed_exclusions = 2",
        AFTER_SUMMER,
        verdict("met"),
    ),
    Case(
        "ED-18 good attendance in alternative provision does not end the provision",
        year(pupil().spell("alternative_provision", "2015-10-01", ref="C1").covered("alternative_provision")),
        plan(P2, 'kind = "clear_period"\nspells = ["alternative_provision"]'),
        AFTER_SUMMER,
        [
            verdict("met", criterion="one"),
            verdict("not_met", "OPEN_SPELL", criterion="two", threshold="6", window_starts_on="", value=""),
        ],
        {"sustained": "not_met"},
    ),
    Case(
        "ED-20 a sister without a problem who falls behind stands in the way",
        year(
            pupil()
            .child("C2", "2007-01-01")
            .sessions("C2", AUT15=(100, 0, 2), SPR16=(100, 14, 0), SUM16=(100, 1, 1))
        ),
        plan(P2),
        AFTER_SUMMER,
        [verdict("met", person_ref="C1"), verdict("not_met", "ATTENDANCE", person_ref="C2", value="86.00")],
        {"sustained": "not_met", "claimable": "no"},
    ),
    Case(
        "ED-20 where only named children are judged she does not",
        year(pupil().child("C2", "2007-01-01")),
        plan(P2 + 'children = "named"'),
        AFTER_SUMMER,
        [verdict("met", person_ref="C1")],
        absent=[{"person_ref": "C2"}],
    ),
    Case(
        "ED-24 the threshold is that of the version in force on the day of judging",
        year(pupil(), AUT15=(100, 13, 0), SPR16=(100, 12, 0), SUM16=(100, 9, 0)),
        [
            outcomes_plan(headline("education", P2.replace("90", "85"))),
            outcomes_plan(headline("education", P2), version=2, since="2016-08-01"),
        ],
        AFTER_SUMMER,
        [verdict("not_met", "ATTENDANCE", threshold="90", plan_version="2", value="87.00")],
    ),
    case(
        "an earlier run that passed makes a later failure a relapse",
        year(pupil(), AUT16=(120, 0, 30)),
        P2,
        "2017-01-01",
        verdict("regressed", value="75.00", window_starts_on="2016-01-04", window_ends_on="2016-12-16"),
    ),
]
