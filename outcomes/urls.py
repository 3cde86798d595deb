"""Addresses of `outcomes`."""

from django.urls import path

from outcomes import views
from outcomes.ledger import views as ledger

app_name = "outcomes"
urlpatterns = [
    path("families/", views.my_families_page, name="my_families"),
    path("families/<uuid:token>/", views.family_page, name="family"),
    path("families/<uuid:token>/ledger/", ledger.ledger_page, name="ledger"),
    path("still-needed/", ledger.needs_page, name="needs"),
    path("still-needed/file/", ledger.needs_file, name="needs_file"),
    path("sentences/", ledger.sentences_page, name="sentences"),
    path("plans/", views.plan_list_page, name="plan_list"),
    path("plans/<slug:code>/<int:version>/", views.plan_page, name="plan"),
    path("nights/", views.nights_page, name="nights"),
]
