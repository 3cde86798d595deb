"""What is said about criteria, as a published plan shows them, and how dates and numbers are written."""

from datetime import date

import pytest

from families.accounts.enums import Role
from outcomes import sentences
from outcomes.wording import both, counted, day, days_from_to, either, number
from tests.outcomes.verdicts import AS_OF, parameters, verdict

LATEST = {"window_starts_on": date(2025, 9, 3), "window_ends_on": date(2026, 7, 21)}


@pytest.mark.parametrize(
    ("kind", "changed", "words"),
    [
        (
            "school_terms", {},
            "Attendance must be above 90% in each of the latest 3 full terms. In that time there must not be more than "
            "2 fixed-term exclusions, or any permanent exclusion.",
        ),
        (
            "school_terms",
            {"measure": "unauthorised", "percent": 15, "aggregation": "pooled", "max_fixed_exclusions": 0},
            "Unauthorised absence must be below 15% over the latest 3 full terms taken together. In that time there "
            "must not be a fixed-term exclusion, or any permanent exclusion.",
        ),
        (
            "school_terms", {"inclusive": True, "terms": 1, "max_fixed_exclusions": None},
            "Attendance must be at least 90% in the latest full term.",
        ),
        (
            "clear_period", {"events": (), "spells": ("looked_after",), "months": 1, "age_under": 18},
            "No time in care for 1 month in a row, counting only family members under 18.",
        ),
        (
            "reduction", {"age_under": 18},
            "At least 60% fewer anti-social behaviour incidents a month in the latest 6 months than in the 12 months "
            "before the family was engaged, counting only family members under 18.",
        ),
        (
            "continuous_work", {},
            "After Jobseeker's Allowance: 182 days in work and off benefit within 210 days, with breaks of no more "
            "than 28 days. After Universal Credit: 91 days in work and off benefit, without a day missed.",
        ),
        (
            "score", {"at_least": 7},
            "The Family star (parenting) score must be at least 7 and 2 or more above the first score, and stay so "
            "over 3 months.",
        ),
        (
            "score", {"at_least": 3, "improve_by": None, "higher_is_better": False, "hold_months": 0},
            "The Family star (parenting) score must be no more than 3.",
        ),
        (
            "judgement", {"roles": ("analyst",), "valid_months": 1},
            "An analyst must record that progress was made, and why. A decision counts for 1 month.",
        ),
    ],
)
def test_threshold_puts_a_criterion_in_words(kind, changed, words):
    assert sentences.threshold(kind, parameters(kind, **changed)) == words


def test_threshold_of_work_is_that_of_the_rule_used():
    given = verdict("continuous_work", "met", threshold="91", value="91", **LATEST, person_id=7)
    assert sentences.explain(given, {7: "Ada"}, AS_OF).threshold == (
        "After Universal Credit: 91 days in work and off benefit, without a day missed."
    )


@pytest.mark.parametrize("role", Role.values)
def test_a_judgement_may_be_asked_of_any_role(role):
    assert Role(role).label.lower() in sentences.threshold("judgement", parameters("judgement", roles=(role,)))


def test_wording_is_british():
    assert day(date(2027, 3, 3)) == "3 March 2027"
    assert days_from_to(date(2027, 3, 3), date(2027, 3, 3)) == "3 March 2027"
    assert days_from_to(date(2027, 3, 3), date(2027, 9, 2)) == "3 March 2027 to 2 September 2027"
    assert [counted(n, "child", "children") for n in (0, 1, 1200)] == ["0 children", "1 child", "1,200 children"]
    assert [number(n) for n in ("90", "90.00", "90.50", "-12.35", "100000.0000", 0)] == [
        "90", "90", "90.5", "−12.35", "100,000", "0",
    ]
    assert [either(w) for w in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a or b", "a, b or c"]
    assert both(["a", "b", "c"]) == "a, b and c"
