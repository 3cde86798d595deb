"""Addresses of the notes of one family, and of those that were recorded in error."""

from django.urls import path

from families.notes import views

of_no_family = [
    path("notes-recorded-in-error/", views.notes_in_error_page, name="notes_in_error"),
]

of_a_family = [
    path("notes/", views.notes_page, name="notes"),
    path("notes/write/", views.write_note_page, name="write_note"),
    path("notes/<int:pk>/", views.note_page, name="note"),
    path("notes/<int:pk>/add/", views.add_to_note_page, name="add_to_note"),
    path("notes/<int:pk>/recorded-in-error/", views.take_back_note_page, name="take_back_note"),
]
