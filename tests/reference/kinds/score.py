"""A scored tool improved and held."""

from tests.reference.days import minus, plus
from tests.reference.known import Verdict
from tests.reference.numbers import plain


def verdicts(known, family, headline, criterion):
    """One verdict for the family, or one for each person whom the criterion looks at."""
    threshold = plain(criterion.get("at_least", criterion.get("improve_by")))
    if criterion.get("subject", "family") == "family":
        answers = [judge_readings(known, criterion, "", family_readings(known, family, criterion))]
    else:
        answers = [
            judge_readings(known, criterion, person_ref, person_readings(known, family, criterion, person_ref))
            for person_ref in persons(known, family, headline, criterion)
        ] or [Verdict("", "no_data", "NO_READING")]
    for verdict in answers:
        verdict.threshold = threshold
    return answers


def persons(known, family, headline, criterion):
    """The members whom a problem under the headline names; where it names none, those with a reading."""
    members = [member.person_ref for member in known.members_on(family.family_ref, known.as_of)]
    named = {
        problem.person_ref
        for problem in known.problems[family.family_ref]
        if problem.headline == headline["code"]
    }
    named_members = [person_ref for person_ref in members if person_ref in named]
    if named_members:
        return named_members
    return [ref for ref in members if person_readings(known, family, criterion, ref)]


def family_readings(known, family, criterion):
    """The readings that count, of the family as a whole, in order."""
    return in_time(known.scores_of_family[family.family_ref], family, criterion)


def person_readings(known, family, criterion, person_ref):
    """The readings that count, of one person, in order."""
    return in_time(known.scores_of_person[person_ref], family, criterion)


def in_time(rows, family, criterion):
    """The readings of the tool from shortly before engagement on."""
    first = minus(family.engaged_on, criterion.get("baseline_months", 3))
    return sorted(
        (row for row in rows if row.tool == criterion["tool"] and row.scored_on >= first),
        key=lambda row: row.scored_on,
    )


def judge_readings(known, criterion, person_ref, readings):
    """The verdict on one row of readings; the first is the baseline."""
    hold_months = criterion.get("hold_months", 3)
    if not readings:
        return Verdict(person_ref, "no_data", "NO_READING")
    if len(readings) == 1:
        return Verdict(person_ref, "pending", "NO_SECOND_READING")

    runs = [[]]
    for reading in readings[1:]:
        if is_good(criterion, readings[0], reading):
            runs[-1].append(reading)
        else:
            runs.append([])
    current_run, earlier_runs = runs[-1], runs[:-1]

    if not current_run:
        held_before = any(run and held(run, hold_months) for run in earlier_runs)
        return Verdict(person_ref, "regressed" if held_before else "not_met")
    grade = known.lowest_grade(current_run)
    if held(current_run, hold_months):
        return Verdict(person_ref, "met", grade=grade)
    return Verdict(person_ref, "pending", due_on=plus(current_run[0].scored_on, hold_months), grade=grade)


def held(run, hold_months):
    """Whether a row of good readings spans the months that progress must hold."""
    return run[-1].scored_on >= plus(run[0].scored_on, hold_months)


def is_good(criterion, baseline, reading):
    """Whether a reading reaches the score asked for and improves on the baseline by as much as asked."""
    direction = 1 if criterion.get("higher_is_better", True) else -1
    if "at_least" in criterion and direction * reading.score < direction * criterion["at_least"]:
        return False
    if "improve_by" in criterion:
        return direction * (reading.score - baseline.score) >= criterion["improve_by"]
    return True
