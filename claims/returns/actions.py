"""The only writers of returns. What was written is never changed: a correction is a return of its own."""

from django.db import connection, transaction
from django.utils import timezone

from claims.models import Return, ReturnFile, ReturnLine
from claims.returns.making import files_of, sha256
from claims.returns.permissions import (
    check_can_prepare,
    check_can_read_file,
    check_can_release,
    check_is_not_made_yet,
)
from claims.returns.preparing import Prepared
from claims.returns.schema import Asked, subject_of
from claims.returns.schemas import SCHEMAS
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.models import Family, Person
from families.permissions import Refused
from families.two_clocks import moment_of_reading

RETURNS_LOCK = 7_201_513  # advisory lock: one return is made at a time


@transaction.atomic
def make_return(*, name, by, as_of, recipient, purpose, first_day=None, last_day=None, note="", seal=None):
    """Makes a return of everything known now and hands it to a recipient: validated, written once, logged.

    Raises Refused while a fault must be mended, where faults that may be sent lack a note, and where this return was
    made already: what was made is corrected (`correct_return`).
    """
    schema = SCHEMAS[name]
    check_can_release(by, schema)
    _one_at_a_time()
    check_is_not_made_yet(schema, recipient, first_day, last_day, as_of)
    asked = Asked(as_of=as_of, known_at=moment_of_reading(), first_day=first_day, last_day=last_day)
    prepared = Prepared(schema, asked, schema.gather(asked))
    return _release(prepared, by=by, recipient=recipient, purpose=purpose, note=note, seal=seal)


@transaction.atomic
def correct_return(*, sent, by, reason, note="", seal=None):
    """Makes a return again, of what is known now, in the place of one that was made; cites it and says why.

    Raises Refused where it was corrected already, and where nothing would differ.
    """
    schema = SCHEMAS[sent.name]
    check_can_release(by, schema)
    _one_at_a_time()
    if Return.objects.filter(corrects=sent).exists():
        raise Refused("This return was corrected already. Correct the latest one.")
    if not reason:
        raise Refused("Say why the return is corrected.")
    asked = Asked(
        as_of=sent.as_of, known_at=moment_of_reading(), first_day=sent.first_day, last_day=sent.last_day,
        window=sent.window,
    )
    prepared = Prepared(schema, asked, schema.gather(asked))
    if not prepared.differences_from(sent):
        raise Refused("Nothing in this return has changed since it was made, so there is nothing to correct.")
    return _release(
        prepared, by=by, recipient=sent.recipient, purpose=sent.purpose, note=note, seal=seal, corrects=sent,
        edition=sent.edition + 1, reason=reason,
    )


def _one_at_a_time():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [RETURNS_LOCK])


def _release(prepared, *, by, note, seal, **more):
    if prepared.grave:
        number = prepared.grave
        raise Refused(f"{number:,} fault{' must' if number == 1 else 's must'} be mended before this return is made.")
    if not prepared.gathered.lines:
        raise Refused("There is nothing to return: no family or claim belongs into it.")
    if prepared.noted and not note:
        raise Refused("Say what the recipient is told about the faults that stay in the return.")
    if seal is not None and seal != prepared.seal:
        raise Refused("What this return holds has changed since you looked at it. Look at it again, then make it.")
    return write_return(
        schema=prepared.schema, asked=prepared.asked, lines=prepared.gathered.lines, by=by, noted=prepared.noted,
        note=note if prepared.noted else "", left_out=prepared.gathered.left_out, **more,
    )


def write_return(*, schema, asked, lines, by, recipient, purpose, **more):
    """Writes a return and its files, and logs about whom it told the recipient. Inside the caller's transaction."""
    sent = Return.objects.create(
        name=schema.name, schema_version=schema.version, window=asked.window, first_day=asked.first_day,
        last_day=asked.last_day, as_of=asked.as_of, known_at=asked.known_at, recipient=recipient, purpose=purpose,
        rows=len(lines), made_at=timezone.now(), made_by=by, **more,
    )
    ReturnFile.objects.bulk_create(
        ReturnFile(sent=sent, format=form, content=content, sha256=sha256(content))
        for form, content in files_of(schema, lines).items()
    )
    _note_whom(sent, lines, by=by)
    return sent


def _note_whom(sent, lines, *, by):
    """Keeps whom each line is about, and logs each family and person with the return and its recipient."""
    about = [
        (number, family, subject_of(line, "person"))
        for number, line in enumerate(lines, 1) if (family := subject_of(line, "family"))
    ]
    ReturnLine.objects.bulk_create(
        (
            ReturnLine(sent=sent, number=number, family_id=family.pk, person_id=person and person.pk)
            for number, family, person in about
        ),
        batch_size=2000,
    )
    record(Verb.EXPORTED, by=by, about=sent, detail=f"{sent.rows} rows to {sent.recipient}")
    families = dict.fromkeys(family.pk for _, family, _ in about)
    people = dict.fromkeys(person.pk for _, _, person in about if person)
    rows = [*(Family(pk=pk) for pk in families), *(Person(pk=pk) for pk in people)]
    record_many(Verb.EXPORTED, by=by, about=rows, detail=f"in return {sent.pk}, {sent.name}, to {sent.recipient}")


@transaction.atomic
def take_file(*, sent, form, by):
    """The file of a return that was made, for somebody who may have it; logged."""
    check_can_read_file(by, SCHEMAS[sent.name])
    file = sent.files.get(format=form)
    record(Verb.VIEWED, by=by, about=sent, detail=f"the {form} file")
    return file


@transaction.atomic
def hand_over_faults(*, prepared, by):
    """Logs that somebody takes the faults of a return with them."""
    check_can_prepare(by)
    record(Verb.EXPORTED, by=by, about=prepared.schema.name, detail=f"{len(prepared.faults)} faults to mend")
