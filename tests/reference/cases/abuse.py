"""Domestic abuse, social care, health, and what people decide."""

from tests.reference.cases.building import Case, Story, headline, outcomes_plan, verdict

NO_ABUSE = 'kind = "clear_period"\nevents = ["domestic_abuse_incident"]'
NO_PLAN = 'kind = "clear_period"\nspells = ["child_protection"]'
STAR = 'kind = "score"\ntool = "family_star/parenting"\nsubject = "family"\nimprove_by = 2\n'
DECIDED = 'kind = "judgement"\nroles = ["manager"]'
ENGAGED = "2016-01-04"


def plan(*criteria, **more):
    """A plan with the one headline `safe`."""
    return [outcomes_plan(headline("safe", *criteria, **more))]


def incident(day, ref="A1"):
    """A family of two adults, one of whom left on 1 May 2016, with an incident on one of them."""
    story = Story(ENGAGED).adult().adult("A2", "1979-01-01", until="2016-05-01").problem("safe")
    return story.covered("domestic_abuse_incident").events("domestic_abuse_incident", day, ref=ref).world


def protected(*spells):
    """A family whose child was under child protection plans."""
    story = Story("2015-06-01").child().problem("safe", "C1").covered("child_protection")
    for first, last in spells:
        story.spell("child_protection", first, last, "C1")
    return story.world


def scored(**readings):
    """A family with readings of the tool."""
    return Story(ENGAGED).adult().problem("safe").scores("family_star/parenting", **readings).world


def decided(*decisions):
    """A family with recorded decisions."""
    story = Story(ENGAGED).adult().problem("safe")
    for on, achieved in decisions:
        story.decision("safe", on, achieved)
    return story.world


def case(name, world, criterion, as_of, expected):
    """A case of one criterion."""
    return Case(name, world, plan(criterion), as_of, [expected])


