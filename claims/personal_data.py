"""What each field of this app says about whom (see `families/personal_data.py`)."""

from families.personal_data import Personal

HELD = {
    "SubmissionWindow": {Personal.NONE: "code framework opens_on evidence_cutoff_on closes_on submitted_at"},
    "Claim": {
        Personal.SPECIAL: "evidence",
        Personal.CASE: "reference framework route status amount as_of claimed_on paid_on paid_amount rejection_code "
        "finding_code repaid_on repaid_amount checked_at approved_at submitted_at",
        Personal.NONE: "evidence_digest checked_digest approved_digest",
    },
    "ClaimMove": {Personal.CASE: "before verb after at reason as_of", Personal.NONE: "digest"},
    "SignOff": {Personal.STAFF: "chief_officer finance_officer", Personal.NONE: "signed_on claims pence digest"},
    "Return": {
        Personal.STAFF: "note reason",
        Personal.NONE: "name schema_version edition first_day last_day as_of recipient purpose noted left_out "
        "rows made_at",
    },
    "ReturnFile": {Personal.SPECIAL: "content", Personal.NONE: "format sha256"},
    "ReturnLine": {Personal.NONE: "number"},
    "ClaimPack": {
        Personal.SPECIAL: "content", Personal.NONE: "number evidence_digest manifest previous digest sealed_at",
    },
    "PackBundle": {Personal.NONE: "made_at purpose recipient head sha256"},
    "ClaimReliance": {Personal.SPECIAL: "what value headline"},
    "ConflictOverride": {Personal.STAFF: "act deeds reason given_at", Personal.NONE: "digest"},
    "FundingYear": {Personal.NONE: "framework year families results grant source"},
    "MoneyLine": {Personal.CASE: "account pence"},
    "OwnUnitCost": {Personal.NONE: "code from_day pence price_year source"},
    "SavingsAssumptions": {
        Personal.NONE: "from_day deadweight impact optimism months lag_months cost_per_family reason",
    },
    "AvertedCost": {Personal.SPECIAL: "code number reason at"},
    "SamplingSettings": {
        Personal.NONE: "from_day percent minimum extend_percent reply_days tickets", Personal.STAFF: "reason",
    },
    "AuditCampaign": {
        Personal.NONE: "method groups percent minimum extend_percent reply_days tickets frame_sha256 seed drawn_at "
        "closed_at",
    },
    "FrameClaim": {
        Personal.CASE: "reference pence route district risks", Personal.STAFF: "worker", Personal.NONE: "digest weight",
    },
    "SampleItem": {Personal.CASE: "state reason", Personal.NONE: "number stage part drawn_at"},
    "AuditView": {
        Personal.SPECIAL: "eligible_note whole_family_note result_note note",
        Personal.CASE: "eligible whole_family result code reply_by at", Personal.NONE: "digest",
    },
    "AuditReply": {Personal.SPECIAL: "reason evidence", Personal.CASE: "at"},
    "AuditConclusion": {Personal.SPECIAL: "reason", Personal.CASE: "at"},
    "ClaimAlert": {
        Personal.SPECIAL: "sentences", Personal.CASE: "raised_at pence state decided_at reason",
        Personal.NONE: "digest",
    },
}
