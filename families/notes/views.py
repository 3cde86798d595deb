"""The notes of a family: the list, one note with what was added to it, and writing."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from families.colleagues import colleagues_of
from families.drafts.reading import draft_at
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.household.reading import people_around
from families.members import people_of
from families.models import Note
from families.notes.actions import add_note
from families.notes.forms import NoteForm, NotesFilter
from families.notes.reading import notes_of, shown
from families.recording_pages import find_family, form_page, open_family

NOTES_ON_A_PAGE = 15
SECTION = {"section": "outcomes:my_families"}


def notes_page(request, token):
    """The notes of the family, the newest first, and what one has begun to write."""
    family = find_family(request, token)
    people = people_around(family)
    form = NotesFilter(request.GET, people=people)
    page = Paginator(notes_of(family, **form.asked()).select_related("written_by"), NOTES_ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    record(Verb.VIEWED, by=request.user, about=family, detail="notes")
    return render(request, "families/notes/notes.html", {
        "family": family, "form": form, "page": page, "notes": shown(page.object_list, people),
        "is_filtered": any(form.asked().values()),
        "draft": draft_at(request.user, "families:write_note", token=token), **SECTION,
    })


def find_note(family, pk):
    """A complete note of this family that is no addition. Raises Http404."""
    note = Note.objects.filter(family=family, pk=pk).select_related("written_by", "cites__written_by").first()
    if note is None:
        raise Http404
    return note.cites or note


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
