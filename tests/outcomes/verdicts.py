"""Verdicts and judgements made by hand, for tests of what is said about them."""

from datetime import UTC, date, datetime

from outcomes.criteria import KINDS
from outcomes.family_judgement import FamilyJudgement, JudgedVerdict

AS_OF = date(2026, 11, 22)

SETTINGS = {
    "school_terms": {"measure": "attendance", "percent": 90, "max_fixed_exclusions": 2},
    "clear_period": {"events": ("proven_offence", "asb_incident"), "spells": ("custody",)},
    "reduction": {"events": ("asb_incident",), "percent": 60},
    "continuous_work": {"benefits": ("benefit_jsa", "benefit_uc"), "barred_by": ("work_programme",)},
    "score": {"tool": "family_star/parenting", "improve_by": 2, "subject": "family"},
    "judgement": {"roles": ("team_manager", "programme_manager")},
}
RULES = [
    {"benefit": "benefit_jsa", "days": 182, "within_days": 210, "gap_days": 28},
    {"benefit": "default", "days": 91, "within_days": 91, "gap_days": 0},
]


def parameters(kind, **changed):
    """The parameters of a criterion of this kind as a published plan keeps them."""
    settings = SETTINGS[kind] | changed
    if kind == "continuous_work":
        settings.setdefault("rules", ())
        return KINDS[kind].parameters(**settings).as_data() | {"rules": RULES}
    return KINDS[kind].parameters(**settings).as_data()


def verdict(kind, status, reason="", changed=None, **cells):
    """A verdict of this kind; `changed` changes its criterion's parameters, `cells` the verdict's own."""
    return JudgedVerdict(
        **{
            "criterion_id": 1, "headline": "h", "criterion": "c", "kind": kind,
            "parameters": parameters(kind, **(changed or {})), "person_id": None, "person_reference": "",
            "status": status, "reason": reason, "window_starts_on": None, "window_ends_on": None, "value": "",
            "threshold": "", "due_on": None,
        } | cells
    )


def judgement(**cells):
    """A family's judgement in which nothing is missing and no route holds."""
    return FamilyJudgement(
        **{
            "family_id": 1, "as_of": AS_OF, "known_at": datetime(2026, 11, 22, 12, tzinfo=UTC),
            "framework": "expanded", "plan_id": 1, "engaged": True, "eligible": True, "sustained": "",
            "employment": "", "claimable": False, "route": "", "earliest_on": None, "blockers": (),
            "in_the_way": {},
        } | cells
    )
