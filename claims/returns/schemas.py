"""The returns that can be made, by name."""

from claims.returns import cost_savings, family_progress, pbr_return
from claims.returns.enums import PeriodKind

SCHEMAS = {module.NAME: module.SCHEMA for module in (pbr_return, family_progress, cost_savings)}
# The return of claims is made when its window is submitted; the others when somebody makes them.
MADE_ON_THEIR_OWN = [name for name, schema in SCHEMAS.items() if schema.period != PeriodKind.WINDOW]
