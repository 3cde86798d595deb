"""The only writers of facts that people type in: events, spells, scores and judgements.

What came in files is written by the loader, and corrected by whoever sent it.
"""

import uuid

from django.db import transaction
from django.db.models import Q

from families.actions import check_belonged, check_headline, not_later
from families.believing import believe, replace, stop_believing
from families.changes import tell
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.facts.enums import EventKind, Grade, SpellKind
from families.facts.grades import SAID_ON_A_PAGE, SOURCE_KEY_WORKER, grade_of_what_is_typed
from families.facts.models import Event, Judgement, Score, Spell
from families.models import Membership, PersonDetails, Problem
from families.permissions import Refused, check_can_change_judgement, check_can_record, check_was_typed_here
from families.plans.models import Plan
from families.two_clocks import moment_of_writing


@transaction.atomic
def record_event(
    *, family, by, kind, occurred_on, person=None, note="", once=None, grade=None
):
    """Records something that happened on a day to one member, or (no person) to the family as a whole.

    What was recorded under the same `once` (a UUID) is not recorded again: Refused. `grade` is one of SAID_ON_A_PAGE.
    """
    check_can_record(by, family)
    event = Event(
        source=SOURCE_KEY_WORKER, source_ref=new_reference(Event, once), kind=EventKind(kind), note=note,
        grade=typed_grade(grade, by),
    )
    return recorded(about(event, family, person), family, by, occurred_on=occurred_on)


@transaction.atomic
def correct_event(*, event, family, by, kind, occurred_on, person=None, note="", grade=None):
    """Corrects an event that was typed in here; without a `grade` that stays as it was."""
    check_can_change(event, family, by)
    new = Event(
        source=event.source, source_ref=event.source_ref, kind=EventKind(kind), note=note,
        grade=typed_grade(grade, by, event),
    )
    return corrected(event, about(new, family, person), family, by, occurred_on=occurred_on)


