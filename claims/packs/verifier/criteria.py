"""The six kinds of criterion, judged from the facts of one claim pack: each yields a verdict for every subject."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from family import ONE_DAY, day, days, holds, plain, plus, two_decimals, verdict

EXCLUSIONS = ["fixed_exclusion", "permanent_exclusion"]


def school_terms(family, headline, test):
    """Attendance over consecutive terms, child by child."""
    for person in family.members(family.D, "child"):
        named = bool(family.named(headline) & {"", person})
        if named or test["children"] == "all":
            yield verdict(**school_of(family, test, person, named), person=person, threshold=plain(test["percent"]))


def school_of(family, test, child, named):
    """One child's verdict."""
    born = family.born[child]
    begins = min(
        on for on in (date(plus(born, 60).year + n, m, 31) for n in (0, 1) for m in (3, 8, 12)) if on >= plus(born, 60)
    )
    ends = date(born.year + (17 if born.month >= 9 else 16), 6, 30)
    while ends.weekday() != 4:
        ends -= ONE_DAY
    applying = [
        (day(term["starts_on"]), day(term["ends_on"])) for term in family.calendar
        if term["counts"] and day(term["starts_on"]) >= family.E and begins <= day(term["starts_on"]) <= ends
    ]
    over = [term for term in applying if term[1] < family.D]
    if len(over) < test["terms"]:
        if not named:
            return {"status": "neutral", "reason": "TOO_FEW_TERMS"}
        if ends < family.D:
            return {"status": "neutral", "reason": "LEFT_SCHOOL_AGE"}
        enough = len(applying) >= test["terms"]
        return {"status": "pending", "due": applying[test["terms"] - 1][1] + ONE_DAY if enough else None}
    run = over[-test["terms"]:]
    first, last = run[0][0], run[-1][1]
    records = [fact for fact in family.facts["termrecord"] if fact["person"] == child]
    found = {"window": (first, last), "value": value_of(records, run, test)}
    failure, missing = tested(family, records, run, test, child)
    if failure:
        earlier = [over[at:at + test["terms"]] for at in range(len(over) - test["terms"])]
        if any(tested(family, records, one, test, child) == ("", "") for one in earlier):
            return {**found, "status": "regressed"}
        return {**found, "status": "not_met", "reason": failure}
    grade = family.grade(fact for fact in records if (day(fact["starts_on"]), day(fact["ends_on"])) in run)
    if "max_fixed_exclusions" in test and not missing:
        reached = family.stretch(EXCLUSIONS, first)[1]
        if reached is None or reached < last:
            missing = "FEED_GAP"
        else:
            grade = max(grade, family.grade_covered(EXCLUSIONS, first, last))
    if missing:
        return {**found, "status": "no_data", "reason": missing}
    return {**found, "status": "met", "grade": grade}


def sessions(records, run):
    """Possible, authorised and unauthorised sessions, term by term; None where there is no record."""
    found = []
    for first, _ in run:
        rows = [row for row in records if day(row["starts_on"]) == first]
        sums = tuple(sum(row[name] for row in rows) for name in ("possible", "authorised", "unauthorised"))
        found.append(sums if rows else None)
    return found


def tested(family, records, run, test, child):
    """(how a run of terms fails, what is missing to tell), two codes, blank where it does not or nothing is."""
    found, failure, missing = sessions(records, run), "", ""
    if None in found:
        missing = "TERM_MISSING"
    elif any(possible < test["min_possible"] for possible, _, _ in found):
        missing = "TOO_FEW_SESSIONS"
    if test["aggregation"] == "pooled":
        told = [] if missing else [tuple(map(sum, zip(*found, strict=True)))]
    else:
        told = [one for one in found if one and one[0] >= test["min_possible"]]
    if not all(passes(one, test) for one in told):
        failure = "ATTENDANCE"
    elif "max_fixed_exclusions" in test:
        kinds = [
            fact["kind"] for fact in family.facts["event"]
            if fact["person"] == child and run[0][0] <= day(fact["on"]) <= run[-1][1]
        ]
        if "permanent_exclusion" in kinds or kinds.count("fixed_exclusion") > test["max_fixed_exclusions"]:
            failure = "EXCLUSIONS"
    return failure, missing


def passes(counted, test):
    """Whether sessions are good enough."""
    possible, authorised, unauthorised = counted
    if test["measure"] == "attendance":
        above = 100 * (possible - authorised - unauthorised) - test["percent"] * possible
    else:
        above = test["percent"] * possible - 100 * unauthorised
    return above > 0 or (test["inclusive"] and above == 0)


def value_of(records, run, test):
    """The worst term's percentage, or that of all together; blank where there is none to give."""
    found = sessions(records, run)
    if None in found:
        return ""
    if test["aggregation"] == "pooled":
        found = [tuple(map(sum, zip(*found, strict=True)))]
    if any(possible == 0 for possible, _, _ in found):
        return ""
    if test["measure"] == "attendance":
        return two_decimals(min(Fraction(100 * (possible - a - u), possible) for possible, a, u in found))
    return two_decimals(max(Fraction(100 * u, possible) for possible, _, u in found))


