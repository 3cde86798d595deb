"""What claims wait for, in the list of things to do: from whoever works with a family, and from feeds that are late."""

from django.db.models import Case, DateField, F, IntegerField, Min, Value, When

from families.access import may_call
from families.due.sources import Source, of_the_family
from families.feeds.enums import FeedState
from families.feeds.reading import standings
from families.models import Feed
from outcomes.ledger.enums import AskKind
from outcomes.ledger.models import Need
from outcomes.relying.held_up import families_held_up
from outcomes.suppliers import Supplier

# What is asked of the key worker, in the words of the list.
WORDS = {
    AskKind.ENGAGEMENT: "Record that the family is engaged", AskKind.ASSESSMENT: "Assess the whole family",
    AskKind.PLAN: "Agree a plan that is whole", AskKind.LEAD_WORKER: "Say who leads the work",
    AskKind.SCORE: "Record a score", AskKind.DECISION: "Decide about a headline",
    AskKind.WORK: "Say whether somebody works", AskKind.SPELL_END: "Say when something ended",
    AskKind.WORK_HISTORY: "Say how somebody has worked", AskKind.ATTENDANCE: "Find out about school attendance",
}


def needs(scope):
    """One need of each kind of each family: the page it leads to shows the others."""
    asked = Need.objects.filter(family__in=scope.families, supplier=Supplier.KEY_WORKER, kind__in=list(WORDS))
    return Need.objects.filter(pk__in=asked.values("family", "kind").annotate(first=Min("pk")).values("first"))


WAITING_FOR_US = Source(
    "need", needs, None, {"kind": F("kind")}, lambda said: f"{WORDS[said['kind']]}: a claim waits for it",
    of_the_family("outcomes:ledger"),
)


def late_feeds(scope):
    """The late feeds for which families of the list wait, with the day since when (`expected_on`) and how many wait.

    Nothing for those who look after feeds: their own pages say more.
    """
    if "late" not in scope.found:
        scope.found["late"] = {} if may_call(scope.user, "families:feeds") else held_up_in(scope)
    late = scope.found["late"]
    days = [When(pk=pk, then=Value(expected_on)) for pk, (expected_on, _) in late.items()]
    numbers = [When(pk=pk, then=Value(waiting)) for pk, (_, waiting) in late.items()]
    return Feed.objects.filter(pk__in=late).annotate(
        expected_on=Case(*days, output_field=DateField()), waiting=Case(*numbers, output_field=IntegerField()),
    )


def held_up_in(scope):
    """Feed id -> the day on which more was expected, and how many families of the list wait for it."""
    late = [each for each in standings() if each.state == FeedState.LATE]
    waiting = families_held_up(late, families=scope.families) if late else {}
    return {
        each.feed.pk: (each.expected_on, len(waiting[each.feed.pk])) for each in late if waiting.get(each.feed.pk)
    }


def ask_after(said):
    number = said["waiting"]
    wait = "1 of these families waits" if number == 1 else f"{number} of these families wait"
    return f"Ask {said['source']} what has become of their late file ({said['dataset']}): {wait} for it"


LATE_FEEDS = Source(
    "late_feed", late_feeds, "expected_on",
    {"waiting": F("waiting"), "source": F("source"), "dataset": F("dataset")}, ask_after,
    lambda said: ("outcomes:my_families", {}), family="", whose="Those who wait for it",
)
