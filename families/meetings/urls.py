"""Addresses of a family's meetings."""

from django.urls import path

from families.meetings import views

of_a_family = [
    path("meetings/", views.meetings_page, name="meetings"),
    path("meetings/record/", views.record_meeting_page, name="record_meeting"),
    path("meetings/<uuid:meeting>/", views.meeting_page, name="meeting"),
]
