"""Crime and antisocial behaviour: none any more, or fewer than before."""

from datetime import date, timedelta

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

CLEAR = 'kind = "clear_period"\nevents = ["proven_offence"]\n'
ENGAGED = "2016-01-01"


def plan(*criteria, **more):
    """A plan with the one headline `crime`."""
    return [outcomes_plan(headline("crime", *criteria), **more)]


def fewer(percent, months=6, baseline_months=6, more=""):
    """A criterion that asks for fewer antisocial incidents."""
    return (
        f'kind = "reduction"\nevents = ["asb_incident"]\npercent = {percent}\n'
        f"months = {months}\nbaseline_months = {baseline_months}\n{more}"
    )


def counted(before, after):
    """A family with so many incidents in the months before engagement, and in those before 1 July 2016."""
    story = Story(ENGAGED).adult().problem("crime").covered("asb_incident")
    story.events("asb_incident", *spread("2015-07-01", before), ref="A1")
    return story.events("asb_incident", *spread("2016-01-01", after), ref="A1").world


def spread(first, number):
    """So many days, one after the other, beginning anew after half a year."""
    start = date.fromisoformat(first)
    return [(start + timedelta(days=index % 180)).isoformat() for index in range(number)]


def reduction(before, after, percent, expected):
    """A case of so many incidents before and after, six months each."""
    name = f"{before} incidents become {after} where {percent} percent is asked"
    return Case(name, counted(before, after), plan(fewer(percent)), "2016-07-01", [expected])


def offences(*days, **more):
    """A family with proven offences of its adult on these days."""
    return Story(ENGAGED, **more).adult().problem("crime").covered("proven_offence").events(
        "proven_offence", *days, ref="A1"
    )  # fmt: skip


