"""What a partner told us about families: the only facts a partner sees."""

from collections import defaultdict
from dataclasses import dataclass

from families.facts.models import Event, Spell
from families.facts.words import day_in_words
from families.models import Membership


@dataclass(frozen=True)
class Told:
    """One fact as the partner told it: their reference, what, when, and the person's reference (blank: the family)."""

    source_ref: str
    what: str
    when: str
    about: str


def facts_told_about(families, source):
    """Family id -> what this source told us about it or its members, as we believe it now. Five queries."""
    people = defaultdict(set)
    for row in Membership.objects.current().filter(family__in=families).values("family", "person"):
        people[row["family"]].add(row["person"])
    everybody = set().union(*people.values())
    facts = [
        fact
        for kind in (Event, Spell)
        for fact in [
            *kind.objects.current().filter(source=source, family__in=families),
            *kind.objects.current().filter(source=source, person__in=everybody).select_related("person"),
        ]
    ]
    return {
        family.pk: [
            told(fact) for fact in facts if fact.family_id == family.pk or fact.person_id in people[family.pk]
        ]
        for family in families
    }


def told(fact):
    """A fact as its sender may read it back."""
    if isinstance(fact, Event):
        when = day_in_words(fact.occurred_on)
    else:
        when = f"{day_in_words(fact.starts_on)} to {day_in_words(fact.ends_on) if fact.ends_on else 'now'}"
    return Told(fact.source_ref, fact.get_kind_display(), when, fact.person.reference if fact.person_id else "")
