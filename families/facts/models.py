"""Facts: what partners and workers told us, and the files it came in."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from families.facts.enums import ClaimMadeStatus, ClaimRoute, EventKind, Grade, LoadState, SpellKind
from families.two_clocks import Belief, dates_in_order, no_overlap, one_current

A_PERSON_OR_A_FAMILY = "Name either a person or a family, not both and not neither."


def about_one(name):
    """A constraint: the fact names a person or a family, exactly one."""
    return models.CheckConstraint(
        name=name,
        condition=Q(person__isnull=True, family__isnull=False) | Q(person__isnull=False, family__isnull=True),
        violation_error_message=A_PERSON_OR_A_FAMILY,
    )


def graded(unless_said):
    """The grade of a fact; `unless_said` is that of a row for which nobody says otherwise."""
    return models.PositiveSmallIntegerField(choices=Grade, default=unless_said, db_default=unless_said)


def has_a_grade(name):
    """A constraint: the grade is one of the list."""
    return models.CheckConstraint(
        name=name, condition=Q(grade__in=Grade.values), violation_error_message="Say how well the fact is founded.",
    )


class Load(models.Model):
    """One file loaded: what it was, what became of its rows (accepted + rejected + unchanged = rows), what it covers.

    `rejected_file` is what was handed back: the refused rows in the sender's columns, plus the reason.
    """

    dataset = models.CharField(max_length=40)
    file_name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=LoadState)
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    message = models.TextField(blank=True)
    rejected_file = models.BinaryField(null=True)

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                name="load_accounts_for_every_row",
                condition=Q(finished_at__isnull=True) | Q(rows=F("accepted") + F("rejected") + F("unchanged")),
                violation_error_message="The rows taken, handed back and unchanged do not add up to the file.",
            ),
        ]

    def __str__(self):
        return f"{self.file_name} ({self.get_state_display()})"


class Term(models.Model):
    """One school term of the authority's calendar, known by its code."""

    code = models.CharField(max_length=40, unique=True)

    def __str__(self):
        return self.code


class TermDates(Belief):
    """When a term runs, first to last day, and whether it counts towards consecutive terms."""

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="dates")
    starts_on = models.DateField()
    ends_on = models.DateField()
    counts = models.BooleanField()

    class Meta:
        verbose_name_plural = "term dates"
        constraints = [
            one_current("term", name="term_has_one_current_record", message="This term is already recorded."),
            dates_in_order("term_dates_in_order", message="The term ends before it starts."),
            no_overlap(name="terms_never_overlap", message="The term overlaps another term."),
        ]

    def __str__(self):
        return f"{self.term}: {self.starts_on} to {self.ends_on}"


class TermRecord(Belief):
    """One child's sessions (half days) in one term at one school: possible, and missed with and without leave."""

    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, related_name="term_records")
    term = models.ForeignKey(Term, on_delete=models.PROTECT)
    school = models.CharField(max_length=120)
    possible = models.PositiveIntegerField()
    authorised = models.PositiveIntegerField()
    unauthorised = models.PositiveIntegerField()
    grade = graded(Grade.OFFICIAL_RECORD)

    class Meta:
        constraints = [
            has_a_grade("term_record_has_a_grade"),
            one_current(
                "person", "term", "school", name="term_record_is_recorded_once",
                message="This child's term at this school is already recorded.",
            ),
            models.CheckConstraint(
                name="term_record_absence_fits_possible_sessions",
                condition=Q(possible__gte=F("authorised") + F("unauthorised")),
                violation_error_message="More sessions were missed than were possible.",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.term}, {self.school}"


class Event(Belief):
    """Something that happened on a day to a person, or to a family as a whole."""

    source = models.CharField(max_length=60)
    source_ref = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, choices=EventKind)
    occurred_on = models.DateField()
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="events")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="events")
    note = models.TextField(blank=True)
    grade = graded(Grade.WORKER_OBSERVATION)

    class Meta:
        constraints = [
            has_a_grade("event_has_a_grade"),
            one_current(
                "source", "source_ref", name="event_is_recorded_once",
                message="This source already told us of an event under this reference.",
            ),
            about_one("event_is_about_a_person_or_a_family"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.occurred_on}"


class Spell(Belief):
    """Something that was so over days, both ends included; an empty end means it still is."""

    source = models.CharField(max_length=60)
    source_ref = models.CharField(max_length=80)
    kind = models.CharField(max_length=40, choices=SpellKind)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="spells")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="spells")
    note = models.TextField(blank=True)
    grade = graded(Grade.WORKER_OBSERVATION)

    class Meta:
        constraints = [
            has_a_grade("spell_has_a_grade"),
            one_current(
                "source", "source_ref", name="spell_is_recorded_once",
                message="This source already told us of a spell under this reference.",
            ),
            about_one("spell_is_about_a_person_or_a_family"),
            dates_in_order("spell_dates_in_order", message="The spell ends before it starts."),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} from {self.starts_on}"


