"""The returns that can be made, by name."""

from claims.returns import (
    cost_savings,
    cost_savings_sample,
    family_monitoring,
    family_progress,
    national_impact_study,
    pbr_return,
)
from claims.returns.enums import PeriodKind

SCHEMAS = {
    module.NAME: module.SCHEMA for module in (
        pbr_return, national_impact_study, family_progress, family_monitoring, cost_savings, cost_savings_sample,
    )
}
# The return of claims is made when its window is submitted; the others when somebody makes them.
MADE_ON_THEIR_OWN = [name for name, schema in SCHEMAS.items() if schema.period != PeriodKind.WINDOW]
