"""What claims wait for from whoever works with a family, in the list of things to do."""

from django.db.models import F, Min

from families.due.sources import Source, of_the_family
from outcomes.ledger.enums import AskKind
from outcomes.ledger.models import Need
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
