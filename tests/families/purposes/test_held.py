"""What a member, or a family, could be shown: everything of theirs, and nothing that belongs only to somebody else."""

from random import Random

import pytest

from families.accounts.enums import Role
from families.facts.models import Event, Score, Spell, TermRecord
from families.household.actions.addresses import record_address
from families.household.actions.relationships import record_relationship
from families.models import Family, Membership, Person, PersonDetails, Problem
from families.purposes.actions import record_notice, record_objection
from families.purposes.held import WITHHELD, WhatIsHeld
from families.purposes.safe_words import names_of_others, speaks_of, words_of
from families.scoring.actions import record_readings
from families.scoring.tools_on_file import tools
from tests.families.around import PLACE, people_around
from tests.families.world import TODAY
from tests.outcomes.authority import ENGAGED, load, on

FAMILIES = 30
TABLES = ("people", "families", "memberships", "problems", "term_records", "events", "spells")
OF_A_PERSON = (Membership, PersonDetails, Problem, Event, Spell, Score, TermRecord)


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("Seen with Ben at school", True), ("ben’s brother", False), ("BEN came", True), ("The benefit stopped", False),
        ("Mrs Okafor rang", False), ("O'Dwyer-Hale rang", True), ("", False),
    ],
)
def test_a_text_that_names_somebody_else_is_found(text, speaks):
    others = names_of_others(["Ben Okafor", "Mia O'Dwyer-Hale"], "Ada Okafor")
    assert speaks_of(text, others) == speaks


def test_small_words_of_names_are_no_names():
    assert words_of("Vincent van der Berg") == {"vincent", "berg"}


def everything_in(held):
    """All that the page says of somebody, but for who looked."""
    return "\n".join(
        part for title, rows in held.categories for row in rows
        for part in (title, row.on, row.says, row.note, row.source)
    )


def canary(rng):
    return "q" + "".join(rng.choice("bcdfghjklmnpqrstvwxz") for _ in range(11))


@pytest.fixture
def told(world, tmp_path):
    """Families from files in which every word about a member is that member's alone; some notes name another one.

    Gives (family, person -> word) of each.
    """
    rng, tables, marks = Random(5), {name: [] for name in TABLES}, {}
    for number in range(FAMILIES):
        reference = f"TF-5{number:03}"
        own = {f"{reference}-{one}": canary(rng) for one in range(rng.randint(2, 5))}
        marks[reference] = own
        tables["families"].append((reference, "expanded", "north", on(-30), "active_plan", ENGAGED, on(5), "", ""))
        for person, mark in own.items():
            tables["people"].append((person, mark.title(), f"{mark}son", on(-9000 + len(tables["people"]))))
            tables["memberships"].append((reference, person, "child", on(-900), ""))
            tables["problems"].append((reference, "crime", person, on(-20), f"{mark}source", "accepted"))
            tables["term_records"].append((person, "T", f"{mark} school", 120, 1, 1))
            for sort, note in (("plain", mark), ("other", f"{mark} with {rng.choice(list(own.values())).title()}")):
                ref = f"{person}-{sort}"
                tables["events"].append((ref, f"{mark}police", "police_callout", on(30), person, "", "no", note))
                tables["spells"].append((ref, f"{mark}clinic", "treatment", on(30), "", person, "", "no", note))
        whole = rng.choice([*own.values(), "nobody"])
        tables["events"].append((reference, "police", "asb_incident", on(40), "", reference, "no", f"About {whole}"))
    load(tmp_path / "canaries", **tables)
    families = {family.reference: family for family in Family.objects.filter(reference__in=marks)}
    people = {person.reference: person for person in Person.objects.all()}
    return [
        (families[reference], {people[person]: mark for person, mark in own.items()})
        for reference, own in marks.items()
    ]


def also_typed(family, by, person, mark):
    """What no file brings."""
    said = {"family": family, "by": by, "person": person}
    record_address(use="home", starts_on=TODAY, place={**PLACE, "line_1": f"1 {mark} street"}, **said)
    record_objection(purpose="research", objected_on=TODAY, reason=f"Because {mark}", **said)
    record_notice(version=f"v-{mark}", given_on=TODAY, way="post", **said)
    record_readings(
        tool=tools()["family_star"], scored_on=TODAY, worker={"home": 3}, own={"home": 4}, words={"home": mark}, **said
    )


def test_no_copy_holds_a_word_that_belongs_only_to_somebody_else(told, world):
    family, marks = told[0]
    for person, mark in marks.items():
        also_typed(family, world[Role.PROGRAMME_MANAGER], person, mark)
    first, second = list(marks)[:2]
    record_relationship(
        family=family, by=world[Role.PROGRAMME_MANAGER], person=first, kind="carer", other=second, starts_on=TODAY
    )
    withheld = 0
    for family, marks in told:
        for owner in [None, *marks]:
            held = WhatIsHeld(family, owner.pk if owner else None)
            text = everything_in(held)
            strangers = [mark for person, mark in marks.items() if person != owner]
            assert [mark for mark in strangers if mark in text.casefold()] == [], owner
            withheld += text.count(WITHHELD)
            if owner:
                assert text.casefold().count(marks[owner]) >= 10
    assert withheld > FAMILIES


def test_the_page_says_who_looked_what_it_is_for_and_who_objects(world, tmp_path):
    load(tmp_path / "school", term_records=[("TF-1-ada", "T", "Hill School", 121, 3, 0)])
    ada, client = world.member("ada"), world.signed_in_as(Role.KEY_WORKER)
    people_around(world.ours, world[Role.TEAM_MANAGER])
    record_objection(
        family=world.ours, by=world[Role.KEY_WORKER], purpose="national_study", objected_on=TODAY, person=ada
    )
    page = client.get(f"/families/{world.ours.token}/held/?whose={ada.pk}").content.decode()
    for words in ("Hill School: 3 of 121", "Fixed-term exclusion", "public task", "You have objected since",
                  "Who has looked", "A Key_Worker"):
        assert words in page, words
    whole = client.get(f"/families/{world.ours.token}/held/").content.decode()
    assert "A neighbour rang" in whole
    assert "Hill School:" not in whole
    assert client.get(f"/families/{world.ours.token}/held/?whose=99999999").status_code == 200


def test_everything_that_is_held_of_a_member_is_on_the_copy(world):
    """Each record of a member is a line; a kind that is listed nowhere would be missed here."""
    dawn = world.member("dawn")
    shown = [row for _, rows in WhatIsHeld(world.ours, dawn.pk).categories for row in rows]
    held = sum(kind.objects.current().filter(person=dawn).count() for kind in OF_A_PERSON)
    assert (len(shown), held > 5) == (held, True)
