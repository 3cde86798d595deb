"""Addresses of notices."""

from django.urls import path

from families.notices import views

of_a_person = [
    path("notices/", views.notices_page, name="notices"),
    path("notices/<int:pk>/", views.open_notice_page, name="open_notice"),
    path("notices/read/", views.read_notices_page, name="read_notices"),
    path("notices/choose/", views.choose_notices_page, name="choose_notices"),
]
