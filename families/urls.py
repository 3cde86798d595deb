"""Addresses of `families`. What may be called by whom is in `families/access.py`."""

from django.urls import include, path

from families import finding_views, problem_views
from families.accounts import user_views
from families.accounts import views as accounts
from families.facts import load_views
from families.facts import views as facts
from families.feeds import views as feed_views
from families.plans import views as plans

app_name = "families"

one_family = [
    path("plans/record/", plans.record_plan_page, name="record_plan"),
    path("plans/<int:pk>/correct/", plans.correct_plan_page, name="correct_plan"),
    path("problems/record/", problem_views.record_problem_page, name="record_problem"),
    path("problems/<int:pk>/change/", problem_views.change_problem_page, name="change_problem"),
    path("lead-worker/", problem_views.assign_lead_worker_page, name="assign_lead_worker"),
    path("events/record/", facts.record_event_page, name="record_event"),
    path("events/<int:pk>/correct/", facts.correct_event_page, name="correct_event"),
    path("periods/record/", facts.record_spell_page, name="record_spell"),
    path("periods/<int:pk>/correct/", facts.correct_spell_page, name="correct_spell"),
    path("periods/<int:pk>/end/", facts.end_spell_page, name="end_spell"),
    path("scores/record/", facts.record_score_page, name="record_score"),
    path("scores/<int:pk>/correct/", facts.correct_score_page, name="correct_score"),
    path("decisions/record/", facts.record_judgement_page, name="record_judgement"),
    path("decisions/<int:pk>/correct/", facts.correct_judgement_page, name="correct_judgement"),
    path("withdraw/<slug:kind>/<int:pk>/", facts.withdraw_fact_page, name="withdraw_fact"),
]

urlpatterns = [
    path("", accounts.home_page, name="home"),
    path("sign-in/", accounts.sign_in_page, name="sign_in"),
    path("sign-out/", accounts.sign_out_page, name="sign_out"),
    path("your-password/", accounts.change_password_page, name="change_password"),
    path("users/", user_views.users_page, name="users"),
    path("users/add/", user_views.add_user_page, name="add_user"),
    path("users/<int:pk>/", user_views.change_user_page, name="change_user"),
    path("users/<int:pk>/access/", user_views.deactivate_user_page, name="deactivate_user"),
    path("users/<int:pk>/password/", user_views.set_password_page, name="set_password"),
    path("find/", finding_views.search_page, name="search"),
    path("known-families/", finding_views.known_families_page, name="known_families"),
    path("families/<uuid:token>/", include(one_family)),
    path("feeds/", feed_views.feeds_page, name="feeds"),
    path("feeds/<int:pk>/", feed_views.feed_page, name="feed"),
    path("feeds/<int:pk>/change/", feed_views.change_feed_page, name="change_feed"),
    path("files/<int:pk>/decide/", feed_views.decide_page, name="decide"),
    path("files/", load_views.loads_page, name="loads"),
    path("files/load/", load_views.load_files_page, name="load_files"),
    path("files/<int:pk>/", load_views.load_page, name="load"),
    path("files/<int:pk>/handed-back/", load_views.load_rejects_page, name="load_rejects"),
]
