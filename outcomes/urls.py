"""Addresses of `outcomes`."""

from django.urls import path

from outcomes import views
from outcomes.drafts.urls import urlpatterns as drafts

app_name = "outcomes"
urlpatterns = [
    path("families/", views.my_families_page, name="my_families"),
    path("families/<uuid:token>/", views.family_page, name="family"),
    path("plans/", views.plan_list_page, name="plan_list"),
    path("plans/<slug:code>/<int:version>/", views.plan_page, name="plan"),
    path("nights/", views.nights_page, name="nights"),
    *drafts,
]
