"""Addresses of `claims`."""

from django.urls import path

from claims import views
from claims.boards import views as boards
from claims.bulk import views as bulk
from claims.campaigns import reviewing_views as reviewing
from claims.campaigns import views as audits
from claims.conflicts import views as exceptions
from claims.funding import views as funding
from claims.packs import views as packs
from claims.progress import views as progress
from claims.reliance import views as reliance
from claims.returns import views as returns
from claims.savings import views as savings
from claims.views import deciding, exporting, nights, sending
from claims.watching import views as alerts

app_name = "claims"
urlpatterns = [
    path("claims/", views.queue_page, name="queue"),
    path("claims/<uuid:token>/", views.claim_page, name="claim"),
    path("claims/bulk/", bulk.bulk_page, name="bulk"),
    path("claims/<uuid:token>/check/", deciding.check_page, name="check"),
    path("claims/<uuid:token>/approve/", deciding.approve_page, name="approve"),
    path("claims/<uuid:token>/decline/", deciding.decline_page, name="decline"),
    path("claims/<uuid:token>/reconsider/", deciding.reconsider_page, name="reconsider"),
    path("claims/<uuid:token>/withdraw/", deciding.withdraw_page, name="withdraw"),
    path("claims/<uuid:token>/pay/", deciding.pay_page, name="pay"),
    path("claims/<uuid:token>/reject/", deciding.reject_page, name="reject"),
    path("claims/<uuid:token>/spot-check/", deciding.spot_check_page, name="spot_check"),
    path("claims/<uuid:token>/repay/", deciding.repay_page, name="repay"),
    path("claims/<uuid:token>/take-out/", sending.take_out_page, name="take_out_of_window"),
    path("nights/<int:pk>/queue/", nights.night_queue_page, name="night_queue"),
    path("claims/<uuid:token>/exception/", exceptions.exception_page, name="exception"),
    path("claims/<uuid:token>/pack/", packs.pack_file, name="pack"),
    path("claim-packs/", packs.packs_page, name="packs"),
    path("claim-packs/bundle/", packs.bundle_page, name="pack_bundle"),
    path("claims-rely-on/", reliance.reliance_page, name="reliance"),
    path("claims-rely-on/<str:form>/", reliance.reliance_file, name="reliance_file"),
    path("claim-exceptions/", exceptions.exceptions_page, name="exceptions"),
    path("claim-alerts/", alerts.alerts_page, name="alerts"),
    path("claim-alerts/owed/", alerts.owed_page, name="owed"),
    path("claim-alerts/<int:pk>/dismiss/", alerts.dismiss_page, name="dismiss_alert"),
    path("claim-alerts/<int:pk>/withdraw/", alerts.withdraw_page, name="withdraw_for_alert"),
    path("audits/", audits.audits_page, name="audits"),
    path("audits/settings/", audits.sampling_page, name="sampling"),
    path("audits/draw/<int:pk>/", audits.draw_page, name="draw_sample"),
    path("audits/<int:pk>/", audits.campaign_page, name="campaign"),
    path("audits/<int:pk>/replace/", audits.replace_page, name="replace_departed"),
    path("audits/<int:pk>/close/", audits.close_page, name="close_campaign"),
    path("audits/<int:pk>/<str:name>.csv", audits.campaign_file, name="campaign_file"),
    path("audits/claims/<int:pk>/", reviewing.item_page, name="sample_item"),
    path("audits/claims/<int:pk>/reply/", reviewing.reply_page, name="reply_to_finding"),
    path("audits/claims/<int:pk>/conclude/", reviewing.conclude_page, name="conclude_finding"),
    path("submission-windows/", sending.windows_page, name="windows"),
    path("submission-windows/new/", sending.open_window_page, name="open_window"),
    path("submission-windows/<int:pk>/", sending.window_page, name="window"),
    path("submission-windows/<int:pk>/add/", sending.add_page, name="add_to_window"),
    path("submission-windows/<int:pk>/sign-off/", sending.sign_off_page, name="sign_off"),
    path("submission-windows/<int:pk>/submit/", sending.submit_page, name="submit"),
    path("submission-windows/<int:pk>/return/<str:form>/", sending.return_file, name="return_file"),
    path("funding/", funding.funding_page, name="funding"),
    path("funding/agreed/new/", funding.agree_page, name="agree_funding"),
    path("funding/agreed/<int:pk>/", funding.agree_page, name="correct_funding"),
    path("funding/families/", funding.families_page, name="funding_families"),
    path("funding/plan/", funding.plan_page, name="plan_programme"),
    path("funding/check/", funding.check_page, name="check_figure"),
    path("targets/", boards.years_page, name="years"),
    path("targets/families/", boards.years_families_page, name="years_families"),
    path("savings/", savings.savings_page, name="savings"),
    path("savings/families/", savings.savings_families_page, name="savings_families"),
    path("savings/file/<str:form>/", savings.savings_file, name="savings_file"),
    path("savings/costs/", savings.costs_page, name="unit_costs"),
    path("savings/costs/own/", savings.unit_cost_page, name="own_unit_cost"),
    path("savings/assumptions/", savings.assumptions_page, name="savings_assumptions"),
    path("savings/averted/", savings.averted_page, name="record_averted"),
    path("progress/", progress.progress_page, name="progress"),
    path("progress/families/", progress.progress_families_page, name="progress_families"),
    path("progress/file/<str:form>/", progress.progress_file, name="progress_file"),
    path("returns/", returns.returns_page, name="returns"),
    path("returns/columns/<str:name>/", returns.schema_page, name="return_schema"),
    path("returns/prepare/<str:name>/", returns.prepare_page, name="prepare_return"),
    path("returns/prepare/<str:name>/faults/<str:form>/", returns.faults_file, name="return_faults"),
    path("returns/<int:pk>/", returns.return_page, name="return"),
    path("returns/<int:pk>/correct/", returns.correct_page, name="correct_return"),
    path("returns/<int:pk>/file/<str:form>/", returns.return_file, name="returned_file"),
    path("exports/", exporting.exports_page, name="exports"),
    path("exports/make/", exporting.export_page, name="export"),
]
