"""The school calendar, and the coverage of feeds: whole, with gaps, stale by a day, or missing."""

from datetime import date, timedelta

from tests.reference.days import minus, plus
from tests.reference.world import Coverage, District, Term

ONE_DAY = timedelta(days=1)

SPELL_KINDS = [
    "child_in_need",
    "child_protection",
    "looked_after",
    "alternative_provision",
    "neet",
    "rent_arrears",
    "custody",
]


def make_terms(maker):
    """Three school years, the last holding the day of judging; sometimes one term is passed over."""
    rng, D = maker.rng, maker.as_of
    last_year = D.year if D.month >= 9 else D.year - 1
    rows = []
    for year in range(last_year - 2, last_year + 1):
        short = f"{year % 100}-{(year + 1) % 100}"
        spring_ends = date(year + 1, 3, rng.choice([24, 31]))
        spring_starts = date(year + 1, 1, rng.choice([3, 4, 5]))
        autumn_starts = rng.choice([date(year, 8, 31), date(year, 9, 1), date(year, 9, 2), date(year, 9, 5)])
        rows.append((f"AUT{short}", autumn_starts, date(year, 12, rng.choice([16, 18]))))
        if spring_starts < D - timedelta(days=30) and spring_ends >= D and maker.chance(0.6):
            half = rng.choice([D - ONE_DAY, D, D - timedelta(days=10)])
            rows.append((f"SPA{short}", spring_starts, half))
            rows.append(
                (f"SPB{short}", half + timedelta(days=rng.choice([1, 7])), spring_ends + timedelta(days=8))
            )
        else:
            rows.append((f"SPR{short}", spring_starts, spring_ends))
        summer_starts, summer_ends = date(year + 1, 4, rng.choice([11, 18])), date(year + 1, 7, 21)
        if maker.chance(0.25):
            friday = max(day for day in june(year + 1) if day.weekday() == 4)
            rows.append((f"SUA{short}", summer_starts, friday - ONE_DAY))
            rows.append((f"SUB{short}", friday, summer_ends))
        else:
            rows.append((f"SUM{short}", summer_starts, summer_ends))
    passed_over = rng.choice(rows[1:5])[0] if maker.chance(0.3) else None
    maker.world.terms += [Term(code, first, last, code != passed_over) for code, first, last in rows]


def june(year):
    """Every day of a June; on its last Friday school age ends, and sometimes a half term begins."""
    return [date(year, 6, number) for number in range(1, 31)]


def make_districts(maker):
    """A few districts."""
    names = ["North", "Harbour", "Moor", "Old Town"]
    maker.world.districts += [
        District(f"D{number}", name, f"Co-ordinator of {name}", 50 * number)
        for number, name in enumerate(names, 1)
    ]


def make_coverage(maker):
    """How far each feed reaches, each in one of the ways in which feeds are good or wanting."""
    rng, D = maker.rng, maker.as_of
    one, other = rng.sample(["proven_offence", "asb_incident"], 2)
    old_gap(maker, one)
    whole(maker, other)
    one, other = rng.sample(["police_callout", "missing_episode"], 2)
    recent_gap(maker, one)
    rng.choice([whole, up_to_yesterday, up_to_the_lag])(maker, other)
    one, other = rng.sample(["domestic_abuse_incident", "eviction_notice"], 2)
    up_to_the_lag(maker, one)
    rng.choice([whole, up_to_yesterday])(maker, other)
    ways = [whole, short_of_the_lag, recent_gap, late_start, whole, two_sources, missing]
    rng.shuffle(ways)
    for kind, way in zip(SPELL_KINDS, ways, strict=True):
        way(maker, kind)

    ended = [term for term in maker.world.terms if term.counts and term.ends_on < D]
    oldest = ended[-3]
    gap = rng.choice([oldest.starts_on, maker.between(oldest.starts_on, oldest.ends_on), oldest.ends_on])
    broken, sound = rng.sample(["fixed_exclusion", "permanent_exclusion"], 2)
    add(maker, broken, minus(D, 50), gap - ONE_DAY)
    add(maker, broken, gap + ONE_DAY, rng.choice([ended[-1].ends_on, D - ONE_DAY, plus(D, 1)]))
    add(maker, sound, ended[0].starts_on, D - ONE_DAY)


