"""Making an export, logged: who took what, as of when, how many rows, and for whom. Names go only to whom they may."""

from django.db import transaction

from claims.exports import catalogue
from claims.permissions import check_can_export
from claims.returns.permissions import check_can_release
from claims.returns.schemas import SCHEMAS
from families.event_log.actions import record
from families.event_log.enums import Verb


@transaction.atomic
def export_to(stream, *, name, by, form, as_of=None, known_at=None, window=None, recipient="", purpose=""):
    """Writes an export to a binary stream and logs it. `by` None is the command line. Raises Refused."""
    if by is not None:
        check_can_export(by)
        if name in SCHEMAS:
            check_can_release(by, SCHEMAS[name])
    made = catalogue.write(name, stream, form=form, as_of=as_of, known_at=known_at, window=window)
    asked = (("as of", as_of), ("known at", known_at)) if name not in catalogue.OF_NOW else ()
    dates = "".join(f", {word} {value}" for word, value in asked if value)
    draft = ", draft" if made.is_draft else ""
    told = "".join(f", {word} {said}" for word, said in (("to", recipient), ("for", purpose)) if said)
    record(Verb.EXPORTED, by=by, about=name, detail=f"{made.rows} rows as {form}{dates}{draft}{told}"[:200])
    return made
