"""Silence is not success: whatever goes wrong with a feed, no family becomes claimable by it.

Each feed of a made-up authority in turn: its last file does not come, comes late, is cut off, or is half empty. The
families that can be claimed are then among those that can be claimed with the whole file; and once that has come,
every verdict is as if nothing had happened. Bad news of a late file may be missing only where the rules of judging go
on without it (a feed may lag behind, another source covers the kind), and the family's page then names the late feed;
and where success is that nothing happened, only for as long as the plan lets the feed lag. A file that is held, and
a word of being complete without one, change nothing at all.
"""

from collections import Counter
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.db.models import Max

from claims.demo.authority import make
from claims.demo.loading import publish_shipped_plans
from families.accounts.enums import Role
from families.facts.enums import LoadState
from families.feeds.actions import return_held
from families.feeds.models import Delivery, Feed
from families.feeds.reading import standings
from families.feeds.rules import ENOUGH_FILES
from families.models import Coverage, Event, Family, Score, Spell, TermRecord
from outcomes.actions import publish_plan
from outcomes.enums import Status
from outcomes.judging import judge_family
from outcomes.models import Criterion
from outcomes.relying.notes import feed_notes
from tests.outcomes.authority import user
from tests.outcomes.silence.deliveries import WAIVED, Authority, claimable, cut_short, half_of, tables_in
from tests.reference.generate import make_plans, make_world

DAY = date(2024, 6, 14)
SENDERS = {
    "police": (
        "proven_offence", "asb_incident", "domestic_abuse_incident", "police_callout", "missing_episode", "custody",
    ),
    "school": ("fixed_exclusion", "permanent_exclusion", "alternative_provision", "not_on_roll", "neet"),
    "landlord": ("eviction_notice", "rent_arrears"),
    "council": ("child_in_need", "child_protection", "looked_after", "early_help", "treatment"),
}
SENDER_OF = {kind: sender for sender, kinds in SENDERS.items() for kind in kinds}

pytestmark = pytest.mark.django_db


def demonstration(folder):
    """The families of the demonstration."""
    make(families=90, seed=3, today=DAY).files.write(folder)
    publish_shipped_plans()
    return tables_in(folder), DAY


def generated(folder):
    """The families of the generator that the reference is tested with, each kind of fact from one sender.

    They are judged by the kinds of criterion of which success is that nothing happened.
    """
    seed, day, kinds = 2, date(2017, 3, 1), ["clear_period", "reduction"]
    make_world(seed, 120, kinds, as_of=day).write(folder)
    for text in make_plans(seed, day, kinds):
        publish_plan(text=text, by=None)
    tables = tables_in(folder)
    for name in ("events", "spells", "coverage"):
        for row in tables[name]:
            row["source"] = SENDER_OF.get(row["kind"], "dwp")
    return tables, day


@contextmanager
def undone():
    """What is done inside is undone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=[demonstration, generated], ids=lambda made: made.__name__)
def authority(request, django_db_setup, django_db_blocker, tmp_path_factory):
    """All files but the last of each feed are loaded; `whole` is what is judged when those have come too."""
    folder, sent = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("sent")
    with django_db_blocker.unblock(), undone():
        found = Authority(*request.param(folder), sent)
        found.asks_for_coverage = request.param is generated  # every test of it, whatever it reads
        found.analyst = user(Role.ANALYST)
        found.deliver_all_but_the_last(found.analyst)
        with undone():
            done = [load for last in found.last for load in found.send(last)]
            assert {load.state for load in done} == {LoadState.DONE}, [load.message for load in done]
            found.whole, found.whole_later = found.judged(), found.judged(after_the_lag(found.as_of))
        with django_db_blocker.block():
            yield found


def after_the_lag(day):
    """A day on which no plan lets a feed lag so far behind that it need not reach this one."""
    return day + timedelta(days=2 + max(
        parameters.get("lag_days") or 0 for parameters in Criterion.objects.values_list("parameters", flat=True)
    ))


def beliefs():
    """What tells one state of the facts from another: any fact that is added changes it."""
    return [kind.objects.aggregate(Max("pk"))["pk__max"] for kind in (Event, Spell, Score, TermRecord, Coverage)]


def send_all_but(authority, last):
    for other in authority.last:
        if other is not last:
            assert {load.state for load in authority.send(other)} == {LoadState.DONE}


def warned(references, last, day):
    """Those of these families of which a result that is met is said to rest on the late feed."""
    stand = standings(on=day)
    name = Feed.objects.get(dataset=last.dataset, source=last.source).name
    families = Family.objects.filter(reference__in=references)
    return {
        family.reference for family in families
        for headline in judge_family(family, as_of=day).headlines for verdict in headline.verdicts
        if verdict.status == Status.MET
        and any(line.startswith(f"{name}. Late by") for line in feed_notes(verdict, stand, day))
    }


def test_no_family_becomes_claimable_by_a_feed_that_fails_and_the_whole_file_restores_every_verdict(db, authority):
    whole = claimable(authority.whole)
    fewer, bounded = Counter(), 0
    for last in authority.last:
        with undone():
            send_all_but(authority, last)
            before, late = beliefs(), authority.judged()
            trusted = claimable(late) - whole
            assert warned(trusted, last, authority.as_of) == trusted, f"{last.name} is late"
            if trusted and (last.dataset == "events" or authority.asks_for_coverage):
                later = claimable(authority.judged(after_the_lag(authority.as_of)))
                assert trusted & later <= claimable(authority.whole_later), f"{last.name} is late for good"
                bounded += len(trusted)
            files = Delivery.objects.filter(feed__dataset=last.dataset, feed__source=last.source).taken().count()
            fewer[last.name] = len(whole) - len(claimable(late))
            for how, text in (("did not come", ""), ("is cut off", cut_short(last)), ("is half", half_of(last))):
                with undone():
                    done = authority.send(last, text)
                    if files >= ENOUGH_FILES:  # else there is nothing yet to compare a file, or a word, with
                        assert beliefs() == before, f"{last.name} {how}"
                    now = late if beliefs() == before else authority.judged()
                    assert claimable(now) <= whole | trusted, f"{last.name} {how}"
                    assert text == "" or done[0].state == LoadState.HELD, f"{last.name} {how}: {done[0].message}"
            held = authority.send(last, half_of(last), coverage=False)[0]
            return_held(load=held, by=authority.analyst, reason="Half of the file is missing")
            assert {load.state for load in authority.send(last)} == {LoadState.DONE}
            assert authority.judged() == authority.whole, f"{last.name} is whole again"
    assert whole, "nothing could be shown where no family can be claimed"
    assert fewer.total() > 0, "nothing is shown by feeds on which nothing rests"
    assert bounded > 0, "nothing is shown of the lag where no result outlasts a file that is late"


def test_half_a_file_that_is_taken_nevertheless_does_make_families_claimable(db, authority):
    """The control: with the holding waived the test above would fail."""
    risen = Counter()
    for last in authority.last:
        if last.dataset == "events":
            with undone():
                send_all_but(authority, last)
                authority.send(last, half_of(last), accept_odd=WAIVED)
                risen[last.name] = len(claimable(authority.judged()) - claimable(authority.whole))
    assert risen.total() > 0, risen
