"""What other programmes had to do with a family is shown with its dates, and whether it falls within the window."""

import pytest
from django.urls import reverse

from claims.models import Claim
from claims.other_funding import other_funding
from families.lineage.actions import record_lineage
from families.models import ClaimMade, Person
from tests.claims.building import believe, claim_at, day, family, judge, spell, user

pytestmark = pytest.mark.usefixtures("programme")


def test_programmes_and_claims_are_listed_with_their_dates(client):
    made, former = family(), family()
    adult = Person.objects.get(memberships__family=made, memberships__role="adult")
    spell(made, adult, kind="work_programme", starts_on=day(-250), ends_on=day(-200))
    spell(made, kind="esf_provision", starts_on=day(-800), ends_on=day(-700))
    believe(ClaimMade, family=former, framework="phase-1", route="sustained", claimed_on=day(-600), status="paid")
    record_lineage(kind="re_registration", earlier=former, later=made, happened_on=day(-400), by=user())
    judge(made)
    claim = Claim.objects.get(family=made)
    assert [(one.what, one.starts_on, one.overlaps) for one in other_funding(claim)] == [
        (f"European Social Fund provision, {made}", day(-800), False),
        (f"Claim for family {former}, Phase 1 (2012 to 2015), paid", day(-600), False),
        (f"Work Programme, {adult}", day(-250), True),
    ]
    client.force_login(user())
    page = client.get(reverse("claims:claim", args=[claim.token])).content.decode()
    assert "Did somebody else pay for it?" in page
    assert "Within the window" in page


def test_nothing_is_listed_where_nothing_is_known():
    assert other_funding(claim_at("queued")) == []