CASES = [
    Case(
        "CR-01 before the relapse the family is met",
        offences("2016-07-10").world,
        plan(CLEAR),
        "2016-07-09",
        [
            verdict(
                "met", window_starts_on="2016-01-01", window_ends_on="2016-06-30", value="190", threshold="6"
            )
        ],
        {"sustained": "met", "earliest_on": "2016-07-09"},
    ),
    Case(
        "CR-01 an offence after a completed period is a relapse at once",
        offences("2016-07-10").world,
        plan(CLEAR),
        "2016-07-10",
        [
            verdict(
                "regressed",
                "NEW_FACT",
                window_starts_on="2016-07-11",
                window_ends_on="2017-01-10",
                value="0",
                due_on="2017-01-11",
            )
        ],
        {"sustained": "regressed", "earliest_on": "2017-01-11"},
    ),
    Case(
        "an offence on the day the period would first be met is no relapse",
        offences("2016-07-01").world,
        plan(CLEAR),
        "2016-07-01",
        [verdict("pending", due_on="2017-01-02")],
    ),
    Case(
        "an offence a day later is one",
        offences("2016-07-02").world,
        plan(CLEAR),
        "2016-07-02",
        [verdict("regressed", "NEW_FACT", due_on="2017-01-03")],
    ),
    Case(
        "an offence dated after the day of judging does not exist",
        offences("2016-07-02").world,
        plan(CLEAR),
        "2016-07-01",
        [verdict("met")],
    ),
    Case(
        "CR-05 nothing before and nothing after is neutral",
        counted(0, 0),
        plan(fewer(33)),
        "2016-07-01",
        [verdict("neutral", "NO_BASELINE", value="", threshold="33")],
        {"sustained": "neutral", "claimable": "no"},
    ),
    Case(
        "CR-05 nothing before and one after is not met",
        counted(0, 1),
        plan(fewer(33)),
        "2016-07-01",
        [verdict("not_met", "NEW_FACT", value="")],
    ),
    reduction(100, 67, 33, verdict("met", value="33.00")),
    reduction(3, 2, 33, verdict("met", value="33.33")),
    reduction(100, 67, "33.3333", verdict("not_met", "NOT_ENOUGH", value="33.00", threshold="33.3333")),
    reduction(3, 2, "33.3333", verdict("met", value="33.33")),
    reduction(5, 2, 60, verdict("met", value="60.00")),
    reduction(5, 3, 60, verdict("not_met", "NOT_ENOUGH", value="40.00")),
    reduction(10, 4, 60, verdict("met", value="60.00")),
    reduction(100, 41, 60, verdict("not_met", "NOT_ENOUGH", value="59.00")),
    reduction(10, 4, 67, verdict("not_met", "NOT_ENOUGH", value="60.00")),
    reduction(3, 5, 33, verdict("not_met", "NOT_ENOUGH", value="-66.67")),
    Case(
        "CR-07 three in twelve months become one in six",
        Story(ENGAGED)
        .adult()
        .problem("crime")
        .covered("asb_incident")
        .events("asb_incident", "2015-01-01", "2015-06-01", "2015-12-31", "2016-01-01")
        .world,
        plan(fewer(33, baseline_months=12)),
        "2016-07-01",
        [verdict("met", value="33.33", window_starts_on="2016-01-01", window_ends_on="2016-06-30")],
    ),
    Case(
        "the day before the baseline begins is not in it",
        Story(ENGAGED)
        .adult()
        .problem("crime")
        .covered("asb_incident")
        .events("asb_incident", "2014-12-31", "2015-06-01", "2015-12-31", "2016-01-01")
        .world,
        plan(fewer(33, baseline_months=12)),
        "2016-07-01",
        [verdict("not_met", "NOT_ENOUGH", value="0.00")],
    ),
    Case(
        "a reduction is open until the months are over",
        counted(3, 0),
        plan(fewer(33)),
        "2016-06-30",
        [verdict("pending", due_on="2016-07-01")],
    ),
    Case(
        "CR-09 an offence on the 18th birthday is not a minor's",
        Story(ENGAGED)
        .child(born="1998-03-03")
        .problem("crime")
        .covered("proven_offence")
        .events("proven_offence", "2016-03-03", ref="C1")
        .world,
        plan(CLEAR + "age_under = 18", CLEAR),
        "2016-07-01",
        [
            verdict("met", criterion="one", value="182"),
            verdict("pending", criterion="two", due_on="2016-09-04"),
        ],
    ),
    Case(
        "CR-09 one on the day before is",
        Story(ENGAGED)
        .child(born="1998-03-03")
        .problem("crime")
        .covered("proven_offence")
        .events("proven_offence", "2016-03-02", ref="C1")
        .events("proven_offence", "2016-06-01")
        .world,
        plan(CLEAR + "age_under = 18", CLEAR),
        "2016-07-01",
        [
            verdict("pending", criterion="one", due_on="2016-09-03"),
            verdict("pending", criterion="two", due_on="2016-12-02"),
        ],
    ),
    Case(
        "silence of the feed is not success",
        Story(ENGAGED).adult().problem("crime").world,
        plan(CLEAR),
        "2016-07-01",
        [
            verdict(
                "no_data", "FEED_STALE", window_starts_on="2016-01-01", window_ends_on="2016-06-30", due_on=""
            )
        ],
        {"sustained": "no_data", "earliest_on": ""},
    ),
    Case(
        "a feed that lags by the allowed 45 days meets an older window",
        Story(ENGAGED).adult().problem("crime").covered("proven_offence", last="2016-07-16").world,
        plan(CLEAR),
        "2016-08-31",
        [verdict("met", window_starts_on="2016-01-01", window_ends_on="2016-06-30")],
    ),
    Case(
        "a feed that lags by one day more is stale",
        Story(ENGAGED).adult().problem("crime").covered("proven_offence", last="2016-07-15").world,
        plan(CLEAR),
        "2016-08-31",
        [verdict("no_data", "FEED_STALE")],
    ),
    Case(
        "the window must be covered to its last day however short the lag",
        Story(ENGAGED).adult().problem("crime").covered("proven_offence", last="2016-06-29").world,
        plan(CLEAR),
        "2016-07-01",
        [verdict("no_data", "FEED_GAP", due_on="")],
    ),
    Case(
        "after a gap in the feed the window begins anew",
        Story(ENGAGED)
        .adult()
        .problem("crime")
        .covered("proven_offence", last="2016-02-09")
        .covered("proven_offence", first="2016-02-11")
        .world,
        plan(CLEAR),
        "2016-08-10",
        [verdict("no_data", "FEED_GAP", due_on="2016-08-11", window_starts_on="2016-01-01")],
    ),
    Case(
        "and is met when it is over",
        Story(ENGAGED)
        .adult()
        .problem("crime")
        .covered("proven_offence", last="2016-02-09")
        .covered("proven_offence", first="2016-02-11")
        .world,
        plan(CLEAR),
        "2016-08-11",
        [verdict("met", window_starts_on="2016-02-11", window_ends_on="2016-08-10", value="223")],
    ),
]
