"""No more results are claimed in a year than were agreed; the other families are worked with."""

import pytest
from django.urls import reverse

from claims import actions
from claims.caps import room_on
from claims.funding.rules import in_words, year_of
from claims.models import Claim, FundingYear, SubmissionWindow
from claims.submission import SubmissionRefused, claims_in, preview
from tests.claims.building import claim_at, day, sign_off, submit, user, window

pytestmark = pytest.mark.usefixtures("programme")


def agreed(results):
    return FundingYear.objects.create(
        framework="expanded", year=year_of(day()), families=9, results=results, source="Letter"
    )


def filled(number):
    manager = user()
    into = window(manager, closes_on=day(), evidence_cutoff_on=day())
    claims = [claim_at("approved", by=manager) for _ in range(number)]
    actions.add_to_window(claims=claims, window=into, by=manager)
    return into, claims, manager


def test_year_without_an_agreement_has_no_cap():
    assert room_on("expanded", day()) is None


def test_claims_beyond_the_years_number_are_not_sent_and_it_says_so(client):
    into, (first, second), manager = filled(2)
    agreed(1)
    rows = preview(into, list(claims_in(into)), signed=False)
    words = (
        f"No more than the 1 results agreed for {in_words(year_of(day()))} can be claimed. "
        "The family is worked with, and not claimed this year."
    )
    assert {claim.pk: sentences for claim, _, _, sentences in rows} == {first.pk: [], second.pk: [words]}
    with pytest.raises(SubmissionRefused):
        sign_off(into, manager)
    actions.take_out_of_window(claim=Claim.objects.get(pk=second.pk), by=manager)
    submit(into, manager)
    room = room_on("expanded", day())
    assert (room.agreed, room.claimed, room.left) == (1, 1, 0)
    client.force_login(manager)
    assert words in client.get(reverse("claims:claim", args=[second.token])).content.decode()


def test_window_takes_no_more_than_is_left():
    agreed(2)
    into, _, manager = filled(1)
    more = [claim_at("approved", by=manager) for _ in range(2)]
    with pytest.raises(SubmissionRefused) as refused:
        actions.add_to_window(claims=more, window=into, by=manager)
    words = f"Only 1 of the 2 results agreed for {in_words(year_of(day()))} are left."
    assert [why for _, why in refused.value.refusals] == [words] * 2
    actions.add_to_window(claims=more[:1], window=SubmissionWindow.objects.get(pk=into.pk), by=manager)


def test_rejected_and_repaid_claims_make_room_again():
    agreed(5)
    for status in ("submitted", "paid", "rejected", "repaid", "withdrawn"):
        claim_at(status)
    assert room_on("expanded", day()).left == 3
