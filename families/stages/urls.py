"""Addresses of how the work with a family goes on."""

from django.urls import path

from families.stages import views

of_a_family = [
    path("stage/", views.stage_page, name="stage"),
    path("stage/<slug:to>/", views.move_stage_page, name="move_stage"),
    path("social-care/", views.record_care_step_page, name="record_care_step"),
]

of_no_family = [
    path("allocation/", views.allocation_page, name="allocation"),
]
