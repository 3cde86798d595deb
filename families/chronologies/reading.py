"""A chronology as pages show it: each line beside what its source says now."""

from dataclasses import dataclass

from families.chronologies.models import ChronologyLine
from families.models import Note
from families.notes.reading import withheld
from families.recording_pages import in_place_of
from families.timeline.reading import lines_by_key
from families.timeline.sources import SOURCES, Scope

SAME = ("on", "says", "note", "about")


@dataclass(frozen=True)
class ShownLine:
    """A line, and what has changed in its source since it was chosen; blank: nothing.

    Of a note that was recorded in error the line is still there, and its words are withheld.
    """

    line: ChronologyLine
    since: str = ""
    is_withheld: bool = False


def lines_of(chronology):
    """The lines in the order of their dates, each with what its source says now.

    A fixed number of queries, and two for each line that was corrected or withdrawn since.
    """
    lines = list(chronology.lines.all())
    chosen = {f"{line.source}:{line.row}": line for line in lines if line.source}
    now = lines_by_key(chronology.family, chosen)
    gone = replacements(chronology.family, [line for key, line in chosen.items() if key not in now])
    notes = [line.row for line in chosen.values() if line.source == "note"]
    corrected, in_error = notes_put_right(notes), withheld(notes)
    return [
        ShownLine(line, is_withheld=True) if line.source == "note" and line.row in in_error else
        ShownLine(line, since(line, now.get(f"{line.source}:{line.row}"), gone, corrected) if line.source else "")
        for line in lines
    ]


def since(line, now, gone, corrected):
    """What has become of a line's source, in words; blank where nothing has."""
    if line.source == "note" and line.row in corrected:
        return "This note was put right since: read what was added to it."
    if now is None:
        again = gone.get((line.source, line.row))
        return f"This was corrected since. It now says: {in_words(again)}" if again else "This was withdrawn since."
    if any(getattr(line, name) != getattr(now, name) for name in SAME):
        return f"This reads differently now: {in_words(now)}"
    return ""


def in_words(line):
    """A line of the timeline as one sentence."""
    about = f" ({line.about})" if line.about else ""
    return f"{line.on.day} {line.on:%B %Y}, {line.says}{about}." + (f" {line.note}" if line.note else "")


def notes_put_right(ids):
    """Those of these notes that a correction was added to."""
    return set(Note.objects.filter(cites__in=ids, corrects=True).values_list("cites", flat=True))


def replacements(family, lines):
    """(source, row) -> what the timeline says now in place of a belief that was corrected."""
    found = {}
    scope = Scope(family, (), None)
    models = {one.code: one.rows(scope).model for one in SOURCES if one.is_belief}
    for line in lines:
        old = models[line.source].objects.filter(pk=line.row).first() if line.source in models else None
        new = in_place_of(old) if old is not None and old.superseded_at else None
        if new is not None:
            found[line.source, line.row] = f"{line.source}:{new.pk}"
    now = lines_by_key(family, found.values())
    return {key: now[key_now] for key, key_now in found.items() if key_now in now}
