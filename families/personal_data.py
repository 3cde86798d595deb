"""What each field of this app says about whom: the register of personal data. The other apps have one of their own.

A field that is missing from the registers fails a test, so nobody adds one without having thought of it. Left out are
keys, yes and no, and the moments at which a row was written or closed (`UNSAID`), which say nothing by themselves.
"""

from django.db.models import TextChoices


class Personal(TextChoices):
    """What kind of personal data a field holds, the most sensitive first."""

    SPECIAL = "special", "Health, ethnicity, offences and what else the law protects most"
    CASE = "case", "What is known and decided about a family and the work with it"
    IDENTITY = "identity", "Who somebody is"
    CONTACT = "contact", "Where somebody lives or can be reached"
    STAFF = "staff", "Somebody who works with families, in that capacity"
    NONE = "none", "Says nothing about anybody"


UNSAID = {"recorded_at", "superseded_at", "known_at", "token", "thread"}

HELD = {
    "District": {Personal.NONE: "code name estimate", Personal.STAFF: "coordinator"},
    "Family": {Personal.IDENTITY: "reference"},
    "FamilyDetails": {
        Personal.CONTACT: "ward postcode",
        Personal.CASE: "framework tenure identified_on stage engaged_on assessed_on lead_agency delivery_route "
        "closed_on closed_reason",
    },
    "Person": {Personal.IDENTITY: "reference"},
    "PersonDetails": {
        Personal.IDENTITY: "forename surname date_of_birth sex upn nino nhs_number", Personal.SPECIAL: "ethnicity",
    },
    "Membership": {Personal.CASE: "role starts_on ends_on"},
    "Problem": {Personal.SPECIAL: "headline", Personal.CASE: "identified_on source status"},
    "LeadWorker": {Personal.STAFF: "name starts_on ends_on"},
    "User": {
        Personal.STAFF: "username first_name last_name email date_joined last_login role staff_number agency password",
    },
    "LogEntry": {Personal.STAFF: "at role verb about_type about_id request_id", Personal.NONE: "detail"},
    "Load": {
        Personal.NONE: "dataset file_name sha256 source state started_at finished_at rows accepted rejected unchanged",
        Personal.SPECIAL: "message rejected_file",
    },
    "Term": {Personal.NONE: "code"},
    "TermDates": {Personal.NONE: "starts_on ends_on"},
    "TermRecord": {Personal.CASE: "school possible authorised unauthorised", Personal.NONE: "grade"},
    "Event": {Personal.SPECIAL: "kind occurred_on note", Personal.CASE: "source source_ref", Personal.NONE: "grade"},
    "Spell": {
        Personal.SPECIAL: "kind starts_on ends_on note", Personal.CASE: "source source_ref", Personal.NONE: "grade",
    },
    "Score": {Personal.SPECIAL: "tool scored_on score", Personal.NONE: "grade"},
    "Judgement": {
        Personal.SPECIAL: "headline reason", Personal.CASE: "decided_on", Personal.STAFF: "decided_by decider_role",
        Personal.NONE: "grade",
    },
    "Coverage": {Personal.NONE: "kind source starts_on ends_on grade"},
    "ClaimMade": {Personal.CASE: "framework route claimed_on amount status reference"},
    "Feed": {
        Personal.NONE: "dataset source supplier beat_days grace_days usual_rows fewest_rows grade registered_at",
        Personal.STAFF: "contact",
    },
    "Delivery": {Personal.NONE: "rows kinds places first_on last_on covers_from covers_to odd"},
    "HeldFile": {
        Personal.SPECIAL: "content", Personal.NONE: "covers_from covers_to odd held_at decision decided_at reason",
    },
    "Relationship": {Personal.CASE: "kind starts_on ends_on"},
    "UnbornChild": {Personal.SPECIAL: "due_on starts_on ends_on"},
    "Address": {Personal.CONTACT: "use line_1 line_2 town postcode uprn ward tenure starts_on ends_on"},
    "LineageEvent": {Personal.CASE: "kind happened_on"},
    "Document": {
        Personal.SPECIAL: "kind title dated_on withdrawn_because", Personal.CASE: "about file_name",
        Personal.NONE: "file_type size sha256", Personal.STAFF: "added_at withdrawn_at",
    },
    "DocumentContent": {Personal.SPECIAL: "content"},
    "Chronology": {Personal.CASE: "title purpose", Personal.STAFF: "begun_at locked_at"},
    "ChronologyLine": {
        Personal.SPECIAL: "on source row says note sentence", Personal.CASE: "about",
        Personal.STAFF: "recorded_by added_at",
    },
    "ChronologyTurn": {Personal.STAFF: "turn at", Personal.CASE: "reason"},
    "Note": {Personal.SPECIAL: "kind happened_on text", Personal.CASE: "about", Personal.STAFF: "mentions"},
    "NoteError": {Personal.CASE: "reason"},
    "Draft": {
        Personal.SPECIAL: "typed", Personal.CASE: "what", Personal.STAFF: "saved_at",
        Personal.NONE: "page parts last_field revision tab",
    },
    "Notice": {Personal.CASE: "kind says page parts key", Personal.STAFF: "at read_at"},
    "NoticeChoice": {Personal.STAFF: "kind"},
    "Digest": {Personal.STAFF: "on sent_at", Personal.NONE: "notices overdue"},
    "Plan": {Personal.SPECIAL: "objectives", Personal.CASE: "agreed_on covers"},
    "PlannedMember": {Personal.CASE: "reason"},
    "Objective": {Personal.SPECIAL: "headline what", Personal.CASE: "reached_on"},
    "PlanAction": {
        Personal.SPECIAL: "what reason", Personal.CASE: "objective due_on state settled_on meeting",
        Personal.STAFF: "owner_professional owner_name agency",
    },
    "Agreement": {Personal.SPECIAL: "content", Personal.CASE: "number agreed_on"},
    "Voice": {Personal.SPECIAL: "words", Personal.IDENTITY: "name", Personal.CASE: "stance"},
    "PlanReview": {Personal.SPECIAL: "what", Personal.CASE: "held_on next_on"},
    "Meeting": {Personal.CASE: "held_on next_on"},
    "Attendance": {Personal.CASE: "kind", Personal.STAFF: "name agency"},
    "Talk": {Personal.SPECIAL: "headline family_words worker_note"},
    "StageMove": {Personal.CASE: "before after moved_on reason comment"},
    "CareStep": {Personal.SPECIAL: "direction stepped_on reason", Personal.STAFF: "team"},
    "Professional": {Personal.STAFF: "name agency job phone email starts_on ends_on"},
    "ProfessionalContact": {Personal.CASE: "kind happened_on"},
    "Assessment": {Personal.CASE: "assessed_on", Personal.SPECIAL: "answers"},
    "OwnReading": {Personal.SPECIAL: "tool scored_on score words", Personal.NONE: "grade"},
    "OwnReadingEnd": {Personal.CASE: "reason"},
    "ScreeningHeld": {Personal.CASE: "held_on found says", Personal.NONE: "asked"},
    "PurposeBasis": {Personal.NONE: "purpose basis gateway starts_on"},
    "NoticeGiven": {Personal.CASE: "version given_on way"},
    "Objection": {Personal.CASE: "purpose objected_on reason"},
    "ObjectionTakenBack": {Personal.CASE: "taken_back_on"},
    "Referral": {
        Personal.STAFF: "referrer_name referrer_agency referrer_phone referrer_email",
        Personal.CASE: "received_on acknowledged_on outcome decided_on outcome_told_on",
        Personal.SPECIAL: "about reason told",
    },
    "KnownName": {Personal.IDENTITY: "plain keys"},
}
