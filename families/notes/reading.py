"""What pages ask about the notes of a family."""

from dataclasses import dataclass

from django.db.models import Q

from families.models import User
from families.notes.models import Note


@dataclass(frozen=True)
class Shown:
    """A note as a page shows it: whom it is about and who was told, by name, and what was added to it since."""

    note: Note
    about: str
    told: str
    additions: tuple

    @property
    def is_corrected(self):
        """Whether something added since says that the note is wrong."""
        return any(one.note.corrects for one in self.additions)


def notes_of(family, *, person_id=None, significant=False, words=""):
    """The notes of a family without their additions, the newest first. `words` are looked for in additions too."""
    found = Note.objects.filter(family=family, cites=None)
    if person_id:
        found = found.filter(Q(about__contains=[person_id]) | Q(additions__about__contains=[person_id]))
    if significant:
        found = found.filter(Q(is_significant=True) | Q(additions__is_significant=True))
    if words:
        found = found.filter(Q(text__icontains=words) | Q(additions__text__icontains=words))
    return found.distinct() if person_id or significant or words else found


def shown(notes, people):
    """The notes of one page with their additions; `people` are names by person id. Three queries."""
    notes = list(notes)
    additions = list(
        Note.objects.filter(cites__in=notes).select_related("written_by").order_by("recorded_at", "pk")
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