def clear_period(family, headline, test):
    """None of these for a number of months: one verdict for the family."""
    E, D, months, age = family.E, family.D, test["months"], test.get("age_under")
    open_days = family.spell_days(test["spells"], E, D, age)
    bad = sorted(open_days | {day(fact["on"]) for fact in family.events(test["events"], E, D, age)})
    starts = [E, *(on + ONE_DAY for on in bad)]
    was_clear = any(plus(start, months) < end for start, end in zip(starts, bad, strict=False))
    threshold = str(months)
    if D in open_days:
        yield verdict(*(("regressed", "") if was_clear else ("not_met", "OPEN_SPELL")), threshold=threshold)
        return
    start, value = starts[-1], str(max((D - starts[-1]).days, 0))
    due = plus(start, months)
    said = {"window": (start, due - ONE_DAY), "value": value, "threshold": threshold}
    if due > D:
        yield verdict(*(("regressed", "NEW_FACT") if was_clear else ("pending", "")), **said, due=due)
        return
    kinds, fresh = [*test["events"], *test["spells"]], D - ONE_DAY * (1 + test["lag_days"])
    since, _ = family.stretch(kinds, fresh)
    if since is None:
        yield verdict("no_data", "FEED_STALE", **said)
        return
    start = max(start, since)
    due = plus(start, months)
    reached = family.stretch(kinds, start)[1]
    if reached is not None and reached >= due - ONE_DAY and reached >= fresh:
        grade = family.grade_covered(kinds, start, max(due - ONE_DAY, fresh))
        yield verdict("met", **said | {"window": (start, due - ONE_DAY)}, grade=grade)
    else:
        yield verdict("no_data", "FEED_GAP", **said, due=due if due > D else None)


def reduction(family, headline, test):
    """Fewer than before the work began: one verdict for the family."""
    E, D, kinds, age = family.E, family.D, test["events"], test.get("age_under")
    months, before = test["months"], test["baseline_months"]
    earlier, since, fresh = plus(E, -before), plus(D, -months), D - ONE_DAY * (1 + test["lag_days"])
    baseline = family.events(kinds, earlier, E - ONE_DAY, age)
    was, now = len(baseline), len(family.events(kinds, max(since, E), D, age))
    gained = 100 * (was * months - now * before)
    said = {"window": (since, D - ONE_DAY), "threshold": plain(test["percent"])}
    said["value"] = two_decimals(Fraction(gained, was * months)) if was else ""
    if plus(E, months) > D:
        yield verdict("pending", **said, due=plus(E, months))
    elif was == 0 and now:
        yield verdict("not_met", "NEW_FACT", **said)
    elif was and gained < test["percent"] * was * months:
        yield verdict("not_met", "NOT_ENOUGH", **said)
    elif (family.stretch(kinds, earlier)[1] or date.min) < E - ONE_DAY:
        yield verdict("no_data", "FEED_GAP", **said)
    elif (family.stretch(kinds, since)[1] or date.min) < fresh:
        yield verdict("no_data", "FEED_STALE", **said)
    elif was == 0:
        yield verdict("neutral", "NO_BASELINE", **said)
    else:
        told = max(
            family.grade_covered(kinds, earlier, E - ONE_DAY), family.grade_covered(kinds, since, max(since, fresh))
        )
        yield verdict("met", **said, grade=max(told, family.grade(baseline)))


def continuous_work(family, headline, test):
    """Off benefit and in work: one verdict for each adult old enough."""
    for person in family.members(family.D, "adult"):
        if not family.is_younger(person, test["min_age"], family.D):
            yield work_of(family, test, person)


def work_of(family, test, person):
    """One adult's verdict."""
    spells = [fact for fact in family.facts["spell"] if fact["person"] == person]
    work, benefits, bars = (
        [fact for fact in spells if fact["kind"] in test.get(name, [])] for name in ("work", "benefits", "barred_by")
    )

    def covered(rows):
        return {on for row in rows for on in days(day(row["starts_on"]), family.last_day(row))}

    good = sorted(covered(work) - covered(benefits))
    good = [on for on in good if family.E <= on < family.D]
    islands = {name: apart(good, rule["gap_days"]) for name, rule in test["rules"].items()}
    used = island_on(family, test, islands, benefits, family.D)
    if used is None:
        enough = any(len(one) >= test["rules"][name]["days"] for name, found in islands.items() for one in found)
        for on in days(family.E, family.D - ONE_DAY) if enough else ():
            then = island_on(family, test, islands, benefits, on)
            if then and then[0] == on and not any(holds(bar, then[2][0]) for bar in bars):
                return verdict("regressed", "STOPPED_WORKING", person=person)
        return verdict("not_met", "NOT_WORKING", person=person)
    due, place, island = used
    name = list(test["rules"])[place]
    rule = test["rules"][name]
    said = {"person": person, "window": (island[0], family.D - ONE_DAY), "threshold": str(rule["days"])}
    said["value"] = str(within(island, family.D, rule))
    grade = family.grade(fact for fact in work if any(holds(fact, on) for on in island))
    if any(holds(bar, island[0]) for bar in bars):
        return verdict("not_met", "DOUBLE_FUNDING", **said)
    if due == family.D:
        return verdict("met", **said, grade=grade)
    return verdict("pending", **said, due=due, grade=grade)


