"""The documents of a family: the list, attaching, giving out, withdrawing."""

from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header

from families.documents import actions
from families.documents.enums import MEDIA_TYPES
from families.documents.forms import DocumentForm, WithdrawDocumentForm
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.reading import people_around
from families.members import people_of
from families.models import Document
from families.recording_pages import find_family, form_page, open_family

DOCUMENTS_ON_A_PAGE = 25


def documents_page(request, token):
    """The documents of the family, by their own date, the newest first; those withdrawn say so."""
    family = find_family(request, token)
    people = people_around(family)
    rows = Document.objects.filter(family=family).select_related("added_by", "withdrawn_by")
    page = Paginator(rows, DOCUMENTS_ON_A_PAGE).get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=family, detail="documents")
    return render(request, "families/documents/documents.html", {
        "family": family, "page": page, "section": "outcomes:my_families",
        "rows": [(row, ", ".join(people.get(pk, "somebody") for pk in row.about)) for row in page],
    })


def find_document(family, pk):
    """A document of this family that is in use. Raises Http404."""
    document = Document.objects.filter(family=family, pk=pk, withdrawn_at=None).first()
    if document is None:
        raise Http404
    return document


def document_file(request, token, pk):
    """The file itself: always as a download, never shown by the browser."""
    document = find_document(find_family(request, token), pk)
    content = actions.give_document(document=document, by=request.user)
    response = HttpResponse(content, content_type=MEDIA_TYPES[document.file_type])
    response.headers["Content-Disposition"] = content_disposition_header(True, document.file_name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def attach_document_page(request, token):
    """A file, once its content is what its name says."""
    family = open_family(request, token)
    people = {pk: member.name for pk, member in people_of(family).items()}
    form = DocumentForm(request.POST or None, request.FILES or None, people=people)

    def act(file, **said):
        actions.attach_document(family=family, by=request.user, name=file.name, content=file.read(), **said)

    return form_page(
        request, family, form, act, heading="Attach a document", done="The document is attached.",
        back=documents_address(family),
    )


def withdraw_document_page(request, token, pk):
    """Takes a document out of use, with the reason."""
    family = open_family(request, token)
    document = find_document(family, pk)
    return form_page(
        request, family, WithdrawDocumentForm(request.POST or None, user=request.user),
        partial(actions.withdraw_document, document=document, by=request.user), heading="Withdraw a document",
        done="The document is withdrawn.", back=documents_address(family),
        about=f"{document.title} is kept for audit, and nobody can open it any more.",
    )


def documents_address(family):
    """The address of the list of documents."""
    return reverse("families:documents", args=[family.token])
