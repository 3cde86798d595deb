"""Questions asked together: each is answered as its queryset would have been by itself."""

import pytest
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from families.accounts.enums import Role
from families.facts.recording import record_score
from families.models import Delivery, Family, FamilyDetails, LeadWorker, Membership, Plan, Score, User
from families.together import read_together
from outcomes.models import Criterion, OutcomesPlan
from tests.families.world import TODAY


@pytest.fixture
def asked(world):
    """Querysets of every make: models alone and along with others, values, one column, annotated, a slice, nothing."""
    record_score(family=world.ours, by=world[Role.KEY_WORKER], tool="debt/pounds", scored_on=TODAY, score=5)
    return {
        "models": FamilyDetails.objects.order_by("pk"),
        "along": Membership.objects.select_related("person", "family").order_by("pk"),
        "along_and_absent": LeadWorker.objects.select_related("worker", "recorded_by").order_by("pk"),
        "values": Score.objects.order_by("pk").values("scored_on", "score", "recorded_at", "family__token"),
        "rows": Plan.objects.order_by("pk").values_list("agreed_on", "covers", "objectives"),
        "column": Family.objects.order_by("reference").values_list("token", flat=True),
        "annotated": Family.objects.with_details().order_by("-reference"),
        "json": Criterion.objects.order_by("pk"),
        "arrays": OutcomesPlan.objects.all(),
        "windowed": Delivery.objects.annotate(
            place=Window(RowNumber(), partition_by=F("feed"), order_by=F("load").desc())
        ).filter(place__lte=1).select_related("load").defer("load__rejected_file").order_by("pk"),
        "some": User.objects.order_by("username")[1:3],
        "none": Family.objects.none(),
        "in_nothing": Family.objects.filter(pk__in=[]),
    }


def said(row):
    """A row with everything that it holds, what came along with it too."""
    if not hasattr(row, "_state"):
        return row
    held = {name: value for name, value in vars(row).items() if name != "_state"}
    return type(row), held, {name: said(value) for name, value in row._state.fields_cache.items() if value}


def test_each_is_answered_as_if_it_had_been_asked_by_itself(asked, django_assert_num_queries):
    alone = {name: [said(row) for row in queryset] for name, queryset in asked.items()}
    with django_assert_num_queries(1):
        together = vars(read_together(**asked))
    assert {name: [said(row) for row in rows] for name, rows in together.items()} == alone
    assert sorted(name for name, rows in alone.items() if not rows) == ["in_nothing", "none"]


@pytest.mark.django_db
def test_where_nothing_needs_to_be_asked_nothing_is(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert read_together(nobody=Family.objects.none()).nobody == []
