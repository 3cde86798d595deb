"""The computed vectors of employment: weeks in work and out, and when each rule is satisfied."""

from datetime import date, timedelta

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

MONDAY = date(2016, 1, 4)

# Number, weeks in work (E) or in a gap on benefit (G), then for 26 weeks in 30 and for 13 consecutive
# weeks the last day of the first week at whose end the rule is satisfied; blank for never.
VECTORS = [
    ("E1", "26E", "2016-07-03", "2016-04-03"),
    ("E2", "25E 5G", "", "2016-04-03"),
    ("E3", "10E 1G 16E", "2016-07-10", "2016-06-19"),
    ("E4", "10E 4G 16E", "2016-07-31", "2016-07-10"),
    ("E5", "10E 5G 40E", "2016-10-16", "2016-07-17"),
    ("E6", "12E 1G 13E", "", "2016-07-03"),
    ("E7", "20E 5G 30E", "2016-12-25", "2016-04-03"),
    ("E8", "25E 4G 1E", "2016-07-31", "2016-04-03"),
    ("E9", "25E 5G 30E", "2017-01-29", "2016-04-03"),
    ("E10", "6E 1G 6E 1G 6E 1G 6E 1G 6E", "2016-07-31", ""),
]

PLAN = outcomes_plan(
    headline(
        "work",
        'kind = "continuous_work"\n'
        'benefits = ["benefit_jsa", "benefit_is"]\n'
        "[headline.criterion.rules]\n"
        "benefit_jsa = { days = 182, within_days = 210, gap_days = 28 }\n"
        "default = { days = 91, within_days = 91, gap_days = 0 }",
    ),
    routes=("employment",),
)


def working(pattern, benefit):
    """An adult who came off a benefit, and went back to it in every gap."""
    story = Story("2016-01-01").adult().problem("work", "A1")
    story.spell(benefit, "2015-06-01", (MONDAY - timedelta(days=1)).isoformat(), "A1")
    monday = MONDAY
    for part in pattern.split():
        sunday = monday + timedelta(weeks=int(part[:-1]), days=-1)
        kind = "employment" if part.endswith("E") else benefit
        story.spell(kind, monday.isoformat(), sunday.isoformat(), "A1")
        monday = sunday + timedelta(days=1)
    return story.world


def cases_of(number, pattern, benefit, rule, satisfied_on):
    """The rule is met on the day after the last day it needs, and open on that day itself."""
    world = working(pattern, benefit)
    name = f"{number} {pattern} under {rule}"
    if not satisfied_on:
        over = max(spell.ends_on for spell in world.spells if spell.kind == "employment") + timedelta(days=1)
        return [
            Case(
                f"{name} is never met", world, [PLAN], over.isoformat(), [verdict("pending", person_ref="A1")]
            )
        ]
    next_day = (date.fromisoformat(satisfied_on) + timedelta(days=1)).isoformat()
    return [
        Case(
            f"{name} is open on its last day",
            world,
            [PLAN],
            satisfied_on,
            [verdict("pending", due_on=next_day)],
        ),
        Case(f"{name} is met on the next", world, [PLAN], next_day, [verdict("met", due_on="")]),
    ]


CASES = [
    case
    for number, pattern, of_thirty, in_a_row in VECTORS
    for case in (
        *cases_of(number, pattern, "benefit_jsa", "26 weeks in 30", of_thirty),
        *cases_of(number, pattern, "benefit_is", "13 weeks in a row", in_a_row),
    )
]
