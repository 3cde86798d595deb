"""The exports `funding` and `forecast`: what was agreed, what came of it, and what may still come."""

from django.utils import timezone

from claims.exports.writing import Pounds
from claims.funding import counting, forecast
from claims.funding.rules import in_words
from families.enums import Framework

COLUMNS = (
    "framework", "year", "families_agreed", "results_agreed", "attachment_due", "grant_due", "results_due",
    "identified", "engaged", "claimed", "claimed_amount", "paid", "paid_amount", "owed_back",
    "owed_back_amount",
)
FORECAST_COLUMNS = ("framework", "month", "families", "amount", "amount_so_far", "families_lacking_something")


def rows():
    """One row for each programme and year, the oldest programme first; what was not agreed is blank."""
    for framework in Framework.values:
        for year in counting.years_of(framework):
            agreed, due = year.agreed, year.due
            yield (
                framework, in_words(year.year), agreed and agreed.families, agreed and agreed.results,
                due and Pounds(due.attachment), due and Pounds(due.grant), due and Pounds(due.result_income),
                year.identified, year.engaged, year.submitted.number, Pounds(year.submitted.pence),
                year.paid.number, Pounds(year.paid.pence), year.owed.number, Pounds(year.owed.pence),
            )


def forecast_rows():
    """One row for each programme and month in which families could first be claimed."""
    for framework in Framework.values:
        for month in forecast.months(framework, timezone.localdate()):
            yield (
                framework, month.first_day, month.families, Pounds(month.pence), Pounds(month.running_pence),
                month.lacking,
            )
