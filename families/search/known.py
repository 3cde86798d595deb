"""Who among the people we know is like whom one asks for, and what a searcher may see of them."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from families.search.rules import MOST, SAME_NAME, Asked, Likeness, Weight, weigh
from families.search.short_names import other_forms

NAMES = Path(__file__).with_name("names.sql").read_text()
PEOPLE = Path(__file__).with_name("people.sql").read_text()
MOST_PEOPLE = 200
NUMBERS = (("upn", "UPN"), ("nino", "National Insurance number"), ("nhs_number", "NHS number"))


@dataclass(frozen=True)
class Match:
    """Somebody we know who is like whom one asks for, whoever may see them."""

    person_id: int
    forename: str
    surname: str
    born_on: date | None
    weight: Weight

    @property
    def name(self):
        """Both names."""
        return f"{self.forename} {self.surname}"


def people_like(asked: Asked, most=MOST_PEOPLE):
    """People like the one asked for, the likeliest first, each with the reasons. Two queries.

    Not limited to what anybody may see: what is shown of them goes through `families.search.seen`.
    """
    if asked.is_empty:
        return []
    names = names_like(asked)
    matches = [match(asked, names, row) for row in candidates(asked, names, most)]
    return sorted(
        (found for found in matches if found.weight.points),
        key=lambda found: (-found.weight.points, found.surname, found.forename, found.person_id),
    )


def names_like(asked):
    """Which part of a name -> known name -> closeness."""
    said = [(part, getattr(asked, part)) for part in ("forename", "surname", "name") if getattr(asked, part)]
    found = {"forename": {}, "surname": {}, "name": {}}
    if not said:
        return found
    forms = [(part, form) for part, name in said if part != "surname" for form in other_forms(name.casefold())]
    with connection.cursor() as cursor:
        cursor.execute(NAMES, {
            "parts": [part for part, _ in said], "names": [name for _, name in said],
            "form_parts": [part for part, _ in forms], "forms": [form for _, form in forms],
        })
        for part, name, closeness in cursor.fetchall():
            found[part][name] = closeness
    return found


def candidates(asked, names, most):
    """The rows of `people.sql`."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, {
            "forenames": list(names["forename"]), "forename_closeness": list(names["forename"].values()),
            "surnames": list(names["surname"]), "surname_closeness": list(names["surname"].values()),
            "any_names": list(names["name"]), "any_closeness": list(names["name"].values()),
            "has_name": bool(asked.forename or asked.surname or asked.name),
            "born_on": asked.born_on, "postcode": asked.postcode, "numbers": sorted(asked.numbers), "most": most,
        })
        return cursor.fetchall()


def match(asked, names, row):
    """One row, weighed."""
    person_id, forename, surname, born_on, *numbers, same_postcode = row
    held = {one.replace(" ", "").upper(): label for one, (_, label) in zip(numbers, NUMBERS, strict=True) if one}
    weight = weigh(asked, Likeness(
        **closeness(asked, names, forename, surname), born_on=born_on, same_postcode=same_postcode,
        same_numbers=tuple(label for number, label in held.items() if number in asked.numbers),
    ))
    return Match(person_id, forename, surname, born_on, weight)


def closeness(asked, names, forename, surname):
    """How close a person's names are to those asked for, the right way round or swapped, whichever is closer."""
    if asked.name:
        near = names["name"]
        return {"name": min(MOST, max(near.get(forename, 0), near.get(surname, 0)))}
    plain, swapped = {}, {}
    if asked.forename:
        plain["forename"] = names["forename"].get(forename, 0)
        swapped["forename"] = names["forename"].get(surname, 0)
    if asked.surname:
        plain["surname"] = names["surname"].get(surname, 0)
        swapped["surname"] = names["surname"].get(forename, 0)
    if len(plain) == 2 and min(swapped.values()) >= SAME_NAME > min(plain.values()):
        return {**swapped, "swapped": True}
    return plain