CASES = [
    case(
        "DA-01 an incident counts if the victim is a member, whoever did it",
        incident("2016-06-01"),
        NO_ABUSE,
        "2016-08-01",
        verdict("pending", due_on="2016-12-02"),
    ),
    case(
        "DA-01 one recorded on somebody who had left is not the family's",
        incident("2016-06-01", "A2"),
        NO_ABUSE,
        "2016-08-01",
        verdict("met"),
    ),
    case(
        "DA-01 one recorded on the last day of membership is",
        incident("2016-05-01", "A2"),
        NO_ABUSE,
        "2016-08-01",
        verdict("pending", due_on="2016-11-02"),
    ),
    case(
        "DA-02 six months after 31 August are over on 1 March",
        incident("2016-08-31"),
        NO_ABUSE,
        "2017-03-01",
        verdict("met", window_starts_on="2016-09-01", window_ends_on="2017-02-28", value="181"),
    ),
    case(
        "DA-02 on 28 February they are not",
        incident("2016-08-31"),
        NO_ABUSE,
        "2017-02-28",
        verdict("regressed", "NEW_FACT", due_on="2017-03-01", value="180"),
    ),
    case(
        "a period that begins on 31 August is over on 28 February",
        incident("2016-08-30"),
        NO_ABUSE,
        "2017-02-28",
        verdict("met", window_starts_on="2016-08-31", window_ends_on="2017-02-27"),
    ),
    case(
        "a period that begins on 29 August ends with February too",
        incident("2016-08-28"),
        NO_ABUSE,
        "2017-02-28",
        verdict("met", window_starts_on="2016-08-29", window_ends_on="2017-02-27"),
    ),
    case(
        "CP-01 a new plan within six months breaks the period",
        protected(("2015-01-01", "2016-03-01"), ("2016-08-31", None)),
        NO_PLAN,
        "2016-08-31",
        verdict("not_met", "OPEN_SPELL"),
    ),
    case(
        "CP-01 a new plan on the day the period would be met breaks it",
        protected(("2015-01-01", "2016-03-01"), ("2016-09-02", None)),
        NO_PLAN,
        "2016-09-02",
        verdict("not_met", "OPEN_SPELL"),
    ),
    case(
        "CP-01 the day before that the period is not over",
        protected(("2015-01-01", "2016-03-01"), ("2016-09-02", None)),
        NO_PLAN,
        "2016-09-01",
        verdict("pending", due_on="2016-09-02"),
    ),
    case(
        "CP-01 a new plan later is a relapse",
        protected(("2015-01-01", "2016-03-01"), ("2016-09-03", None)),
        NO_PLAN,
        "2016-09-03",
        verdict("regressed"),
    ),
    case(
        "CP-01 once it has ended the period begins anew",
        protected(("2015-01-01", "2016-03-01"), ("2016-09-03", "2016-09-30")),
        NO_PLAN,
        "2016-10-01",
        verdict("regressed", "NEW_FACT", due_on="2017-04-01", value="0"),
    ),
    case(
        "an end that has not come yet is not known",
        protected(("2015-01-01", "2016-10-01")),
        NO_PLAN,
        "2016-09-03",
        verdict("not_met", "OPEN_SPELL"),
    ),
    case(
        "HE-01 a single reading needs a second",
        scored(d2016_01_04=3),
        STAR,
        "2016-12-01",
        verdict("pending", "NO_SECOND_READING", due_on="", window_starts_on="", value="", threshold="2"),
    ),
    case(
        "no reading since three months before engagement",
        scored(d2015_10_03=3),
        STAR,
        "2016-12-01",
        verdict("no_data", "NO_READING"),
    ),
    case(
        "the first reading may be three months old",
        scored(d2015_10_04=3),
        STAR,
        "2016-12-01",
        verdict("pending", "NO_SECOND_READING"),
    ),
    case(
        "progress held for three months",
        scored(d2016_01_04=3, d2016_05_31=5, d2016_08_31=6),
        STAR,
        "2016-12-01",
        verdict("met", due_on=""),
    ),
    case(
        "progress held for a day less",
        scored(d2016_01_04=3, d2016_05_31=5, d2016_08_30=6),
        STAR,
        "2016-08-30",
        verdict("pending", due_on="2016-08-31"),
    ),
    case(
        "a reading short of the improvement asked for interrupts",
        scored(d2016_01_04=3, d2016_05_31="4.99", d2016_08_31=6),
        STAR,
        "2016-12-01",
        verdict("pending", due_on="2016-11-30"),
    ),
    case(
        "progress lost before it was held",
        scored(d2016_01_04=3, d2016_05_31=5, d2016_08_31=4),
        STAR,
        "2016-12-01",
        verdict("not_met", due_on=""),
    ),
    case(
        "progress lost after it was held",
        scored(d2016_01_04=3, d2016_02_01=5, d2016_05_01=5, d2016_08_31=4),
        STAR,
        "2016-12-01",
        verdict("regressed", due_on=""),
    ),
    case(
        "where lower is better both limits must hold",
        scored(d2016_01_04=900, d2016_02_01=500, d2016_05_01=500),
        'kind = "score"\ntool = "family_star/parenting"\nsubject = "family"\n'
        "at_least = 500\nimprove_by = 400.5\nhigher_is_better = false",
        "2016-12-01",
        verdict("not_met", threshold="500"),
    ),
    Case(
        "a tool of each person looks at those whom the problem names",
        Story(ENGAGED)
        .adult()
        .adult("A2", "1979-01-01")
        .problem("safe", "A2")
        .scores("dash/risk", "A1", d2016_02_01=5)
        .world,
        plan('kind = "score"\ntool = "dash/risk"\nsubject = "each_person"\nat_least = 5'),
        "2016-12-01",
        [verdict("no_data", "NO_READING", person_ref="A2")],
        absent=[{"person_ref": "A1"}],
    ),
    Case(
        "where nobody is named it looks at those who have a reading",
        Story(ENGAGED)
        .adult()
        .adult("A2", "1979-01-01")
        .problem("safe")
        .scores("dash/risk", "A1", d2016_02_01=5)
        .world,
        plan('kind = "score"\ntool = "dash/risk"\nsubject = "each_person"\nat_least = 5'),
        "2016-12-01",
        [verdict("pending", "NO_SECOND_READING", person_ref="A1")],
        absent=[{"person_ref": "A2"}, {"person_ref": ""}],
    ),
    Case(
        "where nobody has one the family lacks data",
        Story(ENGAGED).adult().problem("safe").world,
        plan('kind = "score"\ntool = "dash/risk"\nsubject = "each_person"\nat_least = 5'),
        "2016-12-01",
        [verdict("no_data", "NO_READING", person_ref="")],
    ),
    case(
        "a decision is good on the last day of its validity",
        decided(("2016-01-04", True)),
        DECIDED,
        "2017-01-04",
        verdict("met", threshold="", value="", window_starts_on="", due_on=""),
    ),
    case(
        "and not on the next",
        decided(("2016-01-04", True)),
        DECIDED,
        "2017-01-05",
        verdict("pending", due_on=""),
    ),
    case(
        "one from before engagement is none",
        decided(("2016-01-03", True)),
        DECIDED,
        "2016-08-01",
        verdict("pending"),
    ),
    case(
        "the latest decision counts",
        decided(("2016-02-01", True), ("2016-08-01", False), ("2016-08-02", True)),
        DECIDED,
        "2016-08-01",
        verdict("not_met"),
    ),
]
