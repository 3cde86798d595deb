"""Off benefit and in work."""

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

CRITERION = (
    'kind = "continuous_work"\n'
    'benefits = ["benefit_jsa", "benefit_esa", "benefit_is"]\n'
    'barred_by = ["work_programme", "esf_provision"]\n'
    "[headline.criterion.rules]\n"
    "benefit_jsa = {{ days = 182, within_days = 210, gap_days = 28 }}\n"
    "default = {{ days = 91, within_days = 91, gap_days = {gap} }}"
)
BOTH = ("sustained", "employment")


def plan(gap=0, **more):
    """A plan with the one headline `work`."""
    return [outcomes_plan(headline("work", CRITERION.format(gap=gap)), routes=BOTH, **more)]


def off(benefit, last="2016-01-03", ref="A1"):
    """A family with an adult who came off a benefit."""
    return add_adult(Story("2016-01-01"), benefit, last, ref).problem("work", ref)


def add_adult(story, benefit, last, ref):
    """An adult of the story who came off a benefit."""
    return story.adult(ref).spell(benefit, "2015-01-01", last, ref)


def case(name, story, as_of, *verdicts, readiness=None, gap=0):
    """A case of one headline."""
    return Case(name, story.world, plan(gap), as_of, list(verdicts), readiness or {})


def two_adults(benefit):
    """Two adults in work for three months each at the same time."""
    story = add_adult(off(benefit), "benefit_jsa", "2016-01-03", "A2")
    return story.spell("employment", "2016-01-04", ref="A1").spell("employment", "2016-01-04", ref="A2")


