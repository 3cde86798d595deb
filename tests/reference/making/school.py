"""School records and exclusions of the children, on both sides of the percentages asked for and on them."""

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from tests.reference.days import birthday
from tests.reference.making.facts import ONE_DAY


@dataclass
class Mark:
    """The percentage that a child's records are made around."""

    measure: str
    percent: object
    min_possible: int
    max_fixed_exclusions: int | None
    terms: int


def school_terms(maker, household, criteria, goes_well):
    """Records of every child for every term, and exclusions, around one of the criteria that look at them."""
    for person_ref in household.in_role("child"):
        criterion = maker.rng.choice(criteria)
        mark = Mark(
            criterion["measure"],
            criterion["percent"],
            criterion.get("min_possible", 20),
            criterion.get("max_fixed_exclusions"),
            criterion.get("terms", 3),
        )
        term_records(maker, person_ref, mark, goes_well)
        if not goes_well and mark.max_fixed_exclusions is not None and maker.chance(0.85):
            exclusions(maker, person_ref, mark)


def term_records(maker, person_ref, mark, goes_well):
    """One child's records of all terms that have begun, most of them good."""
    rng, D = maker.rng, maker.as_of
    how = "good" if goes_well else maker.pick(
        good=34, bad_last=9, bad_earlier=8, bad=6, exact_once=18, exact=6,
        missing=8, few=22, two_schools=6, mixed=12, bad_and_missing=4,
    )  # fmt: skip
    terms = [term for term in maker.world.terms if term.starts_on < D]
    ended = [term for term in terms if term.counts and term.ends_on < D]
    run = ended[-mark.terms :]
    odd = rng.choice(run)
    off_balance = [rng.choice([4, 3, -4]), 0, -4] + [0] * len(run)
    born = maker.people[person_ref].date_of_birth
    for term in terms:
        if term.starts_on < birthday(born, 4) or (term.ends_on < birthday(born, 5) and maker.chance(0.5)):
            continue
        possible = rng.choice([80, 120, 120, 160])
        absent = edge(mark, possible)
        step = -rng.randint(1, max(1, min(absent, 12)))
        if how == "bad" or (how in ("bad_last", "bad_and_missing") and term == run[-1]):
            step = rng.randint(1, 20)
        elif how == "bad_earlier" and term in ended[:-1]:
            step = rng.choice([1, 10, step])
        elif how == "exact" or (how == "exact_once" and term == odd):
            step = 0
        elif how == "mixed":
            possible = 120
            absent = edge(mark, possible)
            step = off_balance[run.index(term)] if term in run else 0
        elif how in ("missing", "bad_and_missing") and term == odd:
            continue
        elif how == "few" and term == odd:
            possible = max(mark.min_possible - rng.choice([0, 1]), 0)
            absent, step = edge(mark, possible), -rng.choice([0, 1])
        absent = min(max(absent + step, 0), possible)
        write_record(maker, person_ref, term, mark, possible, absent, halves=how == "two_schools")


def edge(mark, possible):
    """The number of absences at which the percentage is just reached, or the next whole one below."""
    percent = Fraction(mark.percent)
    if mark.measure == "attendance":
        percent = 100 - percent
    return int(percent * possible / 100)


def write_record(maker, person_ref, term, mark, possible, absent, halves):
    """One child's sessions in one term, at one school or shared between two."""
    rng = maker.rng
    authorised = rng.randint(0, absent) if mark.measure == "attendance" else 0
    unauthorised = absent - authorised
    if mark.measure == "unauthorised" and maker.chance(0.3):
        authorised = min(rng.randint(0, 10), possible - unauthorised)
    if not halves or possible < 60:
        maker.add_term_record(person_ref, term.code, "Oakfield", possible, authorised, unauthorised)
        return
    # Both halves are long enough to hold all absences, however they fall.
    first = possible // 2
    authorised_first = rng.randint(0, min(authorised, first))
    unauthorised_first = rng.randint(0, min(unauthorised, first - authorised_first))
    rest = possible - first
    while authorised - authorised_first + unauthorised - unauthorised_first > rest:
        if authorised_first < authorised:
            authorised_first += 1
        else:
            unauthorised_first += 1
    maker.add_term_record(person_ref, term.code, "Oakfield", first, authorised_first, unauthorised_first)
    maker.add_term_record(
        person_ref,
        term.code,
        "St Anne's",
        rest,
        authorised - authorised_first,
        unauthorised - unauthorised_first,
    )


def exclusions(maker, person_ref, mark):
    """As many exclusions as are allowed, or one more, at the ends of the run and just outside them."""
    rng, D = maker.rng, maker.as_of
    ended = [term for term in maker.world.terms if term.counts and term.ends_on < D]
    first, last = ended[-mark.terms].starts_on, ended[-1].ends_on
    number = mark.max_fixed_exclusions + rng.choice([0, 0, 1, 1, 1, 2])
    for _ in range(number):
        day = rng.choice([first, last, maker.between(first, last), maker.between(first, last)])
        maker.add_event("fixed_exclusion", day, person_ref)
    if maker.chance(0.3):
        outside = rng.choice([first - ONE_DAY, last + ONE_DAY, D + timedelta(days=2)])
        maker.add_event("fixed_exclusion", outside, person_ref)
    if maker.chance(0.2):
        kind = rng.choice(["fixed_exclusion", "permanent_exclusion"])
        maker.add_event(kind, maker.between(first, last), person_ref, withdrawn=True)
    if maker.chance(0.1):
        day = rng.choice([first, last, first - ONE_DAY, last + ONE_DAY])
        maker.add_event("permanent_exclusion", day, person_ref)
