"""What a searcher may see of the people found: those of families they may open, and of others whom to ask."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Q

from families.models import Family, LeadWorker, Membership, Person, PersonDetails, Relationship
from families.search.known import Match

MOST_SHOWN = 25
MOST_OTHERS = 4
NOBODY = "the programme manager"


@dataclass(frozen=True)
class Shown:
    """Somebody the searcher may see: their match, their families, and with whom they are in them."""

    match: Match
    families: list
    others: list = field(default_factory=list)


@dataclass(frozen=True)
class Elsewhere:
    """Somebody known to the programme whom the searcher may not see. `ask` says whom to ask, and nothing else."""

    person_id: int
    ask: str


def seen_by(user, matches, most=MOST_SHOWN):
    """(people shown, people known elsewhere): of the second only those who were asked for tellingly."""
    ids = [match.person_id for match in matches]
    families = families_seen(user, ids)
    shown = [match for match in matches if match.person_id in families][:most]
    hidden = [match.person_id for match in matches if match.person_id not in families and match.weight.is_telling]
    others = others_in(families, [match.person_id for match in shown])
    return (
        [Shown(match, families[match.person_id], others[match.person_id]) for match in shown],
        [Elsewhere(person, ask) for person, ask in whom_to_ask(hidden).items()],
    )


def families_seen(user, people):
    """Person id -> the families this user may open of which the person is or was a member or a relative."""
    open_to = Family.objects.visible_to(user)
    found = defaultdict(list)
    for row in Membership.objects.current().filter(person__in=people, family__in=open_to).select_related("family"):
        if row.family not in found[row.person_id]:
            found[row.person_id].append(row.family)
    related = Relationship.objects.current().filter(family__in=open_to).select_related("family")
    for row in related.filter(Q(person__in=people) | Q(other__in=people)):
        for person in {row.person_id, row.other_id} & set(people):
            if row.family not in found[person]:
                found[person].append(row.family)
    return found


def others_in(families, people):
    """Person id -> the names of some others in their families, by which they may be recognised."""
    ids = {family.pk for person in people for family in families[person]}
    members = defaultdict(list)
    for row in Membership.objects.current().filter(family__in=ids, ends_on=None).values("family", "person"):
        members[row["family"]].append(row["person"])
    everybody = {person for there in members.values() for person in there}
    names = dict(PersonDetails.objects.current().filter(person__in=everybody).values_list("person", "forename"))
    return {
        person: [
            names[other] for family in families[person] for other in members[family.pk]
            if other != person and other in names
        ][:MOST_OTHERS]
        for person in people
    }


def whom_to_ask(people):
    """Person id -> whom to ask: who leads the work with their family, else their district, else a manager."""
    rows = Membership.objects.current().filter(person__in=people).order_by("-starts_on").values("person", "family")
    family_of = {}
    for row in rows:
        family_of.setdefault(row["person"], row["family"])
    leads = {
        row.family_id: row for row in
        LeadWorker.objects.current().filter(family__in=family_of.values(), ends_on=None).select_related("worker")
    }
    districts = {
        row.pk: row for row in Family.objects.filter(pk__in=family_of.values()).with_details()
    }
    return {person: ask_about(family_of.get(person), leads, districts) for person in people}


def ask_about(family, leads, districts):
    """Whom to ask about a family, with their e-mail address where we have one."""
    lead = leads.get(family)
    if lead is not None:
        worker = lead.worker
        return f"{worker}, {worker.email}" if worker and worker.email else str(worker or lead.name)
    district = districts.get(family)
    if district is not None and district.district_name:
        return f"the team manager of {district.district_name}"
    return NOBODY


def people_named(ids):
    """Person id -> the person, for logging who was shown."""
    return Person.objects.in_bulk(ids)
