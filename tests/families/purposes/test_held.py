"""What a member, or a family, could be shown: everything of theirs, and nothing that belongs only to somebody else."""

from datetime import UTC, datetime
from decimal import Decimal
from random import Random
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.core.exceptions import FieldDoesNotExist

from families.accounts.enums import Role
from families.facts.dates import day_in_words
from families.facts.models import Event, Score, Spell, TermRecord
from families.household.actions.addresses import record_address
from families.household.actions.relationships import record_relationship
from families.models import Family, Membership, Note, Person, PersonDetails, Problem
from families.notes.actions import add_note
from families.personal_data import HELD, Personal
from families.plans.actions import record_plan
from families.purposes.actions import record_notice, record_objection
from families.purposes.held.kinds import CATEGORIES, NOT_WRITTEN_OUT, WITHHELD
from families.purposes.held.reading import WhatIsHeld
from families.purposes.safe_words import names_of_others, speaks_of, speaks_of_a_place, words_of
from families.scoring.actions import record_readings
from families.scoring.tools_on_file import tools
from tests.families.around import PLACE, people_around
from tests.families.plans.building import plan_around
from tests.families.world import TODAY, YESTERDAY
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


def test_a_place_is_found_however_it_is_written():
    assert speaks_of_a_place("They live at 9, Hidden yard now", {"9 Hidden Yard", ""})
    assert not speaks_of_a_place("They live at 9 Mill Row", {"9 Hidden Yard", ""})


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


def test_a_plan_says_whether_it_is_about_every_member(world):
    said = {"family": world.ours, "by": world[Role.KEY_WORKER]}
    record_plan(**said, agreed_on=TODAY)
    record_plan(**said, agreed_on=YESTERDAY, covers=[world.member("dawn").pk])
    about = {row.on: row.note for row in dict(WhatIsHeld(world.ours).categories)["Plans you agreed"]}
    assert about[day_in_words(TODAY)] == "About: every member"
    assert about[day_in_words(YESTERDAY)] == "About: 1 of its members"
    page = world.signed_in_as(Role.KEY_WORKER).get(f"/families/{world.ours.token}/held/").content.decode()
    assert ("About: every member" in page, "About: 1 of its members" in page) == (True, True)


class Specimen:
    """A row of a model, made of nothing, that keeps which of its fields were read, and of what it leads to."""

    def __init__(self, model, read):
        self.model, self.read = model, read

    def __getattr__(self, name):
        try:
            field = self.model._meta.get_field(name.removeprefix("get_").removesuffix("_display").removesuffix("_id"))
        except FieldDoesNotExist:
            raise AttributeError(name) from None
        self.read.add(f"{self.model.__name__}.{field.name}")
        if field.many_to_one or field.one_to_one:
            return 1 if name.endswith("_id") else Specimen(field.related_model, self.read)
        if name.endswith("_display"):
            return lambda: "Something"
        return field.choices[0][0] if field.choices else SAID.get(type(field).__name__, "Something")

    def __str__(self):
        return "Somebody"


SAID = {
    "DateField": TODAY, "DateTimeField": datetime(2026, 1, 1, tzinfo=UTC), "ArrayField": ["1"],
    "DecimalField": Decimal(3), "UUIDField": UUID(int=1), "JSONField": {"family": {"summary": "Something"}},
    **dict.fromkeys(("BooleanField", "BigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField"), 1),
}


def fields_met(categories):
    """The fields that these kinds read of a row of theirs, on either copy, as `Model.field`."""
    read = set()
    for person_id in (None, 1):
        copy = SimpleNamespace(family=None, person_id=person_id, name="Ada", headlines={}, tools={})
        for one in categories:
            row = Specimen(one.rows(copy).model, read)
            texts = one.on(row), one.says(row, copy), one.note(row, copy), one.whom(row)
            assert all(texts[:2]) or texts[0] == "", one.title
    return read


def personal_fields():
    """The fields of the register that say something about a family or its people."""
    return {
        f"{model}.{name}" for model, kinds in HELD.items() for kind, names in kinds.items()
        if kind not in (Personal.NONE, Personal.STAFF) for name in names.split()
    }


def test_every_field_of_the_register_is_on_a_copy_or_said_to_be_left_off():
    left_off = {entry for entries in NOT_WRITTEN_OUT.values() for entry in entries.split()}
    met = fields_met(CATEGORIES)
    assert sorted(personal_fields() - met - left_off) == []
    assert sorted(left_off - personal_fields()) == []
    assert sorted(left_off & met) == []


def test_a_kind_or_a_field_that_was_forgotten_is_seen():
    without_notes = [one for one in CATEGORIES if one.title != "Notes"]
    assert sorted(personal_fields() & (fields_met(CATEGORIES) - fields_met(without_notes))) == [
        "Note.about", "Note.happened_on", "Note.kind", "Note.text",
    ]


def test_a_copy_has_the_notes_documents_assessment_plan_and_own_readings(world):
    manager = world[Role.TEAM_MANAGER]
    people_around(world.ours, manager)
    plan_around(world.ours, manager)
    record_address(
        family=world.ours, by=manager, use="home", starts_on=TODAY, person=world.member("ada"),
        place={**PLACE, "line_1": "9 Hidden Yard", "is_confidential": True},
    )
    add_note(family=world.ours, by=manager, kind="visit", happened_on=TODAY, about=[], text="Met at 9, Hidden Yard")
    whole = dict(WhatIsHeld(world.ours).categories)
    for title in ("What is to change", "Who does what by when", "Assessments", "Versions of the plan"):
        assert whole[title], title
    assert [row.note for row in whole["Notes"]] == [WITHHELD]
    assert "We feel safe here" in [row.note for row in whole["Your own scores"]]
    child = Note.objects.exclude(about=[]).first().about[0]
    theirs = dict(WhatIsHeld(world.ours, child).categories)
    assert (theirs["Notes"][-1].says, theirs["Documents"][0].note) == ("Visit", "Letter of the school\nletter.txt")
    assert [row.note for row in theirs["Assessments"]] == ["What goes well: Kind and funny"]