CASES = [
    case(
        "EM-01 half a year of work after Jobseeker's Allowance",
        off("benefit_jsa").spell("employment", "2016-01-04", ref="A1"),
        "2016-07-04",
        verdict(
            "met",
            window_starts_on="2016-01-04",
            window_ends_on="2016-07-03",
            value="182",
            threshold="182",
            due_on="",
        ),
        readiness={
            "employment": "met",
            "sustained": "met",
            "route": "sustained",
            "earliest_on": "2016-07-04",
        },
    ),
    case(
        "EM-01 the day before it is open",
        off("benefit_jsa").spell("employment", "2016-01-04", ref="A1"),
        "2016-07-03",
        verdict("pending", due_on="2016-07-04", value="181"),
        readiness={"employment": "pending", "earliest_on": "2016-07-04"},
    ),
    case(
        "EM-06 two adults after Jobseeker's Allowance are not added together",
        two_adults("benefit_jsa"),
        "2016-04-04",
        verdict("pending", person_ref="A1", value="91", due_on="2016-07-04"),
        verdict("pending", person_ref="A2", due_on="2016-07-04"),
        readiness={"employment": "pending"},
    ),
    case(
        "EM-06 one after Income Support is enough",
        two_adults("benefit_is"),
        "2016-04-04",
        verdict("met", person_ref="A1", threshold="91"),
        verdict("pending", person_ref="A2", threshold="182"),
        readiness={"employment": "met", "sustained": "met"},
    ),
    case(
        "EM-07 off benefit without work is nothing",
        off("benefit_jsa"),
        "2016-07-04",
        verdict(
            "not_met",
            "NOT_WORKING",
            window_starts_on="",
            window_ends_on="",
            value="",
            threshold="",
            due_on="",
        ),
    ),
    case(
        "EM-09 a weekend between two jobs does not interrupt",
        off("benefit_is")
        .spell("employment", "2016-01-04", "2016-02-19", "A1")
        .spell("employment", "2016-02-22", ref="A1"),
        "2016-04-06",
        verdict("pending", value="89", window_starts_on="2016-01-04"),
        gap=2,
    ),
    case(
        "EM-10 an adult on the Work Programme is barred",
        off("benefit_jsa")
        .spell("employment", "2016-01-04", ref="A1")
        .spell("work_programme", "2015-10-01", ref="A1"),
        "2016-07-04",
        verdict("not_met", "DOUBLE_FUNDING", window_starts_on="2016-01-04", value="182", due_on=""),
        readiness={"employment": "not_met"},
    ),
    case(
        "EM-10 another adult is not",
        add_adult(
            off("benefit_jsa")
            .spell("employment", "2016-01-04", ref="A1")
            .spell("work_programme", "2015-10-01", ref="A1"),
            "benefit_esa",
            "2016-01-03",
            "A2",
        ).spell("employment", "2016-01-04", ref="A2"),
        "2016-07-04",
        verdict("not_met", "DOUBLE_FUNDING", person_ref="A1"),
        verdict("met", person_ref="A2"),
        readiness={"employment": "met", "sustained": "met"},
    ),
    case(
        "EM-11 provision that ended before the work began does not bar",
        off("benefit_is")
        .spell("employment", "2016-01-04", ref="A1")
        .spell("esf_provision", "2015-10-01", "2016-01-03", "A1"),
        "2016-07-04",
        verdict("met"),
    ),
    case(
        "EM-11 provision on the first day of work does",
        off("benefit_is")
        .spell("employment", "2016-01-04", ref="A1")
        .spell("esf_provision", "2016-01-04", "2016-01-04", "A1"),
        "2016-07-04",
        verdict("not_met", "DOUBLE_FUNDING"),
    ),
    case(
        "EM-12 the benefit in payment last decides the rule",
        off("benefit_jsa", last="2015-12-20")
        .spell("benefit_esa", "2015-12-21", "2016-01-03", "A1")
        .spell("employment", "2016-01-04", ref="A1"),
        "2016-04-04",
        verdict("met", threshold="91"),
    ),
    case(
        "EM-12 of two that ended together the later begun",
        off("benefit_is")
        .spell("benefit_jsa", "2015-06-01", "2016-01-03", "A1")
        .spell("employment", "2016-01-04", ref="A1"),
        "2016-04-04",
        verdict("pending", threshold="182"),
    ),
    case(
        "EM-12 of two alike the first in the alphabet",
        off("benefit_jsa")
        .spell("benefit_esa", "2015-01-01", "2016-01-03", "A1")
        .spell("employment", "2016-01-04", ref="A1"),
        "2016-04-04",
        verdict("met", threshold="91"),
    ),
    case(
        "EM-17 work that stopped five weeks ago is a relapse",
        off("benefit_jsa").spell("employment", "2016-01-04", "2016-07-03", "A1"),
        "2016-08-07",
        verdict("regressed", "STOPPED_WORKING", window_starts_on="", value="", threshold=""),
        readiness={"employment": "regressed", "earliest_on": ""},
    ),
    case(
        "EM-17 four weeks ago it still counts, within the thirty weeks",
        off("benefit_jsa").spell("employment", "2016-01-04", "2016-07-03", "A1"),
        "2016-08-01",
        verdict("met", value="182"),
    ),
    case(
        "EM-18 an adult who was in work all along came off nothing",
        Story("2016-01-01").adult().problem("work").spell("employment", "2014-01-01", ref="A1"),
        "2016-07-04",
        verdict("not_met", "NOT_WORKING"),
    ),
    case(
        "a benefit that ended 28 days before the work began is the one left",
        off("benefit_is", last="2016-01-03").spell("employment", "2016-02-01", ref="A1"),
        "2016-05-02",
        verdict("met"),
    ),
    case(
        "one that ended 29 days before is too long ago",
        off("benefit_is", last="2016-01-03").spell("employment", "2016-02-02", ref="A1"),
        "2016-05-03",
        verdict("not_met", "NOT_WORKING"),
    ),
    Case(
        "EM-19 work alone entitles although help is still needed",
        off("benefit_is")
        .plan(objectives="help work")
        .problem("help")
        .spell("employment", "2016-01-04", ref="A1")
        .spell("child_protection", "2016-05-01")
        .world,
        [
            outcomes_plan(
                headline("work", CRITERION.format(gap=0)),
                headline("help", 'kind = "clear_period"\nspells = ["child_protection"]'),
                routes=BOTH,
            )
        ],
        "2016-07-04",
        [verdict("not_met", "OPEN_SPELL", headline="help"), verdict("met", headline="work")],
        {
            "sustained": "not_met",
            "employment": "met",
            "claimable": "yes",
            "route": "employment",
            "earliest_on": "2016-07-04",
            "blockers": "",
        },
    ),
]
