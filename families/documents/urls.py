"""Addresses of the documents of one family."""

from django.urls import path

from families.documents import views

of_a_family = [
    path("documents/", views.documents_page, name="documents"),
    path("documents/attach/", views.attach_document_page, name="attach_document"),
    path("documents/<int:pk>/", views.document_file, name="document"),
    path("documents/<int:pk>/withdraw/", views.withdraw_document_page, name="withdraw_document"),
]
