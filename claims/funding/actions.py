"""Recording what was agreed for a year, and changing it."""

from django.db import transaction

from claims.funding.models import FundingYear
from claims.funding.permissions import check_can_set_funding
from families.event_log.actions import record
from families.event_log.enums import Verb


@transaction.atomic
def agree_funding(*, by, framework, year, families, results, grant, source, existing=None):
    """Records what was agreed for a year (`grant` in pence), or corrects `existing`. History keeps what it said before.

    Raises ValidationError with a message for each field that is wrong.
    """
    check_can_set_funding(by)
    agreed = existing or FundingYear()
    agreed.framework, agreed.year, agreed.source = framework, year, source
    agreed.families, agreed.results, agreed.grant = families, results, grant
    agreed.full_clean()
    agreed.save()
    record(Verb.CORRECTED if existing else Verb.RECORDED, by=by, about=agreed)
    return agreed
