"""Engagement, eligibility, routes and earlier claims: from verdicts to readiness."""

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

CLEAR = 'kind = "clear_period"\nevents = ["{kind}"]\n'
CRIME = CLEAR.format(kind="proven_offence")
ABUSE = CLEAR.format(kind="domestic_abuse_incident")
STAR = 'kind = "score"\ntool = "family_star/parenting"\nsubject = "family"\nimprove_by = 2\n'
WORK = (
    'kind = "continuous_work"\nbenefits = ["benefit_jsa"]\n'
    "rules = { default = { days = 91, within_days = 91, gap_days = 0 } }"
)
ENGAGED = "2016-01-04"
AS_OF = "2016-08-01"
BOTH = ("sustained", "employment")

CRIME_PLAN = [outcomes_plan(headline("crime", CRIME), headline("abuse", ABUSE))]


def family(**more):
    """A family that is ready for a claim by its progress under `crime`."""
    more.setdefault("engaged", ENGAGED)
    story = Story(**more).adult().child().problem("crime", "A1")
    return story.covered("proven_offence", "domestic_abuse_incident")


def ready(objectives="crime", **more):
    """The same with a single family plan."""
    return family(**more).plan("2016-02-01", objectives=objectives)


def blocked(name, story, blockers, plans=CRIME_PLAN, **cells):
    """A case about what else is missing."""
    cells.setdefault("claimable", "no")
    return Case(name, story.world, plans, AS_OF, readiness={"blockers": blockers, **cells})


def both_routes(preferred):
    """A family that has reached both routes."""
    story = (
        ready()
        .spell("benefit_jsa", "2015-01-01", "2016-02-29", "A1")
        .spell("employment", "2016-03-01", ref="A1")
    )
    plan = outcomes_plan(headline("crime", CRIME), headline("work", WORK), routes=BOTH, preferred=preferred)
    return Case(
        f"PR-02 both routes reached, {preferred or 'none'} preferred",
        story.world,
        [plan],
        AS_OF,
        [verdict("met", headline="crime"), verdict("met", headline="work")],
        {
            "sustained": "met",
            "employment": "met",
            "claimable": "yes",
            "route": preferred or "sustained",
            "earliest_on": AS_OF,
            "blockers": "",
        },
    )


def dated(name, require, as_of, expected, *criteria):
    """A case about a headline with several criteria; an offence was on 1 March, an incident on 1 May."""
    story = ready().events("proven_offence", "2016-03-01").events("domestic_abuse_incident", "2016-05-01")
    plan = outcomes_plan(headline("crime", *(criteria or (CRIME, ABUSE)), require=require))
    return Case(name, story.world, [plan], as_of, readiness=expected)


