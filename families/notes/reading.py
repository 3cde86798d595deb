"""What pages ask about the notes of a family."""

from dataclasses import dataclass

from django.db.models import Q

from families.models import User
from families.notes.models import Note

OF_AN_ERROR = ("error__recorded_by", "copied_from__note__written_by")


@dataclass(frozen=True)
class Shown:
    """A note as a page shows it: whom it is about and who was told, by name, and what was added to it since."""

    note: Note
    about: str
    told: str
    additions: tuple

    @property
    def error(self):
        """That it was recorded in error, or None: then nothing it says is shown."""
        return getattr(self.note, "error", None)

    @property
    def copied_from(self):
        """The note of another family in whose place this one was written, or None."""
        error = getattr(self.note, "copied_from", None)
        return error and error.note

    @property
    def is_corrected(self):
        """Whether something added since says that the note is wrong."""
        return any(one.note.corrects for one in self.additions)


def notes_of(family, *, person_id=None, significant=False, words=""):
    """The notes of a family without their additions, the newest first. `words` are looked for in additions too.

    A note that was recorded in error is there by its day alone, and nothing that is asked finds it.
    """
    found = Note.objects.filter(family=family, cites=None)
    asked = {"about__contains": person_id and [person_id], "is_significant": significant, "text__icontains": words}
    for name, value in asked.items():
        if value:
            added = Q(**{f"additions__{name}": value}, additions__error=None)
            found = found.filter(Q(**{name: value}) | added, error=None)
    return found.distinct() if any(asked.values()) else found


def shown(notes, people):
    """The notes of one page with their additions; `people` are names by person id. Three queries.

    `notes` come with their `error` and `copied_from`.
    """
    notes = list(notes)
    additions = list(
        Note.objects.standing().filter(cites__in=notes).select_related("written_by", *OF_AN_ERROR)
        .order_by("recorded_at", "pk")
    )
    mentioned = {pk for note in (*notes, *additions) for pk in note.mentions}
    users = User.objects.in_bulk(mentioned)
    of_note = {}
    for one in additions:
        of_note.setdefault(one.cites_id, []).append(_shown(one, people, users, ()))
    return [_shown(note, people, users, tuple(of_note.get(note.pk, ()))) for note in notes]


def _shown(note, people, users, additions):
    return Shown(
        note, about=", ".join(people.get(pk, "somebody") for pk in note.about),
        told=", ".join(str(users[pk]) for pk in note.mentions if pk in users), additions=additions,
    )
