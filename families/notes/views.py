"""The notes of a family: the list, one note with what was added to it, and writing."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from families.colleagues import colleagues_of
from families.drafts.reading import draft_at
from families.event_log.actions import record, record_many
from families.event_log.enums import Verb
from families.household.reading import people_around
from families.members import people_of
from families.models import Note, NoteError
from families.notes.actions import add_note, take_back_note
from families.notes.forms import NoteForm, NotesFilter, TakeBackForm
from families.notes.reading import OF_AN_ERROR, notes_of, shown
from families.recording_pages import find_family, form_page, open_family

NOTES_ON_A_PAGE = 15
SECTION = {"section": "outcomes:my_families"}


def notes_page(request, token):
    """The notes of the family, the newest first, and what one has begun to write."""
    family = find_family(request, token)
    people = people_around(family)
    form = NotesFilter(request.GET, people=people)
    page = Paginator(
        notes_of(family, **form.asked()).select_related("written_by", *OF_AN_ERROR), NOTES_ON_A_PAGE
    ).get_page(request.GET.get("page"))
    record(Verb.VIEWED, by=request.user, about=family, detail="notes")
    return render(request, "families/notes/notes.html", {
        "family": family, "form": form, "page": page, "notes": shown(page.object_list, people),
        "is_filtered": any(form.asked().values()),
        "draft": draft_at(request.user, "families:write_note", token=token), **SECTION,
    })


def find_note(family, pk):
    """A complete note of this family that is no addition. Raises Http404."""
    found = Note.objects.filter(family=family)
    root = found.filter(pk=pk).values_list("cites", flat=True).first() or pk
    note = found.filter(pk=root).select_related("written_by", *OF_AN_ERROR).first()
    if note is None:
        raise Http404
    return note


def note_page(request, token, pk):
    """One note, whole, with everything added to it since."""
    family = find_family(request, token)
    note = find_note(family, pk)
    record(Verb.VIEWED, by=request.user, about=family, detail="note")
    return render(request, "families/notes/note.html", {
        "family": family, "one": shown([note], people_around(family))[0],
        "draft": draft_at(request.user, "families:add_to_note", token=token, pk=note.pk), **SECTION,
    })


def write_note_page(request, token):
    """A new note: what one had begun is there again."""
    return writing(request, open_family(request, token), heading="Write a note", done="The note is complete.")


def add_to_note_page(request, token, pk):
    """An addition to a note, which itself stays as it is."""
    family = open_family(request, token)
    note = find_note(family, pk)
    return writing(
        request, family, cites=note, heading="Add to a note", done="What you wrote is added to the note.",
        cited=shown([note], people_around(family))[0],
    )


def take_back_note_page(request, token, pk):
    """Says that a note, or what was added to one, was recorded in error; and copies it to the right family."""
    family = open_family(request, token)
    note = Note.objects.standing().filter(family=family, pk=pk).select_related("written_by").first()
    if note is None:
        raise Http404
    people = people_around(family)

    def act(reason, belongs_to):
        take_back_note(note=note, by=request.user, reason=reason, copy_to=belongs_to)

    return form_page(
        request, family, TakeBackForm(request.POST or None, user=request.user), act,
        heading="Say that a note was recorded in error", done="The note is withheld from now on.",
        back=notes_address(family), template="families/notes/take_back.html", one=shown([note], people)[0],
    )


def notes_in_error_page(request):
    """For audit: the notes that were recorded in error, with their words. Each one seen is logged."""
    rows = NoteError.objects.select_related(
        "recorded_by", "note__written_by", "note__family", "copied_to__family",
    ).order_by("-recorded_at")
    page = Paginator(rows, NOTES_ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    record_many(Verb.VIEWED, by=request.user, about=[row.note for row in page], detail="recorded in error")
    return render(request, "families/notes/in_error.html", {"page": page})


def writing(request, family, *, cites=None, **words):
    """The form of a note, or of an addition to one."""
    back = reverse("families:note", args=[family.token, cites.pk]) if cites else notes_address(family)
    form = NoteForm(
        request.POST or None, people={pk: member.name for pk, member in people_of(family).items()},
        colleagues=list(colleagues_of(family).exclude(pk=request.user.pk)), cites=cites,
    )

    def act(**said):
        add_note(family=family, by=request.user, cites=cites, **form.said())

    return form_page(
        request, family, form, act, back=back, template="families/notes/write.html", cites=cites, **words
    )


def notes_address(family):
    """The address of the list of notes."""
    return reverse("families:notes", args=[family.token])
