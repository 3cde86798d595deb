"""Late corrections by the thousand: beliefs withdrawn, or superseded by others."""

import random
from datetime import timedelta

from django.db import transaction

from families.facts.models import ClaimMade, Coverage, Event, Judgement, Score, Spell, TermDates, TermRecord
from families.models import FamilyDetails, LeadWorker, Membership, PersonDetails, Plan, Problem
from families.two_clocks import moment_of_writing

ONE_DAY = timedelta(days=1)
WITHDRAWN = None


def event(row, rng):
    return rng.choice([WITHDRAWN, {"occurred_on": row.occurred_on + rng.choice([-90, -1, 1, 30]) * ONE_DAY}])


def spell(row, rng):
    later = (row.ends_on or row.starts_on) + rng.choice([0, 30, 200]) * ONE_DAY
    return rng.choice([
        WITHDRAWN, {"ends_on": None}, {"ends_on": later}, {"starts_on": row.starts_on - rng.choice([1, 30]) * ONE_DAY}
    ])


def term_record(row, rng):
    return rng.choice([WITHDRAWN, {"unauthorised": 0}, {"unauthorised": row.possible - row.authorised}])


def score(row, rng):
    return rng.choice([WITHDRAWN, {"score": row.score + rng.choice([-2, 2])}])


def judgement(row, rng):
    return rng.choice([WITHDRAWN, {"achieved": not row.achieved}])


def coverage(row, rng):
    return rng.choice([WITHDRAWN, {"ends_on": max(row.starts_on, row.ends_on - 30 * ONE_DAY)}])


def membership(row, rng):
    last = row.starts_on + rng.choice([200, 700]) * ONE_DAY
    role = rng.choice(["adult", "child", "non_resident_parent"])
    return rng.choice([WITHDRAWN, {"role": role}, {"ends_on": min(last, row.ends_on or last)}])


def problem(row, rng):
    return rng.choice([WITHDRAWN, {"status": "accepted" if row.status != "accepted" else "rejected"}])


def plan(row, rng):
    return rng.choice([WITHDRAWN, {"objectives": row.objectives[:-1]}, {"covers": None}])


def family(row, rng):
    engaged_on = row.engaged_on and row.engaged_on - rng.choice([1, 31, 200]) * ONE_DAY
    return rng.choice([
        {"engaged_on": None}, {"engaged_on": engaged_on}, {"assessed_on": None}, {"framework": "expanded"}
    ])


def person(row, rng):
    return {"date_of_birth": row.date_of_birth - rng.choice([1, 30, 400]) * ONE_DAY}


def term(row, rng):
    return {"counts": not row.counts}


def claim(row, rng):
    return {"status": "withdrawn" if row.status == "paid" else "paid"}


def lead_worker(row, rng):
    return WITHDRAWN


# Each sort of belief: how it is corrected, and how often beside the others.
SORTS = {
    Event: (event, 24), Spell: (spell, 20), TermRecord: (term_record, 20), Score: (score, 6), Judgement: (judgement, 4),
    Coverage: (coverage, 1), Membership: (membership, 10), Problem: (problem, 8), Plan: (plan, 6),
    FamilyDetails: (family, 5), PersonDetails: (person, 5), TermDates: (term, 1), ClaimMade: (claim, 1),
    LeadWorker: (lead_worker, 2),
}  # fmt: skip


def correct(number, seed):
    """Makes so many corrections, in transactions of about 500. Gives their number."""
    rng, done = random.Random(f"corrections {seed}"), 0
    while done < number:
        with transaction.atomic():
            done += correct_some(min(500, number - done), rng)
    return done


def correct_some(number, rng):
    """Corrections of one moment, each of another belief."""
    at, done = moment_of_writing(), 0
    weights = [weight for _, weight in SORTS.values()]
    wanted = rng.choices(list(SORTS), weights, k=number)
    for model in SORTS:
        ids = sorted(model.objects.current().values_list("pk", flat=True))
        chosen = rng.sample(ids, min(len(ids), wanted.count(model)))
        rows = list(model.objects.filter(pk__in=chosen).order_by("pk"))
        model.objects.filter(pk__in=chosen).update(superseded_at=at)
        model.objects.bulk_create(filter(None, (instead(row, at, rng) for row in rows)))
        done += len(rows)
    return done


def instead(row, at, rng):
    """The belief in place of this one, or None where it is withdrawn."""
    changed = SORTS[type(row)][0](row, rng)
    if changed is WITHDRAWN:
        return None
    for name, value in changed.items():
        setattr(row, name, value)
    row.pk, row.recorded_at, row.superseded_at = None, at, None
    return row