class Score(Belief):
    """What a scored tool read for a person or a family on one day."""

    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="scores")
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, null=True, related_name="scores")
    tool = models.CharField(max_length=80)
    scored_on = models.DateField()
    score = models.DecimalField(max_digits=14, decimal_places=4)
    grade = graded(Grade.WORKER_OBSERVATION)

    class Meta:
        constraints = [
            has_a_grade("score_has_a_grade"),
            one_current(
                "person", "family", "tool", "scored_on", name="score_is_recorded_once", nulls_distinct=False,
                message="A score for this tool is already recorded on that day.",
            ),
            about_one("score_is_about_a_person_or_a_family"),
        ]

    def __str__(self):
        return f"{self.tool} {self.score} on {self.scored_on}"


class Judgement(Belief):
    """A named person's decision that progress under a headline was, or was not, achieved.

    `decider` and `decider_role` are filled when the name is a user's; the role is the one held when it was recorded.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="judgements")
    headline = models.CharField(max_length=50)
    decided_on = models.DateField()
    decided_by = models.CharField(max_length=120)
    decider = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="judgements"
    )
    decider_role = models.CharField(max_length=20, blank=True)
    achieved = models.BooleanField()
    reason = models.TextField()
    grade = graded(Grade.JUDGEMENT)

    class Meta:
        constraints = [
            has_a_grade("judgement_has_a_grade"),
            one_current(
                "family", "headline", "decided_on", name="judgement_is_recorded_once",
                message="A decision about this headline is already recorded on that day.",
            ),
        ]

    def __str__(self):
        return f"{self.headline} of {self.family}: {'achieved' if self.achieved else 'not achieved'}"


class Coverage(Belief):
    """A source's word that nothing of this kind is missing of the days from `starts_on` to `ends_on`."""

    kind = models.CharField(max_length=40)
    source = models.CharField(max_length=60)
    starts_on = models.DateField()
    ends_on = models.DateField()
    grade = graded(Grade.OFFICIAL_RECORD)

    class Meta:
        verbose_name_plural = "coverage"
        constraints = [
            has_a_grade("coverage_has_a_grade"),
            one_current(
                "kind", "source", "starts_on", name="coverage_is_recorded_once",
                message="This source's coverage from that day is already recorded.",
            ),
            dates_in_order("coverage_dates_in_order", message="The coverage ends before it starts."),
        ]

    def __str__(self):
        return f"{self.kind} from {self.source}: {self.starts_on} to {self.ends_on}"


class ClaimMade(Belief):
    """That a result for this family has been claimed from the department, here or by another system or authority.

    `reference` is our own claim's, blank for claims that came in a file. `amount` is in pence, empty when unknown.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="claims_made")
    framework = models.CharField(max_length=40)
    route = models.CharField(max_length=20, choices=ClaimRoute)
    claimed_on = models.DateField()
    amount = models.BigIntegerField(null=True)
    status = models.CharField(max_length=20, choices=ClaimMadeStatus)
    reference = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name_plural = "claims made"
        constraints = [
            one_current(
                "family", "framework", "claimed_on", name="claim_made_is_recorded_once",
                message="A claim for this family on that day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.framework} claim for {self.family}, {self.claimed_on}"