def apart(good, gap):
    """Good days as islands, between two neighbours of which lie no more than so many days."""
    found = []
    for on in good:
        if found and (on - found[-1][-1]).days - 1 <= gap:
            found[-1].append(on)
        else:
            found.append([on])
    return found


def island_on(family, test, islands, benefits, D):
    """(day on which it is met, place of its rule, good days) of the island that decides on a day, or None."""
    fitting = []
    for place, (name, rule) in enumerate(test["rules"].items()):
        begun = [one for one in islands[name] if one[0] < D]
        island = [on for on in begun[-1] if on < D] if begun else []
        if not island or island[-1] < D - ONE_DAY * (1 + rule["gap_days"]):
            continue
        left = [
            row for row in benefits if day(row["starts_on"]) < island[0]
            and family.last_day(row) >= island[0] - ONE_DAY * (1 + test["lookback_days"])
        ]
        left.sort(key=lambda row: row["kind"])
        left.sort(key=lambda row: (family.last_day(row), row["starts_on"]), reverse=True)
        if left and name == (left[0]["kind"] if left[0]["kind"] in test["rules"] else "default"):
            fitting.append((first_met(island, D, rule), place, island))
    return min(fitting, default=None)


def within(island, D, rule):
    """How many good days lie in the days on which a rule looks back."""
    return sum(on >= D - ONE_DAY * rule["within_days"] for on in island)


def first_met(island, D, rule):
    """The first day from D on on which an island is long enough, were every day from D on a good one."""
    island, on = list(island), D
    while within(island, on, rule) < rule["days"]:
        island.append(on)
        on += ONE_DAY
    return on


def score(family, headline, test):
    """A scored tool improved and held: one verdict for the family, or for each person."""
    first = plus(family.E, -test["baseline_months"])
    rows = [
        fact for fact in family.facts["score"]
        if fact["tool"] == test["tool"] and first <= day(fact["on"]) <= family.D
    ]
    subjects = [""]
    if test["subject"] == "each_person":
        members = family.members(family.D)
        named = [person for person in members if person in family.named(headline)]
        subjects = named or [person for person in members if any(row["person"] == person for row in rows)] or [None]
    for person in subjects:
        readings = sorted((row for row in rows if row["person"] == person), key=lambda row: row["on"])
        yield verdict(
            **score_of(family, test, readings), person=person or "",
            threshold=plain(test["at_least"] if "at_least" in test else test["improve_by"]),
        )


def score_of(family, test, readings):
    """The verdict on one row of readings, of which the first is the baseline."""
    if len(readings) < 2:
        return {"status": "pending", "reason": "NO_SECOND_READING"} if readings else {
            "status": "no_data", "reason": "NO_READING"
        }
    sign = 1 if test["higher_is_better"] else -1
    runs = [[]]
    for row in readings[1:]:
        reached = sign * Decimal(row["score"])
        good = reached >= sign * test.get("at_least", Decimal(row["score"])) and (
            "improve_by" not in test or reached - sign * Decimal(readings[0]["score"]) >= test["improve_by"]
        )
        if good:
            runs[-1].append(row)
        else:
            runs.append([])
    held = [run and day(run[-1]["on"]) >= plus(day(run[0]["on"]), test["hold_months"]) for run in runs]
    if not runs[-1]:
        return {"status": "regressed" if any(held) else "not_met"}
    if held[-1]:
        return {"status": "met", "grade": family.grade(runs[-1])}
    due = plus(day(runs[-1][0]["on"]), test["hold_months"])
    return {"status": "pending", "due": due, "grade": family.grade(runs[-1])}


def judgement(family, headline, test):
    """A named person's recorded decision; the role of somebody who is no user here is vouched for by the sender."""
    decided = [
        fact for fact in family.facts["judgement"]
        if fact["headline"] == headline and fact["decider_role"] in ("", *test["roles"])
        and day(fact["on"]) >= family.E and plus(day(fact["on"]), test["valid_months"]) >= family.D
    ]
    if not decided:
        yield verdict("pending")
        return
    latest = max(decided, key=lambda fact: fact["on"])
    yield verdict("met", grade=family.grade([latest])) if latest["achieved"] else verdict("not_met")


KINDS = {each.__name__: each for each in (school_terms, clear_period, reduction, continuous_work, score, judgement)}
