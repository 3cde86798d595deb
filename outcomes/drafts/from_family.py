"""An example made from a real family: what is believed of it now, with letters for names and nothing else that names
anybody; the dates stay, since they are what the rules read."""

from string import ascii_lowercase

from django.db.models import Q

from families.enums import ProblemStatus
from families.models import ClaimMade, Coverage, Event, Score, Spell, TermDates, TermRecord
from outcomes.judging import judge_family


def example_of(family, *, as_of, used=()):
    """The example: what is believed of the family now, and what the version in force says of it on `as_of`.

    `used` are the names that other examples have.
    """
    details = family.details.current().get()
    members = list(family.memberships.current().order_by("starts_on", "pk").select_related("person"))
    letters = _letters(members)
    example = {
        "name": next(name for number in range(1, 1000) if (name := f"Made from a family, {number}") not in used),
        "judged_on": as_of,
        "family": _row(
            identified_on=details.identified_on, engaged_on=details.engaged_on, assessed_on=details.assessed_on,
            closed_on=details.closed_on, lead_worker=family.lead_workers.current().filter(ends_on=None).exists(),
        ),
        **_who(family, members, letters), **_school(letters), **_facts(family, letters), **_claims(family, details),
    }
    return example | _expected(family, letters, as_of, example)


def _row(**cells):
    return {key: value for key, value in cells.items() if value not in (None, "")}


def _letters(members):
    """Person id -> letter, in the order in which they joined."""
    ids = list(dict.fromkeys(member.person_id for member in members))
    return {
        pk: ascii_lowercase[number % 26] + (str(number // 26) if number > 25 else "") for number, pk in enumerate(ids)
    }


def _who(family, members, letters):
    born = {member.person_id: member.person.details.current().get().date_of_birth for member in members}
    return {
        "members": [
            _row(
                person=letters[member.person_id], role=member.role, born=born[member.person_id],
                since=member.starts_on, until=member.ends_on,
            )
            for member in members
        ],
        "problems": [
            _row(headline=row.headline, person=letters.get(row.person_id), identified_on=row.identified_on)
            for row in family.problems.current().filter(status=ProblemStatus.ACCEPTED).order_by("identified_on", "pk")
            if row.person_id is None or row.person_id in letters
        ],
        "agreed": [
            _row(
                agreed_on=row.agreed_on, objectives=" ".join(row.objectives),
                covers=" ".join(sorted(letters[pk] for pk in row.covers or () if pk in letters)),
            )
            for row in family.plans.current().order_by("agreed_on")
        ],
        "decisions": [
            _row(
                headline=row.headline, decided_on=row.decided_on, role=row.decider_role or "programme_manager",
                achieved=row.achieved,
            )
            for row in family.judgements.current().order_by("decided_on", "headline")
        ],
    }


def _school(letters):
    records = TermRecord.objects.current().filter(person__in=letters).order_by("term", "person")
    sessions = {}
    for row in records:
        held = sessions.setdefault((row.person_id, row.term_id), [0, 0, 0])
        for place, number in enumerate((row.possible, row.authorised, row.unauthorised)):
            held[place] += number
    terms = {dates.term_id: dates for dates in TermDates.objects.current().order_by("starts_on")}
    codes = {pk: f"term-{number}" for number, pk in enumerate(terms, start=1)}
    return {
        "terms": [
            _row(term=codes[pk], starts_on=dates.starts_on, ends_on=dates.ends_on, counts=dates.counts)
            for pk, dates in terms.items()
        ],
        "sessions": [
            _row(person=letters[person], term=codes[term], possible=held[0], authorised=held[1], unauthorised=held[2])
            for (person, term), held in sessions.items() if term in codes
        ],
    }


def _facts(family, letters):
    about = Q(family=family) | Q(person__in=letters)
    return {
        "events": [
            _row(kind=row.kind, happened_on=row.occurred_on, person=letters.get(row.person_id))
            for row in Event.objects.current().filter(about).order_by("occurred_on", "pk")
        ],
        "spells": [
            _row(kind=row.kind, starts_on=row.starts_on, ends_on=row.ends_on, person=letters.get(row.person_id))
            for row in Spell.objects.current().filter(about).order_by("starts_on", "pk")
        ],
        "scores": [
            _row(tool=row.tool, scored_on=row.scored_on, score=row.score.normalize(), person=letters.get(row.person_id))
            for row in Score.objects.current().filter(about).order_by("scored_on", "pk")
        ],
        "coverage": _coverage(),
    }


def _coverage():
    """What the feeds cover, each kind's stretches put together where they meet."""
    stretches = {}
    for row in Coverage.objects.current().order_by("kind", "starts_on", "ends_on"):
        held = stretches.setdefault(row.kind, [])
        if held and row.starts_on.toordinal() <= held[-1][1].toordinal() + 1:
            held[-1][1] = max(held[-1][1], row.ends_on)
        else:
            held.append([row.starts_on, row.ends_on])
    return [
        _row(kind=kind, starts_on=first, ends_on=last) for kind, held in stretches.items() for first, last in held
    ]


def _claims(family, details):
    rows = ClaimMade.objects.current().filter(family=family, framework=details.framework).order_by("claimed_on")
    return {"claims": [_row(claimed_on=row.claimed_on, route=row.route, status=row.status) for row in rows]}


def _expected(family, letters, as_of, example):
    judgement = judge_family(family, as_of=as_of)
    if judgement is None:
        return {}
    return {
        "verdicts": [
            _row(
                headline=verdict.headline, criterion=verdict.criterion, person=letters.get(verdict.person_id),
                status=verdict.status, due_on=verdict.due_on,
            )
            for headline in judgement.headlines for verdict in headline.verdicts
        ],
        "readiness": _row(
            eligible=judgement.eligible, claimable=judgement.claimable, route=judgement.route,
            sustained=judgement.sustained, employment=judgement.employment, earliest_on=judgement.earliest_on,
        ),
    }