CASES = [
    Case(
        "a family that has everything is claimable",
        ready().world,
        CRIME_PLAN,
        AS_OF,
        [verdict("met", as_of=AS_OF, plan="expanded", plan_version="1", family_ref="F1", person_ref="")],
        {
            "as_of": AS_OF,
            "framework": "expanded",
            "plan": "expanded",
            "plan_version": "1",
            "engaged": "yes",
            "eligible": "yes",
            "sustained": "met",
            "employment": "",
            "claimable": "yes",
            "route": "sustained",
            "earliest_on": AS_OF,
            "blockers": "",
        },
        absent=[{"headline": "abuse"}],
    ),
    blocked(
        "PR-01 a claim in another framework does not stand in the way",
        ready().claim("2014-05-01", framework="phase-1"),
        "",
        claimable="yes",
    ),
    blocked(
        "PR-01 a claim in this framework does",
        ready().claim("2016-08-01"),
        "ALREADY_CLAIMED",
        sustained="met",
    ),
    blocked(
        "PR-01 a claim that was withdrawn does not",
        ready().claim("2016-07-01", "withdrawn"),
        "",
        claimable="yes",
    ),
    blocked(
        "PR-01 a claim that was rejected does not",
        ready().claim("2016-07-01", "rejected"),
        "",
        claimable="yes",
    ),
    blocked("PR-01 a claim made later does not exist", ready().claim("2016-08-02"), "", claimable="yes"),
    both_routes(None),
    both_routes("sustained"),
    both_routes("employment"),
    blocked(
        "PR-03 a plan that leaves out a child",
        family().plan(covers="A1", objectives="crime"),
        "PLAN_NOT_WHOLE_FAMILY",
        engaged="no",
    ),
    blocked(
        "PR-03 a plan may leave out a parent who lives elsewhere",
        family().person("N1", "1979-01-01", "non_resident_parent").plan("2016-02-01", "C1 A1", "crime"),
        "",
        claimable="yes",
    ),
    blocked(
        "PR-03 and a child who joined after it",
        family().child("C2", "2010-01-01", since="2016-02-02").plan("2016-02-01", "C1 A1", "crime"),
        "",
        claimable="yes",
    ),
    blocked(
        "PR-03 but not one who joined that day",
        family().child("C2", "2010-01-01", since="2016-02-01").plan("2016-02-01", "C1 A1", "crime"),
        "PLAN_NOT_WHOLE_FAMILY",
    ),
    blocked(
        "only the latest plan counts",
        ready().plan("2016-03-01", "A1", "abuse"),
        "PLAN_NOT_WHOLE_FAMILY; NO_OBJECTIVE:crime",
    ),
    blocked("a plan agreed later does not exist", family().plan("2016-08-02", objectives="crime"), "NO_PLAN"),
    blocked("no assessment", ready(assessed_on="2016-08-02"), "NO_ASSESSMENT", engaged="no", sustained="met"),
    blocked("PR-04 no lead worker", ready(lead_worker=""), "NO_LEAD_WORKER", engaged="no"),
    blocked(
        "several things are missing",
        family(assessed_on=None, lead_worker="").problem("abuse"),
        "NO_ASSESSMENT; NO_PLAN; NO_LEAD_WORKER",
    ),
    blocked(
        "not engaged by the day",
        ready(engaged="2016-08-02", assessed_on=None),
        "NOT_ENGAGED",
        engaged="no",
        eligible="yes",
        sustained="",
        route="",
        earliest_on="",
    ),
    blocked(
        "no outcomes plan in force",
        ready(),
        "NO_OUTCOMES_PLAN",
        plans=[outcomes_plan(headline("crime", CRIME), since="2016-08-02")],
        plan="",
        plan_version="",
        sustained="",
    ),
    Case(
        "a family closed on the day is not judged",
        ready(closed_on=AS_OF).world,
        CRIME_PLAN,
        AS_OF,
        absent=[{"family_ref": "F1"}],
    ),
    Case(
        "PR-05 a problem found later must be solved too",
        ready("crime abuse").problem("abuse", on="2016-07-01").events("domestic_abuse_incident", "2016-06-30").world,
        CRIME_PLAN,
        AS_OF,
        [verdict("met", headline="crime"), verdict("pending", headline="abuse", due_on="2017-01-01")],
        {"sustained": "pending", "claimable": "no", "route": "sustained", "earliest_on": "2017-01-01"},
    ),
    Case(
        "PR-05 until it is found it does not exist",
        ready().problem("abuse", on="2016-08-02").events("domestic_abuse_incident", "2016-06-30").world,
        CRIME_PLAN,
        AS_OF,
        readiness={"sustained": "met", "claimable": "yes"},
        absent=[{"headline": "abuse"}],
    ),
    Case(
        "a problem that is only suspected raises nothing",
        ready().problem("abuse", status="suspected").world,
        CRIME_PLAN,
        AS_OF,
        readiness={"sustained": "met", "claimable": "yes"},
        absent=[{"headline": "abuse"}],
    ),
    blocked(
        "PR-09 three problems under one headline are one headline",
        ready().problem("crime", "C1").problem("crime"),
        "FEWER_THAN_NEEDED",
        plans=[outcomes_plan(*(headline(code, CRIME) for code in ("crime", "abuse", "help")), needed=3)],
        eligible="no",
        sustained="met",
        route="sustained",
        earliest_on=AS_OF,
    ),
    blocked(
        "a raised headline that the plan lacks is missing data",
        ready("crime abuse").problem("abuse"),
        "",
        plans=[
            outcomes_plan(headline("crime", CRIME), headline("abuse", ABUSE)),
            outcomes_plan(headline("crime", CRIME), headline("help", ABUSE), version=2, since="2016-07-01", needed=2),
        ],
        eligible="yes",
        sustained="no_data",
        earliest_on="",
    ),
    Case(
        "a headline that always applies stands in the way unraised",
        ready().events("domestic_abuse_incident", "2016-06-30").world,
        [outcomes_plan(headline("crime", CRIME), headline("abuse", ABUSE, applies="always"))],
        AS_OF,
        [verdict("pending", headline="abuse")],
        {"sustained": "pending", "earliest_on": "2017-01-01"},
    ),
    Case(
        "a headline that always applies does not make up for a neutral one",
        ready().world,
        [
            outcomes_plan(
                headline("crime", 'kind = "reduction"\nevents = ["proven_offence"]\npercent = 33'),
                headline("abuse", ABUSE, applies="always"),
            )
        ],
        AS_OF,
        [verdict("neutral", "NO_BASELINE", headline="crime"), verdict("met", headline="abuse")],
        {"sustained": "neutral", "claimable": "no", "route": "", "earliest_on": ""},
    ),
    dated(
        "all criteria are due on the latest date",
        "all",
        AS_OF,
        {"sustained": "pending", "earliest_on": "2016-11-02"},
    ),
    dated(
        "any criterion is due on the earliest date",
        "any",
        AS_OF,
        {"sustained": "pending", "earliest_on": "2016-09-02"},
    ),
    dated(
        "any criterion met is enough", "any", "2016-09-02", {"sustained": "met", "earliest_on": "2016-09-02"}
    ),
    dated(
        "all criteria must be met", "all", "2016-09-02", {"sustained": "pending", "earliest_on": "2016-11-02"}
    ),
    dated(
        "a criterion without a date leaves the route without one",
        "all",
        AS_OF,
        {"sustained": "no_data", "earliest_on": "", "route": ""},
        CRIME,
        STAR,
    ),
    Case(
        "work is judged for every family where the plan pays for it",
        ready()
        .spell("benefit_jsa", "2015-01-01", "2016-06-30", "A1")
        .spell("employment", "2016-07-01", ref="A1")
        .world,
        [outcomes_plan(headline("crime", ABUSE), headline("work", WORK, CRIME), routes=("employment",))],
        AS_OF,
        [verdict("pending", headline="work", criterion="one", due_on="2016-09-30")],
        {"sustained": "", "employment": "pending", "route": "employment", "earliest_on": "2016-09-30"},
        absent=[{"headline": "work", "criterion": "two"}],
    ),
    Case(
        "the route with the earliest date is named",
        ready()
        .events("proven_offence", "2016-06-01")
        .spell("benefit_jsa", "2015-01-01", "2016-06-30", "A1")
        .spell("employment", "2016-07-01", ref="A1")
        .world,
        [outcomes_plan(headline("crime", CRIME), headline("work", WORK), routes=BOTH)],
        AS_OF,
        readiness={
            "sustained": "pending",
            "employment": "pending",
            "route": "employment",
            "earliest_on": "2016-09-30",
        },
    ),
]
