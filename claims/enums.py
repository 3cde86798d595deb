"""The vocabulary of claims: where a claim stands, what can be done with it, why one is refused."""

from django.db import models


class ClaimStatus(models.TextChoices):
    """Where a claim stands."""

    QUEUED = "queued", "In the queue"
    LEFT_QUEUE = "left_queue", "Left the queue"
    CHECKED = "checked", "Evidence checked"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    IN_SAMPLE = "in_sample", "In the audit sample"
    AUDIT_PASSED = "audit_passed", "Passed audit"
    AUDIT_FAILED = "audit_failed", "Failed audit"
    SIGNED_OFF = "signed_off", "Signed off"
    SUBMITTED = "submitted", "Submitted"
    PAID = "paid", "Paid"
    REJECTED = "rejected", "Rejected by the department"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SPOT_VALID = "spot_valid", "Valid in a spot check"
    SPOT_INVALID = "spot_invalid", "Not valid in a spot check"
    REPAID = "repaid", "Repaid"


class MoveVerb(models.TextChoices):
    """One way in which a claim moves."""

    JOIN = "join", "joined the queue"
    REFRESH = "refresh", "had its evidence refreshed"
    LEAVE = "leave", "left the queue"
    REJOIN = "rejoin", "joined the queue again"
    CHECK = "check", "checked its evidence"
    APPROVE = "approve", "approved it"
    LAPSE = "lapse", "went back into the queue, because its evidence changed"
    DECLINE = "decline", "declined it"
    RECONSIDER = "reconsider", "put it back into the queue"
    SAMPLE = "sample", "drew it into the audit sample"
    PASS = "pass", "passed it at audit"
    FAIL = "fail", "failed it at audit"
    SIGN_OFF = "sign_off", "recorded its sign-off"
    UNSIGN = "unsign", "took it out of the sign-off"
    SUBMIT = "submit", "submitted it to the department"
    PAY = "pay", "recorded the payment"
    REJECT = "reject", "recorded the department's rejection"
    WITHDRAW = "withdraw", "withdrew it"
    FIND_VALID = "find_valid", "recorded that a spot check found it valid"
    FIND_INVALID = "find_invalid", "recorded that a spot check found it not valid"
    REPAY = "repay", "recorded the repayment"


class RejectionCode(models.TextChoices):
    """Why the department, or an auditor, finds that a claim does not stand."""

    NO_EVIDENCE_ELIGIBILITY = "NO_EVIDENCE_ELIGIBILITY", "Eligibility is not evidenced"
    FEWER_THAN_MIN_PROBLEMS = "FEWER_THAN_MIN_PROBLEMS", "The family had too few headline problems"
    NO_ASSESSMENT = "NO_ASSESSMENT", "There was no whole-family assessment"
    PLAN_NOT_WHOLE_FAMILY = "PLAN_NOT_WHOLE_FAMILY", "The plan left out a member of the family"
    NO_LEAD_WORKER = "NO_LEAD_WORKER", "Nobody led the work with the family"
    WINDOW_INCOMPLETE = "WINDOW_INCOMPLETE", "The progress was not kept up for long enough"
    TERM_DATA_MISSING = "TERM_DATA_MISSING", "Attendance for a term is missing"
    SIBLING_NOT_CHECKED = "SIBLING_NOT_CHECKED", "A brother or sister was not checked"
    NEW_PROBLEM_UNMET = "NEW_PROBLEM_UNMET", "A problem found later was not resolved"
    REGRESSION_IN_WINDOW = "REGRESSION_IN_WINDOW", "The progress was lost again within the window"
    PRE_ENGAGEMENT_WINDOW = "PRE_ENGAGEMENT_WINDOW", "The progress came before the family was engaged"
    DUPLICATE_FAMILY = "DUPLICATE_FAMILY", "The family is recorded twice"
    ALREADY_CLAIMED = "ALREADY_CLAIMED", "A result for the family was already claimed"
    ESF_WP_DOUBLE_FUNDING = "ESF_WP_DOUBLE_FUNDING", "Another programme paid for the same result"
    EMPLOYMENT_NOT_VERIFIED = "EMPLOYMENT_NOT_VERIFIED", "The employment was not verified"
    OFF_BENEFIT_NOT_IN_WORK = "OFF_BENEFIT_NOT_IN_WORK", "The adult was off benefit but not in work"
    WRONG_BENEFIT_RULE = "WRONG_BENEFIT_RULE", "The wrong benefit's rule was applied"
    THRESHOLD_MISAPPLIED = "THRESHOLD_MISAPPLIED", "A threshold was misapplied"
    DISCRETION_NOT_AUTHORISED = "DISCRETION_NOT_AUTHORISED", "Discretion was used without authority"
    OUT_OF_CLAIM_WINDOW = "OUT_OF_CLAIM_WINDOW", "The claim came outside its window"
    OVER_ANNUAL_CAP = "OVER_ANNUAL_CAP", "More results were claimed than the year allows"


# Not sent yet: judged again every night, and out of the queue as soon as the result does not hold.
UNSENT = (
    ClaimStatus.QUEUED, ClaimStatus.CHECKED, ClaimStatus.APPROVED, ClaimStatus.IN_SAMPLE, ClaimStatus.AUDIT_PASSED,
    ClaimStatus.SIGNED_OFF,
)
# With the department: sent and neither rejected nor taken back.
SENT = (ClaimStatus.SUBMITTED, ClaimStatus.PAID, ClaimStatus.SPOT_VALID, ClaimStatus.SPOT_INVALID)
# Stands in the way of another claim for the same line of families and framework.
LIVE = (*UNSENT, *SENT)
CHECK_STANDS = tuple(status for status in LIVE if status != ClaimStatus.QUEUED)
APPROVAL_STANDS = tuple(status for status in CHECK_STANDS if status != ClaimStatus.CHECKED)
# An approved claim that could go, or has gone, into a window, and can be signed off once no audit is open.
TO_SIGN_OFF = (ClaimStatus.APPROVED, ClaimStatus.AUDIT_PASSED)
WAITS_IN_WINDOW = (*TO_SIGN_OFF, ClaimStatus.IN_SAMPLE, ClaimStatus.SIGNED_OFF)
# An auditor may yet have to say what they find in it, without knowing what others found.
TO_BE_AUDITED = (ClaimStatus.QUEUED, ClaimStatus.CHECKED, ClaimStatus.APPROVED, ClaimStatus.IN_SAMPLE)
# Nobody vouches for these: they carry no check and no approval, and are in no window.
UNVOUCHED = (ClaimStatus.QUEUED, ClaimStatus.LEFT_QUEUE, ClaimStatus.DECLINED)
# An audit or a spot check found something, and named it by its code.
FOUND_WANTING = (ClaimStatus.AUDIT_FAILED, ClaimStatus.SPOT_INVALID)
# The department paid; the money is ours or, once not valid or withdrawn, owed back.
WAS_PAID = (ClaimStatus.PAID, ClaimStatus.SPOT_VALID, ClaimStatus.SPOT_INVALID, ClaimStatus.REPAID)
HOLDS_MONEY = tuple(status for status in WAS_PAID if status != ClaimStatus.REPAID)
