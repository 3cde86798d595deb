"""Who is eligible, as the plan in force says: what families ask when they are screened."""

from families.screening.plan_in_force import Eligibility
from outcomes import plan_file
from outcomes.judging import judge_family
from outcomes.models import OutcomesPlan


def eligibility(family):
    """Whether the family is eligible today, as it is judged; None where it is not judged, or no plan is in force."""
    judged = judge_family(family)
    if judged is None or judged.plan_id is None:
        return None
    plan = OutcomesPlan.objects.get(pk=judged.plan_id)
    return Eligibility(
        is_eligible=judged.eligible, needed=plan.headlines_needed, cap=plan.non_resident_cap, signs={
            headline.code: tuple(indicator.name for indicator in headline.entry_indicators)
            for headline in plan_file.parse(plan.toml).headlines
        },
    )
