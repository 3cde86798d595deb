"""What somebody typed into a search box, read as a name, a date, a number or a postcode."""

import re

from families.search.rules import Asked

POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
NHS_NUMBER = re.compile(r"[0-9]{10}")
NINO = re.compile(r"[A-Z]{2}[0-9]{6}[A-D]?")
UPN = re.compile(r"[A-Z][0-9]{11}[A-Z0-9]")


def asked_for(term, born_on=None):
    """What the words of a search box ask for: a number, a postcode, else a name of one word or more."""
    compact = re.sub(r"[\s-]", "", term).upper()
    if any(pattern.fullmatch(compact) for pattern in (NHS_NUMBER, NINO, UPN)):
        return Asked(numbers=frozenset({compact}), born_on=born_on)
    words = term.replace(",", " ").split()
    if POSTCODE.fullmatch(compact):
        return Asked(postcode=compact, born_on=born_on)
    if not words:
        return Asked(born_on=born_on)
    if len(words) == 1:
        return Asked(name=words[0], born_on=born_on)
    if "," in term:
        surname, _, forename = term.partition(",")
        return Asked(forename=" ".join(forename.split()), surname=" ".join(surname.split()), born_on=born_on)
    return Asked(forename=words[0], surname=" ".join(words[1:]), born_on=born_on)


def plain_number(text):
    """A number or postcode without spaces, in capitals."""
    return re.sub(r"\s", "", text).upper()
