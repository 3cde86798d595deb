"""The only writers of drafts."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from families import access
from families.believing import insert
from families.drafts.models import Draft
from families.drafts.rules import KEPT_FOR, MOST_LATE, lost, set_beside
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused, check_works_with


@dataclass(frozen=True)
class Sent:
    """A form as the browser sent it. `boxes` are the names of those that people see.

    `revision` is that of the draft that the page was opened with (0: none; None: it does not say), `tab` the page's.
    """

    typed: dict
    boxes: frozenset
    last_field: str = ""
    revision: int | None = None
    tab: str = ""


class WrittenElsewhere(Refused):
    """The same person went on in another tab, or ended the draft there. `draft` is what is kept now, or None.

    `lost` names the boxes whose words would be gone if these took their place.
    """

    status = 409

    def __init__(self, draft, lost_boxes):
        self.draft, self.lost = draft, lost_boxes
        if draft is None:
            super().__init__(
                "This draft was sent off or thrown away in another tab or on another device. What you typed here is "
                "still here, and is not saved."
            )
        else:
            super().__init__(
                f"You went on with this at {timezone.localtime(draft.saved_at):%H:%M} in another tab or on another "
                "device. What you typed here is still here, and is not saved: it would take the place of what you "
                "typed there."
            )


def check_not_written_elsewhere(draft, sent):
    """Raises WrittenElsewhere where what was sent would silently take the place of another tab's words."""
    if sent.revision is None or (draft and sent.tab == draft.tab) or sent.revision == (draft.revision if draft else 0):
        return
    gone = lost(sent.typed, draft.typed, sent.boxes) if draft else []
    if gone or draft is None:
        raise WrittenElsewhere(draft, gone)


@transaction.atomic
def keep_draft(*, by, family, page, parts, what, sent):
    """Keeps what was typed so far in place of what the same person had typed on the same page before.

    `family` is the one the page is about, if any. Raises WrittenElsewhere.
    """
    if by is None or not by.is_active:
        raise Refused("Only somebody who is signed in can keep a draft.")
    if family is not None:
        check_works_with(by, family)
    found = Draft.objects.select_for_update().filter(by=by, page=page, parts=parts).first()
    check_not_written_elsewhere(found, sent)
    draft = written(found or Draft(by=by, family=family, page=page, parts=parts, revision=0), what, sent)
    if found is None:
        record(Verb.RECORDED, by=by, about=family or draft, detail="draft")
    return draft


def written(draft, what, sent):
    """The draft, saved once more, with what was sent."""
    draft.what, draft.typed, draft.last_field, draft.tab = what[:200], sent.typed, sent.last_field[:200], sent.tab[:36]
    draft.revision, draft.saved_at = draft.revision + 1, timezone.now()
    insert(draft)
    return draft


@transaction.atomic
def keep_late_draft(*, by, family, page, parts, what, sent):
    """Keeps a form that was sent after the session of its writer `by` had ended, whom its seal names.

    Nobody can be asked then which words shall stand: where they would take the place of another tab's, they are set
    beside these. Each time is logged as what it is.
    """
    if not (by.is_active and access.may_call(by, page)):
        raise Refused("You may not open this page any more.")
    if family is not None:
        check_works_with(by, family)
    if sum(len(value) for values in sent.typed.values() for value in values) > MOST_LATE:
        raise Refused("This is more than is kept of a form that was sent after its session had ended.")
    found = Draft.objects.select_for_update().filter(by=by, page=page, parts=parts).first()
    is_of_another_tab = found and sent.tab != found.tab and sent.revision != found.revision
    if is_of_another_tab and lost(sent.typed, found.typed, found.typed):
        sent = replace(sent, typed=set_beside(found.typed, sent.typed), tab="")
    draft = written(found or Draft(by=by, family=family, page=page, parts=parts, revision=0), what, sent)
    record(Verb.RECORDED, by=by, about=family or draft, detail="draft, sent after the session had ended")
    return draft


@transaction.atomic
def end_draft(*, by, page, parts):
    """Lets a draft go because what was typed is sent off: what it became is on record."""
    Draft.objects.filter(by=by, page=page, parts=parts).delete()


@transaction.atomic
def discard_draft(*, draft, by):
    """Throws away what this person had typed."""
    if draft.by_id != by.pk:
        raise Refused("Only the person who typed it can throw a draft away.")
    record(Verb.WITHDREW, by=by, about=draft.family or draft, detail="draft")
    draft.delete()


@transaction.atomic
def forget_old_drafts():
    """Deletes the drafts that nobody has gone on with for `KEPT_FOR`. The system does this, every night."""
    number, _ = Draft.objects.filter(saved_at__lt=timezone.now() - KEPT_FOR).delete()
    if number:
        record(Verb.WITHDREW, by=None, about="draft", detail=f"{number} that nobody went on with")