def broken_off(maker):
    """The coverage rows, of some time ago, after whose last day nothing is covered."""
    rows = maker.world.coverage
    return [
        row
        for row in rows
        if row.ends_on < minus(maker.as_of, 6)
        if not any(
            other.kind == row.kind and other.starts_on <= row.ends_on + ONE_DAY <= other.ends_on
            for other in rows
        )
    ]


def add(maker, kind, first, last, source="council"):
    """One coverage row."""
    maker.world.coverage.append(Coverage(kind, first, last, source))


def whole(maker, kind):
    """Adjacent rows without a gap, the last one running on after the day of judging."""
    D = maker.as_of
    cut = maker.between(minus(D, 14), minus(D, 1))
    add(maker, kind, minus(D, 50), cut)
    add(maker, kind, cut + ONE_DAY, plus(D, 1))


def up_to_the_lag(maker, kind):
    """Overlapping rows that end on the last day that the usual lag of 45 days asks for."""
    D = maker.as_of
    add(maker, kind, minus(D, 50), minus(D, 10))
    add(maker, kind, minus(D, 12), D - timedelta(days=46), "police")


def short_of_the_lag(maker, kind):
    """Rows that end one day before what the usual lag asks for."""
    D = maker.as_of
    add(maker, kind, minus(D, 50), D - timedelta(days=47))
    add(maker, kind, minus(D, 20), minus(D, 19), "police")


def up_to_yesterday(maker, kind):
    """Rows that end on the last day that can count, whatever the lag."""
    D = maker.as_of
    add(maker, kind, minus(D, 50), maker.rng.choice([D - ONE_DAY, D]))


def recent_gap(maker, kind):
    """A gap of one day, some months ago."""
    D = maker.as_of
    gap = maker.between(minus(D, 6) + ONE_DAY, minus(D, 2))
    if months_asked(maker, kind) and maker.chance(0.5):
        gap = minus(D, maker.rng.choice(months_asked(maker, kind)))
    add(maker, kind, minus(D, 50), gap - ONE_DAY)
    add(maker, kind, gap + ONE_DAY, D + timedelta(days=60))


def months_asked(maker, kind):
    """For how many months the plans ask for none of this kind."""
    return [
        criterion.get("months", 6)
        for plan in maker.plans
        for headline in plan["headline"]
        for criterion in headline["criterion"]
        if kind in [*criterion.get("events", []), *criterion.get("spells", [])]
        if criterion["kind"] == "clear_period"
    ]


def old_gap(maker, kind):
    """A gap of a few days, a year or two ago."""
    D = maker.as_of
    gap = maker.between(minus(D, 26), minus(D, 16))
    add(maker, kind, minus(D, 50), gap)
    add(maker, kind, gap + timedelta(days=4), D - timedelta(days=maker.rng.choice([2, 8, 46])))


def late_start(maker, kind):
    """A feed that began some months ago."""
    D = maker.as_of
    add(
        maker, kind, maker.between(minus(D, 13), minus(D, 3)), D - timedelta(days=maker.rng.choice([1, 8, 9]))
    )


def two_sources(maker, kind):
    """Two sources that take turns, and one row inside another."""
    D = maker.as_of
    add(maker, kind, minus(D, 50), minus(D, 7))
    add(maker, kind, minus(D, 30), minus(D, 20), "police")
    add(maker, kind, minus(D, 7) + ONE_DAY, D - ONE_DAY, "police")


def missing(maker, kind):
    """No row at all."""
