"""The only writers of curated chronologies."""

from django.db import transaction
from django.utils import timezone

from families.actions import not_later
from families.believing import insert
from families.chronologies.enums import Turn
from families.chronologies.models import Chronology, ChronologyLine, ChronologyTurn
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused, check_can_record
from families.timeline.reading import lines_by_key

KEPT = ("on", "source", "row", "says", "note", "about", "recorded_by", "sentence")


@transaction.atomic
def begin_chronology(*, family, by, title, purpose):
    """Begins an empty chronology, which names what it is for."""
    check_can_record(by, family)
    new = Chronology(
        family=family, title=title.strip(), purpose=purpose.strip(), begun_by=by, begun_at=timezone.now()
    )
    insert(new)
    record(Verb.RECORDED, by=by, about=family, detail=f"chronology {new.pk}")
    return new


@transaction.atomic
def choose_lines(*, chronology, by, keys):
    """Adds lines of the family's timeline as they are now; those that are in it already stay. Gives how many."""
    check_is_open(chronology, by)
    there = {f"{line.source}:{line.row}" for line in chronology.lines.exclude(source="")}
    found = lines_by_key(chronology.family, set(keys) - there)
    ChronologyLine.objects.bulk_create(
        ChronologyLine(
            chronology=chronology, on=line.on, source=key.partition(":")[0], row=int(key.partition(":")[2]),
            says=line.says, note=line.note, about=line.about, recorded_by=line.recorded_by, added_by=by,
            added_at=timezone.now(),
        )
        for key, line in found.items()
    )
    record(Verb.RECORDED, by=by, about=chronology.family, detail=f"{len(found)} lines of chronology {chronology.pk}")
    return len(found)


@transaction.atomic
def write_line(*, chronology, by, on, says):
    """Adds a line of the worker's own."""
    check_is_open(chronology, by)
    line = ChronologyLine(
        chronology=chronology, on=not_later(on), says=says.strip(), added_by=by, added_at=timezone.now()
    )
    insert(line)
    record(Verb.RECORDED, by=by, about=chronology.family, detail=f"line of chronology {chronology.pk}")
    return line


@transaction.atomic
def say_beside(*, line, by, sentence):
    """Puts the worker's own sentence beside a line, or takes it away."""
    check_is_open(line.chronology, by)
    ChronologyLine.objects.filter(pk=line.pk).update(sentence=sentence.strip())
    record(Verb.CORRECTED, by=by, about=line.chronology.family, detail=f"line of chronology {line.chronology_id}")


@transaction.atomic
def take_out_line(*, line, by):
    """Takes a line out again; the timeline keeps it."""
    check_is_open(line.chronology, by)
    ChronologyLine.objects.filter(pk=line.pk).delete()
    record(Verb.WITHDREW, by=by, about=line.chronology.family, detail=f"line of chronology {line.chronology_id}")


@transaction.atomic
def lock_chronology(*, chronology, by):
    """Makes a chronology one that is only read."""
    check_is_open(chronology, by)
    if not chronology.lines.exists():
        raise Refused("The chronology has no line yet. Choose some before you lock it.")
    turn(chronology, by, Turn.LOCKED, locked_at=timezone.now())


@transaction.atomic
def reopen_chronology(*, chronology, by, reason):
    """Makes a locked chronology one that can be changed, for a reason that stays beside it."""
    check_can_record(by, chronology.family)
    if not Chronology.objects.select_for_update().get(pk=chronology.pk).locked_at:
        raise Refused("This chronology is open already.")
    turn(chronology, by, Turn.REOPENED, reason=reason.strip())


def turn(chronology, by, what, *, locked_at=None, reason=""):
    """Locks or reopens, and says so beside it and in the log."""
    insert(ChronologyTurn(chronology=chronology, turn=what, by=by, at=timezone.now(), reason=reason))
    Chronology.objects.filter(pk=chronology.pk).update(locked_at=locked_at)
    record(Verb.CORRECTED, by=by, about=chronology.family, detail=f"chronology {chronology.pk} {what}")


@transaction.atomic
def copy_chronology(*, chronology, by, title, purpose):
    """A chronology with the same lines and sentences, open, for another purpose. What is withheld is not copied."""
    check_can_record(by, chronology.family)
    new = begin_chronology(family=chronology.family, by=by, title=title, purpose=purpose)
    Chronology.objects.filter(pk=new.pk).update(copied_from=chronology)
    ChronologyLine.objects.bulk_create(
        ChronologyLine(
            chronology=new, added_by=by, added_at=timezone.now(), **{name: getattr(line, name) for name in KEPT}
        )
        for line in chronology.lines.standing()
    )
    return new


def check_is_open(chronology, by):
    """This person may record about the family, and the chronology is not locked; it stays so until this is done."""
    check_can_record(by, chronology.family)
    if Chronology.objects.select_for_update().get(pk=chronology.pk).locked_at:
        raise Refused("This chronology is locked. Reopen it first, and say why; or copy it.")
