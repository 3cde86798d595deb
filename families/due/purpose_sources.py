"""What the purpose ledger makes due: the privacy notice that a member was not given yet."""

from datetime import timedelta

from django.db.models import DateField, Exists, ExpressionWrapper, F, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from families.due.sources import Source, add_source, of_the_family
from families.models import FamilyDetails, Membership, NoticeGiven

TELL_WITHIN = timedelta(days=30)  # "within a month at the latest": UK GDPR, Article 14(3)(a)


def families_to_tell(scope):
    """The families in scope with a member to whom no notice was given, neither alone nor with the whole family; `since`
    is the day from which they are to be told.

    Only those who came since the first notice that is on record here: before it, notices were kept elsewhere.
    """
    given = NoticeGiven.objects.current()
    told = given.filter(Q(person=None) | Q(person=OuterRef("person")), family=OuterRef("family"))
    untold = Membership.objects.current().filter(
        Q(ends_on=None) | Q(ends_on__gte=scope.today), ~Exists(told), family=OuterRef("family"),
        starts_on__lte=scope.today,
    )
    return FamilyDetails.objects.current().filter(family__in=scope.families).annotate(
        joined=Subquery(untold.order_by("starts_on").values("starts_on")[:1])
    ).filter(joined__isnull=False).annotate(since=Greatest("joined", "identified_on")).filter(
        since__gte=Subquery(given.order_by("given_on").values("given_on")[:1])
    )


add_source(Source(
    "notice", families_to_tell, ExpressionWrapper(F("since") + TELL_WITHIN, output_field=DateField()),
    {"family": F("family_id")}, lambda said: "Give the privacy notice, and record it",
    of_the_family("families:record_notice"),
))
