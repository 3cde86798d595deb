"""Every path by which somebody could vouch for their own work: the page, many at once, the command, the administration
site, and the database itself. One attempt at each, by a contributor under a second sign-in; none of them succeeds."""

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from claims.bulk.actions import act_on_many, preview_of
from claims.bulk.rules import PreviewRow, seal_of
from claims.models import Claim, ClaimMove
from families.permissions import Refused
from tests.claims.building import check, family, judge, user

pytestmark = pytest.mark.usefixtures("programme")
AFTER = {"check": "checked", "approve": "approved"}


def by_the_page(claim, act, by, client):
    client.force_login(by)
    posted = {"digest": claim.evidence_digest, "confirm": "yes"}
    answer = client.post(reverse(f"claims:{act}", args=[claim.token]), posted, follow=True)
    assert f"You cannot {act} this claim" in answer.content.decode()


def by_the_page_for_many(claim, act, by, client):
    client.force_login(by)
    posted = {"act": act, "claim": [str(claim.token)]}
    assert f"You cannot {act} this claim" in client.post(reverse("claims:bulk"), posted).content.decode()
    forged = {**posted, "seal": seal_of(act, [PreviewRow(claim, "")]), "confirm": "yes"}
    assert "Something changed since you looked" in client.post(reverse("claims:bulk"), forged).content.decode()


def by_the_action_for_many(claim, act, by, client):
    assert [row.is_done for row in preview_of(act=act, claims=[claim], by=by)] == [False]
    with pytest.raises(Refused, match="nothing was done"):
        act_on_many(act=act, claims=[claim], by=by, seal=seal_of(act, [PreviewRow(claim, "")]))


def by_the_command(claim, act, by, client):
    with pytest.raises(CommandError, match=f"You cannot {act} this claim"):
        call_command("claims", act, claim.reference, "--by", by.username)


def by_the_administration_site(claim, act, by, client):
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    client.force_login(by)
    for address in ("/admin/", f"/admin/claims/claim/{claim.pk}/change/"):
        assert client.post(address, {"status": AFTER[act]}).status_code == 404


def by_the_database(claim, act, by, client):
    with pytest.raises(Error, match=f"Whoever contributed to a claim cannot {act} it"), transaction.atomic():
        ClaimMove.objects.create(
            claim=claim, before=claim.status, verb=act, after=AFTER[act], by=by, at=timezone.now(),
            digest=claim.evidence_digest, as_of=claim.as_of, known_at=claim.known_at,
        )


@pytest.mark.parametrize("act", list(AFTER))
@pytest.mark.parametrize(
    "path",
    [
        by_the_page, by_the_page_for_many, by_the_action_for_many, by_the_command, by_the_administration_site,
        by_the_database,
    ],
    ids=lambda path: path.__name__,
)
def test_contributor_is_refused_on_every_path(path, act, client):
    author = user(staff_number="S-77")
    made = family(by=author)
    judge(made)
    claim = Claim.objects.get(family=made)
    if act == "approve":
        check(claim)
        claim.refresh_from_db()
    before = claim.status, claim.moves.count()
    path(claim, act, user(staff_number=" s-77 "), client)
    claim.refresh_from_db()
    assert (claim.status, claim.moves.count()) == before
