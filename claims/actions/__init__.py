"""The only writers of claims. Every act checks who may, locks what it changes, and is recorded."""

from claims.actions.alerts import dismiss_alert, withdraw_for_alert
from claims.actions.decisions import approve_claim, check_claim, decline_claim, reconsider_claim, withdraw_claim
from claims.actions.exporting import export_to
from claims.actions.payments import record_payment, record_rejection, record_repayment, record_spot_check
from claims.actions.queue import update_queue, update_queue_after_judging
from claims.actions.signing import sign_off_window
from claims.actions.windows import add_to_window, open_window, submit_window, take_out_of_window

__all__ = [
    "add_to_window", "approve_claim", "check_claim", "decline_claim", "dismiss_alert", "export_to", "open_window",
    "reconsider_claim", "record_payment", "record_rejection", "record_repayment", "record_spot_check",
    "sign_off_window", "submit_window", "take_out_of_window", "update_queue", "update_queue_after_judging",
    "withdraw_claim", "withdraw_for_alert",
]
