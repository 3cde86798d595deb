"""The only writers of notes."""

import uuid

from django.db import transaction
from django.utils import timezone

from families.actions import check_belonged, not_later
from families.believing import insert
from families.colleagues import colleagues_of
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Family, Person
from families.notes.enums import NoteKind
from families.notes.models import Note, NoteError
from families.notes.permissions import check_can_take_back
from families.notices.actions import notify
from families.notices.enums import NoticeKind
from families.permissions import Refused, check_can_record


@transaction.atomic
def add_note(
    *, family, by, happened_on, text, kind=NoteKind.OTHER, about=(), is_significant=False, mentions=(), cites=None,
    corrects=False, token=None,
):
    """Writes a complete note, which stays as it is from then on.

    `about` holds ids of people who are or were members (none: the family), `mentions` users who may open the family:
    each is told. An addition `cites` a note of the same family. A `token` that a note has already gives that note, so
    that a form sent twice writes once.
    """
    check_can_record(by, family)
    if token is not None and (there := Note.objects.filter(token=token, family=family, written_by=by).first()):
        return there
    for person in Person.objects.filter(pk__in=about):
        check_belonged(family, person)
    mentioned = check_can_be_told(family, mentions)
    root = cited(family, cites)
    note = Note(
        family=family, written_by=by, kind=NoteKind(kind), happened_on=not_later(happened_on), text=text.strip(),
        about=sorted({int(one) for one in about}), mentions=sorted(user.pk for user in mentioned), cites=root,
        is_significant=is_significant, corrects=corrects, token=token or uuid.uuid4(), recorded_at=timezone.now(),
    )
    insert(note)
    record(Verb.RECORDED, by=by, about=family, detail="note" if root is None else "addition to a note")
    notify(
        by=by, to=mentioned, kind=NoticeKind.MENTIONED, family=family, page="families:note",
        parts={"token": str(family.token), "pk": note.pk},
        says=f"{by} mentioned you in a note about {family.reference}.",
    )
    return note


def check_can_be_told(family, mentions):
    """The users of these ids, all of whom may open the family. Raises Refused."""
    wanted = {int(one) for one in mentions}
    found = list(colleagues_of(family).filter(pk__in=wanted)) if wanted else []
    if len(found) != len(wanted):
        raise Refused("Somebody you mention may no longer open this family. Take them out, then save again.")
    return found


def cited(family, note):
    """The note that an addition belongs to: an addition to an addition belongs to the first."""
    if note is None:
        return None
    if note.family_id != family.pk:
        raise Refused("That note is about another family.")
    if not Note.objects.standing().filter(pk=note.pk).exists():
        raise Refused("That note was recorded in error. Write a note of its own.")
    return note.cites or note


@transaction.atomic
def take_back_note(*, note, by, reason, copy_to=None):
    """Says that a note was recorded in error: from then on its words are withheld from all but audit.

    With `copy_to`, the family it belongs to, it is written there first, as it is, with what was added to it.
    """
    check_can_take_back(by, note)
    Family.objects.select_for_update(no_key=True).get(pk=note.family_id)
    if not Note.objects.standing().filter(pk=note.pk).exists():
        raise Refused("Somebody has said already that this note was recorded in error.")
    copied = copied_into(copy_to, note, by) if copy_to else None
    insert(NoteError(
        note=note, reason=reason.strip(), copied_to=copied, recorded_by=by, recorded_at=timezone.now(),
    ))
    record(Verb.WITHDREW, by=by, about=note.family, detail=f"note {note.pk}, recorded in error")
    return copied


def copied_into(family, note, by):
    """The note as it is written into another family: about the family as a whole, until somebody says about whom."""
    if family.pk == note.family_id:
        raise Refused("The note is about this family already. Leave the other family empty, or choose another.")
    said = {"family": family, "by": by}
    copied = add_note(**said, **as_written(note))
    for one in Note.objects.standing().filter(cites=note).order_by("recorded_at", "pk"):
        add_note(**said, **as_written(one), cites=copied, corrects=one.corrects)
    return copied


def as_written(note):
    """What a copy takes over."""
    return {
        "happened_on": note.happened_on, "text": note.text, "kind": note.kind, "is_significant": note.is_significant,
    }
