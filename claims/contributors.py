"""Who contributed to a family's result, worked out from what people did (`claims_contributors` in the database).

Somebody contributed who recorded, corrected or withdrew a fact about the family or about anybody who was ever its
member, loaded a file that brought one, led the work, wrote anything of a plan or had it agreed, or gave a judgement.
Persons are compared by staff number, so a second sign-in of the same person contributed too. Claims made are not
counted: recording the department's answer is no evidence. Neither is feed coverage, which speaks of a source and not of
a family.
"""

from collections import defaultdict

from django.db import connection

DEEDS = {
    "led": "led the work with this family",
    "planned": "wrote the family's plan",
    "judged": "gave a judgement about this family",
    "recorded": "recorded facts about this family",
    "corrected": "corrected or withdrew facts about this family",
    "loaded": "loaded a file with facts about this family",
}


def deeds_by_person(family_id):
    """What each contributor did, staff number -> codes of `DEEDS`, in their order there."""
    return deeds_in_each([family_id])[family_id]


def deeds_in_each(family_ids):
    """What each contributor did for each of these families, in one query: family id -> staff number -> codes of
    `DEEDS`."""
    found = {family_id: defaultdict(set) for family_id in family_ids}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked.id, contributor.staff_number, contributor.did FROM unnest(%s::bigint[]) asked(id),"
            " LATERAL claims_contributors(asked.id) contributor",
            [list(found)],
        )
        for family_id, staff_number, did in cursor.fetchall():
            found[family_id][staff_number].add(did)
    return {
        family_id: {number: [did for did in DEEDS if did in dids] for number, dids in sorted(by_person.items())}
        for family_id, by_person in found.items()
    }


def deeds_of(user, family_id):
    """What this person, under any of their sign-ins, did for the family's result: codes of `DEEDS`."""
    return deeds_by_person(family_id).get(person_behind(user), [])


def person_behind(user):
    """Who a sign-in belongs to: the staff number as it is compared everywhere, also in the database."""
    return user.staff_number.strip().upper()


def is_same_person(one, other):
    """Whether two sign-ins belong to one person; nobody is the same as no one."""
    return one is not None and other is not None and person_behind(one) == person_behind(other)


def deeds_in(user, family_ids):
    """What this person did for each of these families' results, in one query: family id -> codes of `DEEDS`."""
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked.id, contributor.did FROM unnest(%s::bigint[]) asked(id),"
            " LATERAL claims_contributors(asked.id) contributor WHERE contributor.staff_number = %s",
            [list(family_ids), person_behind(user)],
        )
        for family_id, did in cursor.fetchall():
            found[family_id].add(did)
    return {family_id: [did for did in DEEDS if did in found[family_id]] for family_id in family_ids}


def contributors_in_words(deeds, users):
    """The contributors for people: (names of their sign-ins, what they did), ordered by name. `users` is everybody, by
    user name; `deeds` are by person."""
    names = defaultdict(list)
    for user in users:
        number = person_behind(user)
        if number in deeds:
            names[number].append(str(user))
    return sorted(
        (" / ".join(dict.fromkeys(names[number])), ", ".join(DEEDS[did] for did in dids))
        for number, dids in deeds.items()
    )
