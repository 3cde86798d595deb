"""Addresses of `families`. What may be called by whom is in `families/access.py`."""

from django.urls import include, path

from families import finding_views, problem_views
from families.accounts import user_views
from families.accounts import views as accounts
from families.assessments import views as assessments
from families.chronologies.urls import of_a_family as chronologies
from families.documents.urls import of_a_family as documents
from families.drafts.urls import of_a_person as drafts
from families.due.views import due_page
from families.facts import load_views
from families.facts import views as facts
from families.feeds import views as feed_views
from families.household import home_views as homes
from families.household import kin_views as kin
from families.household import views as household
from families.meetings.urls import of_a_family as meetings
from families.notes.urls import of_a_family as notes
from families.notes.urls import of_no_family as notes_in_error
from families.notices.urls import of_a_person as notices
from families.partners.urls import of_a_partner as partners
from families.pipeline.views import board_page
from families.plan_copy import views as plan_copies
from families.plans.urls import of_a_family as plans
from families.professionals import views as professionals
from families.purposes import views as purposes
from families.referrals import views as referrals
from families.scoring import views as scoring
from families.screening.views import screening_page
from families.stages.urls import of_a_family as stages
from families.stages.urls import of_no_family
from families.timeline.views import timeline_page

app_name = "families"

one_family = [
    path("screening/", screening_page, name="screening"),
    path("assessment/", assessments.assessment_page, name="assessment"),
    path("assessment/<int:pk>/", assessments.assessment_version_page, name="assessment_version"),
    path("readings/", scoring.readings_page, name="readings"),
    path("readings/own/", scoring.own_readings_page, name="own_readings"),
    path("readings/own/<int:pk>/correct/", scoring.correct_own_reading_page, name="correct_own_reading"),
    path("readings/own/<int:pk>/withdraw/", scoring.withdraw_own_reading_page, name="withdraw_own_reading"),
    path("readings/<slug:tool>/record/", scoring.record_readings_page, name="record_readings"),
    *plans,
    *meetings,
    *stages,
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
    path("household/", household.household_page, name="household"),
    path("household/people/add/", household.add_person_page, name="add_person"),
    path("household/people/<int:pk>/correct/", household.correct_person_page, name="correct_person"),
    path("household/members/<int:pk>/change/", household.change_member_page, name="change_member"),
    path("household/members/<int:pk>/correct/", household.correct_member_page, name="correct_member"),
    path("household/relationships/record/", kin.record_relationship_page, name="record_relationship"),
    path("household/relationships/<int:pk>/change/", kin.change_relationship_page, name="change_relationship"),
    path("household/relationships/<int:pk>/correct/", kin.correct_relationship_page, name="correct_relationship"),
    path("household/expected/record/", kin.record_unborn_child_page, name="record_unborn_child"),
    path("household/expected/<int:pk>/correct/", kin.correct_unborn_child_page, name="correct_unborn_child"),
    path("household/expected/<int:pk>/born/", kin.record_birth_page, name="record_birth"),
    path("household/expected/<int:pk>/end/", kin.end_pregnancy_page, name="end_pregnancy"),
    path("household/withdraw/<slug:kind>/<int:pk>/", kin.withdraw_household_page, name="withdraw_household"),
    path("household/addresses/record/", homes.record_address_page, name="record_address"),
    path("household/addresses/<int:pk>/correct/", homes.correct_address_page, name="correct_address"),
    path("household/addresses/<int:pk>/moved/", homes.move_home_page, name="move_home"),
    path("household/addresses/<int:pk>/left/", homes.leave_address_page, name="leave_address"),
    path("household/split/", homes.split_family_page, name="split_family"),
    path("household/join/", homes.join_family_page, name="join_family"),
    path("household/move/", homes.move_member_page, name="move_member"),
    path("professionals/", professionals.professionals_page, name="professionals"),
    path("professionals/add/", professionals.record_professional_page, name="record_professional"),
    path("professionals/<int:pk>/correct/", professionals.correct_professional_page, name="correct_professional"),
    path("professionals/<int:pk>/left/", professionals.end_professional_page, name="end_professional"),
    path("professionals/<int:pk>/contact/", professionals.record_contact_page, name="record_contact"),
    path("professionals/<int:pk>/withdraw/", professionals.withdraw_professional_page, name="withdraw_professional"),
    path("plan/copy/", plan_copies.plan_copy_page, name="plan_copy"),
    path("plan/copy/<slug:size>/", plan_copies.plan_copy_file, name="plan_copy_file"),
    path("purposes/", purposes.purposes_page, name="purposes"),
    path("held/", purposes.held_page, name="held"),
    path("purposes/notices/record/", purposes.record_notice_page, name="record_notice"),
    path("purposes/objections/record/", purposes.record_objection_page, name="record_objection"),
    path("purposes/objections/<int:pk>/correct/", purposes.correct_objection_page, name="correct_objection"),
    path(
        "purposes/objections/<int:pk>/taken-back/<int:who>/", purposes.take_back_objection_page,
        name="take_back_objection",
    ),
    path(
        "purposes/withdraw/<slug:kind>/<int:pk>/", purposes.withdraw_from_ledger_page, name="withdraw_from_ledger",
    ),
    path("timeline/", timeline_page, name="timeline"),
    *notes,
    *documents,
    *chronologies,
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
    *of_no_family,
    path("to-do/", due_page, name="due"),
    *notices,
    *drafts,
    *notes_in_error,
    *partners,
    path("find/", finding_views.search_page, name="search"),
    path("board/", board_page, name="board"),
    path("referrals/", referrals.referrals_page, name="referrals"),
    path("referrals/record/", referrals.record_referral_page, name="record_referral"),
    path("referrals/<uuid:thread>/", referrals.referral_page, name="referral"),
    path("referrals/<uuid:thread>/correct/", referrals.correct_referral_page, name="correct_referral"),
    path("referrals/<uuid:thread>/acknowledge/", referrals.acknowledge_referral_page, name="acknowledge_referral"),
    path("referrals/<uuid:thread>/decide/", referrals.decide_referral_page, name="decide_referral"),
    path("referrals/<uuid:thread>/told/", referrals.tell_outcome_page, name="tell_outcome"),
    path("referrals/<uuid:thread>/register/", referrals.register_family_page, name="register_family"),
    path("known-families/", finding_views.known_families_page, name="known_families"),
    path("families/<uuid:token>/", include(one_family)),
    path("purposes/", purposes.bases_page, name="purpose_bases"),
    path("purposes/<slug:purpose>/", purposes.set_basis_page, name="set_basis"),
    path("feeds/", feed_views.feeds_page, name="feeds"),
    path("feeds/<int:pk>/", feed_views.feed_page, name="feed"),
    path("feeds/<int:pk>/change/", feed_views.change_feed_page, name="change_feed"),
    path("files/<int:pk>/decide/", feed_views.decide_page, name="decide"),
    path("files/", load_views.loads_page, name="loads"),
    path("files/load/", load_views.load_files_page, name="load_files"),
    path("files/<int:pk>/", load_views.load_page, name="load"),
    path("files/<int:pk>/handed-back/", load_views.load_rejects_page, name="load_rejects"),
]
