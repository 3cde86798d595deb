"""Addresses of single family plans, under that of a family."""

from django.urls import path

from families.plans import views, working_views

of_a_family = [
    path("plan/", views.plan_page, name="plan"),
    path("plan/agree/", views.agree_plan_page, name="agree_plan"),
    path("plan/versions/", views.plan_versions_page, name="plan_versions"),
    path("plan/versions/<int:number>/", views.plan_version_page, name="plan_version"),
    path("plan/members/", working_views.plan_members_page, name="plan_members"),
    path("plan/objectives/add/", working_views.add_objective_page, name="add_objective"),
    path("plan/objectives/<int:pk>/", working_views.change_objective_page, name="change_objective"),
    path("plan/objectives/<int:pk>/take-out/", working_views.take_out_objective_page, name="take_out_objective"),
    path("plan/objectives/<uuid:thread>/actions/add/", working_views.add_action_page, name="add_action"),
    path("plan/actions/<int:pk>/", working_views.change_action_page, name="change_action"),
    path("plan/actions/<int:pk>/settle/", working_views.settle_action_page, name="settle_action"),
    path("plan/review/", working_views.review_plan_page, name="review_plan"),
    path("plan/reviews/<int:pk>/correct/", working_views.correct_review_page, name="correct_review"),
    path("plans/<int:pk>/correct/", views.correct_plan_page, name="correct_plan"),
]
