"""A chronology as pages show it: each line beside what its source says now."""

from dataclasses import dataclass

from families.chronologies.models import ChronologyLine
from families.models import Note
from families.recording_pages import took_the_place_of
from families.timeline.reading import lines_by_key
from families.timeline.sources import SOURCES, Scope
from families.together import read_together

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

    A fixed number of queries.
    """
    lines = list(chronology.lines.all())
    chosen = {f"{line.source}:{line.row}": line for line in lines if line.source}
    put_right, in_error, instead = changes_of(chosen.values())
    now = lines_by_key(chronology.family, [*chosen, *instead.values()])
    again = {key: now[key_now] for key, key_now in instead.items() if key_now in now}
    return [
        ShownLine(line, is_withheld=True) if line.source == "note" and line.row in in_error else
        ShownLine(line, since(line, now, again, put_right) if line.source else "")
        for line in lines
    ]


def since(line, now, again, put_right):
    """What has become of a line's source, in words; blank where nothing has."""
    key = f"{line.source}:{line.row}"
    if line.source == "note" and line.row in put_right:
        return "This note was put right since: read what was added to it."
    if key in again:
        return f"This was corrected since. It now says: {in_words(again[key])}"
    if key not in now:
        return "This was withdrawn since."
    if any(getattr(line, name) != getattr(now[key], name) for name in SAME):
        return f"This reads differently now: {in_words(now[key])}"
    return ""


def in_words(line):
    """A line of the timeline as one sentence."""
    about = f" ({line.about})" if line.about else ""
    return f"{line.on.day} {line.on:%B %Y}, {line.says}{about}." + (f" {line.note}" if line.note else "")


def changes_of(lines):
    """Notes put right since, those recorded in error, and the keys of what replaced beliefs. At most two queries.

    The last: the key of a belief that was corrected -> the key of what is believed now.
    """
    rows = {}
    for line in lines:
        rows.setdefault(line.source, []).append(line.row)
    models = {one.code: one.rows(Scope(None, (), None)).model for one in SOURCES if one.is_belief and one.code in rows}
    told = vars(read_together(
        put_right=Note.objects.filter(cites__in=rows.get("note", []), corrects=True).values_list("cites", flat=True),
        in_error=Note.objects.withheld().filter(pk__in=rows.get("note", [])).values_list("pk", flat=True),
        **{
            code: model.objects.filter(pk__in=rows[code], superseded_at__isnull=False) for code, model in models.items()
        },
    ))
    put_right, in_error = set(told.pop("put_right")), set(told.pop("in_error"))
    instead = read_together(**{
        f"{code}:{old.pk}": took_the_place_of(old) for code, gone in told.items() for old in gone
    })
    replaced = {key: f"{key.partition(':')[0]}:{new[0].pk}" for key, new in vars(instead).items() if new}
    return put_right, in_error, replaced
