"""Addresses of partner agencies' own pages."""

from django.urls import path

from families.partners import views

of_a_partner = [
    path("our-actions/", views.own_actions_page, name="own_actions"),
    path("our-actions/<uuid:thread>/", views.own_action_page, name="own_action"),
    path("our-referrals/", views.own_referrals_page, name="own_referrals"),
]
