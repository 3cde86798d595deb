"""Addresses of `outcomes`."""

from django.urls import path

from outcomes import views
from outcomes.drafts.urls import urlpatterns as drafts
from outcomes.ledger import views as ledger
from outcomes.nights import views as nights
from outcomes.relying.views import held_up_page
from outcomes.replays import views as replays
from outcomes.saved_lists import views as saved_lists

app_name = "outcomes"
urlpatterns = [
    path("families/", views.my_families_page, name="my_families"),
    path("families/lists/", saved_lists.save_list_page, name="save_list"),
    path("families/lists/<int:pk>/forget/", saved_lists.forget_list_page, name="forget_list"),
    path("families/<uuid:token>/", views.family_page, name="family"),
    path("families/<uuid:token>/ledger/", ledger.ledger_page, name="ledger"),
    path("still-needed/", ledger.needs_page, name="needs"),
    path("still-needed/file/", ledger.needs_file, name="needs_file"),
    path("sentences/", ledger.sentences_page, name="sentences"),
    path("plans/", views.plan_list_page, name="plan_list"),
    path("plans/<slug:code>/<int:version>/", views.plan_page, name="plan"),
    path("feeds/<int:pk>/families/", held_up_page, name="held_up"),
    *drafts,
    path("nights/", nights.nights_page, name="nights"),
    path("nights/<int:pk>/", nights.night_page, name="night"),
    path("nights/<int:pk>/families/", nights.night_families_page, name="night_families"),
    path("nights/replays/", replays.replays_page, name="replays"),
    path("nights/replays/<int:pk>/", replays.replay_page, name="replay"),
    path("nights/replays/<int:pk>/differences/", replays.replay_differences_page, name="replay_differences"),
]
