"""Addresses of the notes of one family."""

from django.urls import path

from families.notes import views

of_a_family = [
    path("notes/", views.notes_page, name="notes"),
    path("notes/write/", views.write_note_page, name="write_note"),
    path("notes/<int:pk>/", views.note_page, name="note"),
    path("notes/<int:pk>/add/", views.add_to_note_page, name="add_to_note"),
]
