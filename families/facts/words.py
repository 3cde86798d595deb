"""What a record says, in one line for people."""

from families.facts.dates import day_in_words
from families.facts.models import Event, Judgement, Score, Spell
from families.models import Problem
from families.plans.models import Plan
from families.scoring.models import OwnReading


def event_in_words(event):
    return f"{event.get_kind_display()} on {day_in_words(event.occurred_on)}"


def spell_in_words(spell):
    until = f"to {day_in_words(spell.ends_on)}" if spell.ends_on else "and still going on"
    return f"{spell.get_kind_display()} from {day_in_words(spell.starts_on)} {until}"


def score_in_words(score):
    return f"{score.tool}: {score.score.normalize():f} on {day_in_words(score.scored_on)}"


def own_reading_in_words(reading):
    words = f", “{reading.words}”" if reading.words else ""
    return f"{reading.tool}, in their own view: {reading.score} on {day_in_words(reading.scored_on)}{words}"


def judgement_in_words(judgement):
    what = "achieved" if judgement.achieved else "not achieved"
    return f"{judgement.headline}: {what}, decided by {judgement.decided_by} on {day_in_words(judgement.decided_on)}"


def problem_in_words(problem):
    status = problem.get_status_display().lower()
    return f"{problem.headline}: {status}, identified on {day_in_words(problem.identified_on)}"


def plan_in_words(plan):
    objectives = ", ".join(plan.objectives) or "no headline"
    return f"Plan agreed on {day_in_words(plan.agreed_on)}, with objectives for {objectives}"


WORDS = {
    Event: event_in_words, Spell: spell_in_words, Score: score_in_words, Judgement: judgement_in_words,
    Problem: problem_in_words, Plan: plan_in_words, OwnReading: own_reading_in_words,
}


def in_words(record, people):
    """What a record says and about whom; `people` as `families.members.people_of` gives them."""
    words = WORDS[type(record)](record)
    if not hasattr(record, "person_id"):
        return words
    who = people.get(record.person_id)
    return f"{words}: {who.name if who else 'the family as a whole'}"
