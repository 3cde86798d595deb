"""The only writers of documents."""

import hashlib
import uuid

from django.db import transaction
from django.utils import timezone

from families.actions import check_belonged, not_later
from families.believing import insert
from families.documents.contents import type_of
from families.documents.enums import DocumentKind
from families.documents.models import Document, DocumentContent
from families.documents.permissions import check_can_withdraw
from families.documents.rules import safe_name
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.models import Person
from families.permissions import Refused, check_can_record


@transaction.atomic
def attach_document(*, family, by, name, content, kind, title, dated_on, about=(), token=None):
    """Keeps a file of a family whose content is what its name says. `content` is its bytes.

    Raises NotAccepted with a sentence where the file is of another sort or could do harm.
    """
    check_can_record(by, family)
    if token is not None and (there := Document.objects.filter(token=token, family=family, added_by=by).first()):
        return there
    for person in Person.objects.filter(pk__in=about):
        check_belonged(family, person)
    file_type = type_of(name, content)
    document = Document(
        token=token or uuid.uuid4(), family=family, kind=DocumentKind(kind), title=title.strip(),
        dated_on=not_later(dated_on), about=sorted({int(one) for one in about}), file_name=safe_name(name, file_type),
        file_type=file_type, size=len(content), sha256=digest(content), added_by=by, added_at=timezone.now(),
    )
    insert(document)
    DocumentContent.objects.create(document=document, content=content)
    record(Verb.RECORDED, by=by, about=family, detail=f"document {document.pk}")
    return document


def digest(content):
    """The SHA-256 of the bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


@transaction.atomic
def give_document(*, document, by):
    """The bytes of a document for somebody who may open its family; logged. Raises Refused where they are not those
    that were attached."""
    content = bytes(DocumentContent.objects.get(document=document).content)
    if digest(content) != document.sha256:
        raise Refused("This file is not as it was when it was attached, so it is not given out. Tell an administrator.")
    record(Verb.VIEWED, by=by, about=document.family, detail=f"document {document.pk}")
    return content


@transaction.atomic
def withdraw_document(*, document, by, reason, belongs_to=None):
    """Takes a document out of use. It is kept, with the reason, and is no longer given out.

    With `belongs_to`, the family it should have been attached to, it is attached there first.
    """
    check_can_withdraw(by, document)
    if belongs_to:
        attach_document(
            family=belongs_to, by=by, name=document.file_name, content=give_document(document=document, by=by),
            kind=document.kind, title=document.title, dated_on=document.dated_on,
        )
    changed = Document.objects.filter(pk=document.pk, withdrawn_at=None).update(
        withdrawn_at=timezone.now(), withdrawn_by=by, withdrawn_because=reason.strip()
    )
    if not changed:
        raise Refused("This document was withdrawn already.")
    record(Verb.WITHDREW, by=by, about=document.family, detail=f"document {document.pk}")
