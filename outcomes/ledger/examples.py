"""An example of every verdict that can be given, so that its sentences can be read as people will read them."""

from datetime import date

from families.facts.enums import Grade, SpellKind
from outcomes.criteria import KINDS
from outcomes.enums import CriterionKind, Reason, Status
from outcomes.family_judgement import JudgedVerdict

AS_OF = date(2026, 11, 22)
NAMES = {1: "Sam Hill", 2: "Kim Hill"}

SETTINGS = {
    CriterionKind.SCHOOL_TERMS: {"measure": "attendance", "percent": 90, "max_fixed_exclusions": 2},
    CriterionKind.CLEAR_PERIOD: {"events": ("proven_offence", "asb_incident"), "spells": ("custody",)},
    CriterionKind.REDUCTION: {"events": ("asb_incident",), "percent": 60},
    CriterionKind.CONTINUOUS_WORK: {"benefits": ("benefit_jsa", "benefit_uc"), "barred_by": ("work_programme",),
                                    "rules": ()},
    CriterionKind.SCORE: {"tool": "family_star/parenting", "improve_by": 2, "subject": "family"},
    CriterionKind.JUDGEMENT: {"roles": ("team_manager", "programme_manager")},
}
RULES = [
    {"benefit": SpellKind.BENEFIT_JSA.value, "days": 182, "within_days": 210, "gap_days": 28},
    {"benefit": "default", "days": 91, "within_days": 91, "gap_days": 0},
]

TERMS = {"window_starts_on": date(2025, 9, 2), "window_ends_on": date(2026, 7, 17), "person_id": 1}
CHILD = {"person_id": 1}
CLEAR = {"window_starts_on": date(2026, 7, 3), "window_ends_on": date(2027, 1, 2), "value": "142"}
PASSED = {"window_starts_on": date(2026, 4, 3), "window_ends_on": date(2026, 10, 2), "value": "233"}
MONTHS = {"window_starts_on": date(2026, 5, 22), "window_ends_on": date(2026, 11, 21)}
WORK = {"person_id": 2, "window_starts_on": date(2026, 7, 6), "window_ends_on": date(2026, 11, 21), "value": "139",
        "threshold": "182"}

# What each verdict holds besides its status and reason, with the cells that the rule fills in.
EXAMPLES = {
    CriterionKind.SCHOOL_TERMS: {
        (Status.MET, ""): {**TERMS, "value": "93.40"},
        (Status.PENDING, ""): {**CHILD, "due_on": date(2027, 7, 17)},
        (Status.NEUTRAL, Reason.TOO_FEW_TERMS): CHILD,
        (Status.NEUTRAL, Reason.LEFT_SCHOOL_AGE): CHILD,
        (Status.NO_DATA, Reason.TERM_MISSING): TERMS,
        (Status.NO_DATA, Reason.TOO_FEW_SESSIONS): {**TERMS, "value": "91.70"},
        (Status.NO_DATA, Reason.FEED_GAP): {**TERMS, "value": "93.40"},
        (Status.NOT_MET, Reason.ATTENDANCE): {**TERMS, "value": "86.20"},
        (Status.NOT_MET, Reason.EXCLUSIONS): {**TERMS, "value": "93.40"},
        (Status.REGRESSED, ""): {**TERMS, "value": "84.90"},
    },
    CriterionKind.CLEAR_PERIOD: {
        (Status.MET, ""): PASSED,
        (Status.PENDING, ""): {**CLEAR, "due_on": date(2027, 1, 3)},
        (Status.REGRESSED, ""): {},
        (Status.REGRESSED, Reason.NEW_FACT): {**CLEAR, "due_on": date(2027, 1, 3)},
        (Status.NOT_MET, Reason.OPEN_SPELL): {},
        (Status.NO_DATA, Reason.FEED_STALE): PASSED,
        (Status.NO_DATA, Reason.FEED_GAP): {**PASSED, "due_on": date(2027, 2, 10)},
    },
    CriterionKind.REDUCTION: {
        (Status.MET, ""): {**MONTHS, "value": "75.00"},
        (Status.PENDING, ""): {**MONTHS, "value": "50.00", "due_on": date(2027, 1, 9)},
        (Status.NOT_MET, Reason.NOT_ENOUGH): {**MONTHS, "value": "25.00"},
        (Status.NOT_MET, Reason.NEW_FACT): MONTHS,
        (Status.NEUTRAL, Reason.NO_BASELINE): MONTHS,
        (Status.NO_DATA, Reason.FEED_GAP): {**MONTHS, "value": "75.00"},
        (Status.NO_DATA, Reason.FEED_STALE): {**MONTHS, "value": "75.00"},
    },
    CriterionKind.CONTINUOUS_WORK: {
        (Status.MET, ""): {**WORK, "value": "190"},
        (Status.PENDING, ""): {**WORK, "due_on": date(2027, 1, 4)},
        (Status.NOT_MET, Reason.NOT_WORKING): {"person_id": 2},
        (Status.NOT_MET, Reason.DOUBLE_FUNDING): WORK,
        (Status.REGRESSED, Reason.STOPPED_WORKING): {"person_id": 2},
    },
    CriterionKind.SCORE: {
        (Status.MET, ""): {},
        (Status.PENDING, ""): {"due_on": date(2027, 1, 14)},
        (Status.PENDING, Reason.NO_SECOND_READING): {},
        (Status.NO_DATA, Reason.NO_READING): {},
        (Status.NO_DATA, Reason.GRADE_TOO_LOW): {"grade": Grade.FAMILY_STATEMENT},
        (Status.NOT_MET, ""): {},
        (Status.REGRESSED, ""): {},
    },
    CriterionKind.JUDGEMENT: {(Status.MET, ""): {}, (Status.PENDING, ""): {}, (Status.NOT_MET, ""): {}},
}

ASKS_FOR_A_GRADE = {"lowest_grade": "worker_observation"}


def parameters(kind):
    """A criterion of this kind as a published plan might have it."""
    data = KINDS[kind].parameters(**SETTINGS[kind]).as_data()
    return data | {"rules": RULES} if kind == CriterionKind.CONTINUOUS_WORK else data


def example(kind, status, reason):
    """A made-up verdict of this kind, status and reason."""
    cells = EXAMPLES[kind][status, reason]
    blank = {"person_id": None, "window_starts_on": None, "window_ends_on": None, "value": "", "threshold": "",
             "due_on": None}
    return JudgedVerdict(
        criterion_id=0, headline="", criterion="", kind=kind, person_reference="",
        parameters=parameters(kind) | (ASKS_FOR_A_GRADE if reason == Reason.GRADE_TOO_LOW else {}),
        status=status, reason=reason, **{**blank, **cells},
    )
