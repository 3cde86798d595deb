"""The vocabulary of claims: where a claim stands, what can be done with it, why one is refused."""

from django.db import models


class ClaimStatus(models.TextChoices):
    """Where a claim stands."""

    QUEUED = "queued", "In the queue"
    LEFT_QUEUE = "left_queue", "Left the queue"
    APPROVED = "approved", "Approved"
    DECLINED = "declined", "Declined"
    SUBMITTED = "submitted", "Submitted"
    PAID = "paid", "Paid"
    REJECTED = "rejected", "Rejected by the department"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MoveVerb(models.TextChoices):
    """One way in which a claim moves."""

    JOIN = "join", "joined the queue"
    REFRESH = "refresh", "had its evidence refreshed"
    LEAVE = "leave", "left the queue"
    REJOIN = "rejoin", "joined the queue again"
    APPROVE = "approve", "approved it"
    LAPSE = "lapse", "lost its approval"
    DECLINE = "decline", "declined it"
    RECONSIDER = "reconsider", "put it back into the queue"
    SUBMIT = "submit", "submitted it to the department"
    PAY = "pay", "recorded the payment"
    REJECT = "reject", "recorded the department's rejection"
    WITHDRAW = "withdraw", "withdrew it"


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


LIVE = (ClaimStatus.QUEUED, ClaimStatus.APPROVED, ClaimStatus.SUBMITTED, ClaimStatus.PAID)
APPROVAL_STANDS = (ClaimStatus.APPROVED, ClaimStatus.SUBMITTED, ClaimStatus.PAID)
SENT = (ClaimStatus.SUBMITTED, ClaimStatus.PAID)
