"""What each field of this app says about whom (see `families/personal_data.py`)."""

from families.personal_data import Personal

HELD = {
    "SavedList": {Personal.STAFF: "name asked"},
    "OutcomesPlan": {
        Personal.NONE: "code version name effective_from headlines_needed non_resident_cap routes preferred toml "
        "digest published_at",
    },
    "Headline": {Personal.NONE: "position code name applies require"},
    "Criterion": {Personal.NONE: "position code kind parameters"},
    "Verdict": {
        Personal.SPECIAL: "status reason window_starts_on window_ends_on value",
        Personal.NONE: "threshold grade judged_on", Personal.CASE: "due_on",
    },
    "Readiness": {
        Personal.CASE: "framework sustained employment route earliest_on judged_on",
        Personal.SPECIAL: "blockers in_the_way",
    },
    "CorePlan": {Personal.NONE: "code version name toml digest taken_in_at"},
    "PlanDraft": {Personal.NONE: "code text examples reasons revision state started_at closed_at"},
    "DraftChange": {Personal.NONE: "revision at what text examples"},
    "PlanBackground": {Personal.NONE: "examples departures"},
    "DraftPreview": {Personal.NONE: "digest text as_of asked_at finished_at"},
    "PreviewChunk": {Personal.NONE: "first_family last_family state attempts judged"},
    "PreviewedFamily": {
        Personal.SPECIAL: "before after verdicts", Personal.CASE: "direction claim pence_before pence_after",
    },
    "Need": {Personal.SPECIAL: "kind about ask", Personal.CASE: "supplier first_on last_on claimable_on judged_on"},
    "Night": {Personal.NONE: "business_date opened_at finished_at why_full rules chosen unforeseen"},
    "NightChunk": {
        Personal.NONE: "first_family last_family state attempts done_at judged changed joined left",
    },
    "NightFamily": {Personal.CASE: "because next_look"},
    "LookAgain": {Personal.CASE: "next_on next_look"},
    "Replay": {Personal.NONE: "as_of asked_at finished_at digest statuses readiness"},
    "ReplayPart": {Personal.NONE: "first_family last_family state done_at statuses readiness digests"},
    "ReplayDifference": {Personal.SPECIAL: "kept replayed explanation"},
}
