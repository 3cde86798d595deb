"""Addresses of what one has begun to type."""

from django.urls import path

from families.drafts import views

of_a_person = [
    path("your-drafts/", views.drafts_page, name="drafts"),
    path("your-drafts/<int:pk>/discard/", views.discard_draft_page, name="discard_draft"),
]
