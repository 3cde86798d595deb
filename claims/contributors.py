"""Who contributed to a family's result, worked out from what people did (`claims_contributors` in the database).

Somebody contributed who recorded, corrected or withdrew a fact about the family or about anybody who was ever its
member, loaded a file that brought one, led the work, wrote anything of a plan or had it agreed, or gave a judgement.
Persons are compared by staff number, so a second sign-in of the same person contributed too. Claims made are not
counted: recording the department's answer is no evidence. Neither is feed coverage, which speaks of a source and not of
a family.
"""

from collections import defaultdict

from django.db import connection

from families.models import User

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
    found = defaultdict(set)
    with connection.cursor() as cursor:
        cursor.execute("SELECT staff_number, did FROM claims_contributors(%s)", [family_id])
        for staff_number, did in cursor.fetchall():
            found[staff_number].add(did)
    return {number: [did for did in DEEDS if did in dids] for number, dids in sorted(found.items())}


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


def contributors_in_words(family_id):
    """The contributors for people: (names of their sign-ins, what they did), ordered by name."""
    deeds = deeds_by_person(family_id)
    names = defaultdict(list)
    for user in User.objects.order_by("username"):
        number = person_behind(user)
        if number in deeds:
            names[number].append(str(user))
    return sorted(
        (" / ".join(dict.fromkeys(names[number])), ", ".join(DEEDS[did] for did in dids))
        for number, dids in deeds.items()
    )
