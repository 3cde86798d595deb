"""What the authority agreed with the department: three years that grow and shrink as real ones did."""

from claims.funding.actions import agree_funding
from claims.funding.rules import in_words, year_of
from families.enums import Framework
from families.numbers import split

SHARES = (25, 45, 30)
GRANT = 15_000_000  # pence


def agree(authority, users):
    """The two years before this one and this one, for as many families as the authority has."""
    this_year = year_of(authority.today)
    families = split(len(authority.cases), SHARES)
    for year, number in zip(range(this_year - 2, this_year + 1), families, strict=True):
        agree_funding(
            by=users["manager"], framework=Framework.EXPANDED, year=year, families=number, results=number, grant=GRANT,
            source=f"Made-up grant letter for {in_words(year)}",
        )
