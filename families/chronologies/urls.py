"""Addresses of the chronologies of one family."""

from django.urls import path

from families.chronologies import views

of_a_family = [
    path("chronologies/", views.chronologies_page, name="chronologies"),
    path("chronologies/begin/", views.begin_chronology_page, name="begin_chronology"),
    path("chronologies/<int:pk>/", views.chronology_page, name="chronology"),
    path("chronologies/<int:pk>/choose/", views.choose_lines_page, name="choose_lines"),
    path("chronologies/<int:pk>/write/", views.write_line_page, name="write_line"),
    path("chronologies/<int:pk>/lock/", views.lock_chronology_page, name="lock_chronology"),
    path("chronologies/<int:pk>/reopen/", views.reopen_chronology_page, name="reopen_chronology"),
    path("chronologies/<int:pk>/copy/", views.copy_chronology_page, name="copy_chronology"),
    path("chronologies/<int:pk>/lines/<int:line>/", views.sentence_page, name="chronology_line"),
    path("chronologies/<int:pk>/lines/<int:line>/out/", views.take_out_line_page, name="take_out_line"),
]
