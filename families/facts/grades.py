"""How well founded a fact is, from how it reached us: pure decisions, with no queries."""

import re

from families.accounts.enums import Role
from families.facts.enums import Grade

SOURCE_KEY_WORKER = "key worker record"

# Bodies that keep their records under a statutory duty, as their names show. A feed's grade can be put right by hand.
STATUTORY = re.compile(
    r"\b(police|constabulary|probation|prisons?|courts?|youth (justice|offending)|jobcentre|job centre|dwp|hmrc"
    r"|department for work and pensions|schools?|academy|academies|college|education|local authority|council"
    r"|social care|social services|children.?s services|nhs|health trust)\b",
    re.IGNORECASE,
)
SAID_ON_A_PAGE = (Grade.WORKER_OBSERVATION, Grade.FAMILY_STATEMENT)


def grade_of_feed(dataset, source):
    """The grade of what a file of `dataset` brings from `source` (blank where its rows name none), unless told better.

    Sessions come from the schools' registers. Readings of a tool are the word of whoever scored it.
    """
    if dataset == "term_records":
        return Grade.OFFICIAL_RECORD
    if source == SOURCE_KEY_WORKER:
        return Grade.WORKER_OBSERVATION
    return Grade.OFFICIAL_RECORD if STATUTORY.search(source) else Grade.PARTNER_STATEMENT


def grade_of_what_is_typed(said, role):
    """The grade of what somebody in this role types in and says to be `said`; a partner's word is a statement."""
    return Grade.PARTNER_STATEMENT if role == Role.PARTNER else Grade(said)
