"""Questions asked together: each is answered as its queryset would have been by itself."""

from datetime import timedelta

import pytest
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from families.accounts.enums import Role
from families.facts.recording import record_score
from families.models import Delivery, Family, FamilyDetails, LeadWorker, Membership, Plan, Score, User
from families.together import Beginning, compiled_once, read_together
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


@pytest.mark.django_db
def test_a_beginning_says_how_many_there_are(asked):
    for name, queryset in asked.items():
        whole = [said(row) for row in queryset]
        for most in (0, 1, len(whole), 100):
            rows, number = read_together(rows=Beginning(queryset, most)).rows
            assert ([said(row) for row in rows], number) == (whole[:most], len(whole)), name


def members(family, people, day, moment, role, most):
    """Questions of every kind of value: an id, ids, a day, a moment, words and a number of rows."""
    stays = Membership.objects.known_at(moment).order_by("pk")
    return {
        "stays": stays.filter(Q(ends_on=None) | Q(ends_on__gte=day), family=family, starts_on__lte=day),
        "theirs": stays.filter(Q(person__among=people) | Q(family=family)).select_related("person"),
        "of_role": stays.filter(role=role).values_list("person", "starts_on"),
        "some": Beginning(stays, most),
        "plans": Plan.objects.filter(covers__contains=[family]),
    }


def asks(world, moment):
    """Calls alike and different: other ids, none, other days, a moment not given, other words, fewer rows."""
    ours, theirs = world.ours.pk, world.theirs.pk
    people = list(Membership.objects.order_by("pk").values_list("person", flat=True))
    for family in (ours, theirs):
        for some in (people, people[:1], [], set(people[1:])):
            for day in (TODAY, TODAY - timedelta(days=4000)):
                for known_at in (None, moment):
                    yield {
                        "family": family, "people": some, "day": day, "moment": known_at,
                        "role": "child" if day == TODAY else "adult", "most": len(some),
                    }


def told(answer):
    """An answer with everything in it."""
    return {
        name: [said(row) for row in rows] if isinstance(rows, list) else ([said(row) for row in rows[0]], rows[1])
        for name, rows in vars(answer).items()
    }


def test_what_is_compiled_once_is_answered_as_if_it_had_been_compiled_anew(world, django_assert_num_queries):
    ask, answers = compiled_once(members), []
    for values in asks(world, Membership.objects.latest("recorded_at").recorded_at):
        with django_assert_num_queries(1):
            answer = ask(**values)
        answers.append(told(answer))
        assert answers[-1] == told(read_together(**members(**values))), values
    assert len({repr(answer) for answer in answers}) > 8  # they do tell the calls apart


@pytest.mark.django_db
def test_it_is_compiled_for_each_shape_of_the_values_and_for_no_other(world):
    built = []

    def build(**values):
        built.append(values)
        return members(**values)

    ask = compiled_once(build)
    shapes = set()
    for values in asks(world, Membership.objects.latest("recorded_at").recorded_at):
        ask(**values)
        shapes.add((values["moment"] is None, values["role"]))
    assert len(built) == 2 * len(shapes)  # with two sets of stand-ins each


@pytest.mark.parametrize("build", [
    lambda on: {"rows": Membership.objects.filter(starts_on__lte=on - timedelta(days=1))},
    lambda on: {"rows": Membership.objects.filter(starts_on__year=on.year)},
    lambda on: {"rows": Membership.objects.filter(**{"starts_on" if on.year % 2 else "ends_on": on})},
    lambda on: {"rows": Membership.objects.order_by("pk")[:on.toordinal()]},
], ids=["another day", "a part of it", "another question", "a number of rows"])
def test_what_is_reckoned_from_a_value_is_refused(build):
    with pytest.raises(TypeError, match="asks another question for other values|is reckoned from those"):
        compiled_once(build)(on=TODAY)


@pytest.mark.django_db
def test_what_asks_beforehand_is_refused():
    with pytest.raises(TypeError, match="asks nothing while it is built"):
        compiled_once(lambda on: {"rows": Plan.objects.filter(pk__in=list(Plan.objects.values_list("pk")))})(on=TODAY)


def test_what_is_reckoned_from_a_value_that_is_named_is_compiled_for_each(world):
    ask = compiled_once(lambda on: {"rows": Membership.objects.filter(starts_on__gt=on - timedelta(days=1))},
                        reckoned_from=["on"])
    began = Membership.objects.earliest("starts_on").starts_on
    assert [len(ask(on=day).rows) for day in (began, TODAY + timedelta(days=1))] == [
        Membership.objects.filter(starts_on__gte=began).count(), 0
    ]
