"""Which words may go on a copy for one member, or for the family as a whole. Pure."""

import re

TITLES_AND_SMALL_WORDS = frozenset({"de", "del", "da", "van", "von", "der", "den", "la", "le", "al", "el", "bin", "of"})


def words_of(name):
    """The words of a name by which somebody would be known, in small letters."""
    found = (part.casefold() for part in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name))
    return {part for part in found if len(part) > 1 and part not in TITLES_AND_SMALL_WORDS}


def names_of_others(names, own=""):
    """The words that name other people and not the reader: surnames that the reader shares are nobody else's alone."""
    return set().union(*(words_of(name) for name in names)) - words_of(own)


def squeezed(text):
    """Letters and digits alone, as a place is recognised however it is written."""
    return "".join(one for one in text.casefold() if one.isalnum())


def speaks_of_a_place(text, places):
    """Whether a text gives one of these places: the first lines and postcodes of addresses."""
    said = squeezed(text)
    return any(place in said for place in map(squeezed, places) if place)


def speaks_of(text, others):
    """Whether a text names one of the others."""
    return not words_of(text).isdisjoint(others)