@transaction.atomic
def record_spell(
    *, family, by, kind, starts_on, ends_on=None, person=None, note="", once=None, grade=None
):
    """Records something that was so over days, both included; no last day: it still is.

    `once` and `grade` as for events.
    """
    check_can_record(by, family)
    spell = Spell(
        source=SOURCE_KEY_WORKER, source_ref=new_reference(Spell, once), kind=SpellKind(kind), note=note,
        grade=typed_grade(grade, by),
    )
    return recorded(about(spell, family, person), family, by, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def correct_spell(*, spell, family, by, kind, starts_on, ends_on=None, person=None, note="", grade=None):
    """Corrects a spell that was typed in here; without a `grade` that stays as it was."""
    check_can_change(spell, family, by)
    new = Spell(
        source=spell.source, source_ref=spell.source_ref, kind=SpellKind(kind), note=note,
        grade=typed_grade(grade, by, spell),
    )
    return corrected(spell, about(new, family, person), family, by, starts_on=starts_on, ends_on=ends_on)


@transaction.atomic
def end_spell(*, spell, family, by, ends_on):
    """Gives an open spell its last day."""
    if spell.ends_on is not None:
        raise Refused("This has already ended. Correct it if the last day is wrong.")
    return correct_spell(
        spell=spell, family=family, by=by, kind=spell.kind, starts_on=spell.starts_on, ends_on=ends_on,
        person=spell.person, note=spell.note,
    )


@transaction.atomic
def record_score(*, family, by, tool, scored_on, score, person=None, grade=None):
    """Records a reading of a scored tool. One per subject, tool and day. `grade` as for events."""
    check_can_record(by, family)
    reading = Score(tool=tool, score=score, grade=typed_grade(grade, by))
    return recorded(about(reading, family, person), family, by, scored_on=scored_on)


@transaction.atomic
def correct_score(*, score, family, by, tool, scored_on, value, person=None, grade=None):
    """Corrects a reading that was typed in here; without a `grade` that stays as it was."""
    check_can_change(score, family, by)
    new = about(Score(tool=tool, score=value, grade=typed_grade(grade, by, score)), family, person)
    return corrected(score, new, family, by, scored_on=scored_on)


@transaction.atomic
def record_judgement(*, family, by, headline, decided_on, achieved, reason):
    """Records this person's own decision about a headline, in the role they hold now, with its reason.

    Whether that role's decision counts is for the outcomes plan to say.
    """
    check_can_record(by, family)
    return recorded(decision(family, by, headline, achieved, reason), family, by, decided_on=decided_on)


@transaction.atomic
def correct_judgement(*, judgement, family, by, headline, decided_on, achieved, reason):
    """Corrects a decision that was typed in here; the correction is the decision of who makes it."""
    check_can_change(judgement, family, by)
    new = decision(family, by, headline, achieved, reason)
    return corrected(judgement, new, family, by, decided_on=decided_on)


@transaction.atomic
def withdraw_fact(*, fact, family, by):
    """Withdraws what was typed in here by mistake; it stays readable as something we once believed."""
    check_can_change(fact, family, by)
    stop_believing(fact, by=by, at=moment_of_writing())
    record(Verb.WITHDREW, by=by, about=family, detail=fact._meta.model_name)
    tell(families_of(fact), by=by)


def decision(family, by, headline, achieved, reason):
    """An unsaved judgement of this person."""
    check_headline(family, headline)
    if not reason.strip():
        raise Refused("Enter the reason for the decision: a claim may rest on it.")
    return Judgement(
        family=family, headline=headline, achieved=achieved, reason=reason.strip(),
        decided_by=str(by), decider=by, decider_role=by.role,
    )


def typed_grade(said, by, old=None):
    """The grade of what this person types in; where they do not say (None) that of `old`, else their observation."""
    if said is None:
        said = old.grade if old else Grade.WORKER_OBSERVATION
    if said not in SAID_ON_A_PAGE:
        raise Refused("Say whether you saw or checked this yourself, or whether the family told you.")
    return grade_of_what_is_typed(said, by.role)


def new_reference(kind, once):
    """A reference for a fact that is typed in here: the form's own name for it, unless that was recorded already."""
    reference = str(once or uuid.uuid4())
    if kind.objects.filter(source=SOURCE_KEY_WORKER, source_ref=reference).exists():
        raise Refused("This form was sent before, and what it said is recorded. To record another, open the form anew.")
    return reference


def about(fact, family, person):
    """The fact, about one member, or about the family as a whole."""
    check_belonged(family, person)
    fact.person, fact.family = (person, None) if person else (None, family)
    return fact


def recorded(fact, family, by, **days):
    """Checks the days, records the fact, logs it and tells."""
    give_days(fact, days)
    believe(fact, by=by, at=moment_of_writing())
    record(Verb.RECORDED, by=by, about=family, detail=fact._meta.model_name)
    tell(families_of(fact), by=by)
    return fact


def corrected(old, new, family, by, **days):
    """Checks the days, puts the new in place of the old, logs it and tells."""
    give_days(new, days)
    replace(old, new, by=by, at=moment_of_writing())
    record(Verb.CORRECTED, by=by, about=family, detail=new._meta.model_name)
    tell([*families_of(old), *families_of(new)], by=by)
    return new


def give_days(fact, days):
    """Sets the days of a fact. None is in the future or before the person was born; an end is not before its start."""
    for name, on in days.items():
        if on is not None:
            not_later(on)
        setattr(fact, name, on)
    first = next(iter(days.values()))
    person = getattr(fact, "person", None)
    if person is not None:
        born = PersonDetails.objects.current().filter(person=person).values_list("date_of_birth", flat=True).first()
        if born and first < born:
            raise Refused("The date is before this person was born.")
    if days.get("ends_on") and days["ends_on"] < days["starts_on"]:
        raise Refused("The last day is before the first day.")


def check_can_change(fact, family, by):
    """The fact is this family's, was typed in here, and this person works with the family."""
    check_can_record(by, family)
    check_was_typed_here(fact)
    if isinstance(fact, Judgement):
        check_can_change_judgement(by, fact)
    if not facts_of(type(fact), family).filter(pk=fact.pk).exists():
        raise Refused("This is not about this family.")


def facts_of(kind, family):
    """What was recorded of this kind (a model) about the family or about anyone who is or was its member.

    Includes what was corrected or withdrawn since.
    """
    if kind in (Judgement, Problem, Plan):
        return kind.objects.filter(family=family)
    people = Membership.objects.current().filter(family=family).values("person")
    return kind.objects.filter(Q(family=family) | Q(person__in=people))


def families_of(fact):
    """Ids of the families that the fact is about."""
    if fact.family_id is not None:
        return [fact.family_id]
    return list(Membership.objects.current().filter(person=fact.person_id).values_list("family", flat=True))
