"""What the page of one claim shows: its evidence as answers to the three questions of a check, and who may do what."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils import timezone

from claims import permissions
from claims.campaigns.reading import item_of
from claims.caps import room_on
from claims.conflicts.permissions import check_may_make_exceptions
from claims.contributors import contributors_in_words, deeds_by_person, person_behind
from claims.enums import APPROVAL_STANDS, TO_SIGN_OFF, ClaimStatus, MoveVerb
from claims.evidence.digest import blocker_words, route_headlines
from claims.other_funding import other_funding
from claims.readers import looks_blind
from claims.rules import after, lapsed
from families.access import may_call
from families.accounts.enums import Role
from families.facts.enums import ClaimRoute
from families.feeds.reading import standings
from families.models import Person, User
from families.together import read_together
from outcomes.explanation import Explanation
from outcomes.family_judgement import JudgedVerdict
from outcomes.pictures import picture
from outcomes.relying.notes import feed_notes
from outcomes.sentences import explain, title
from outcomes.window_facts import WindowFacts, memberships_by
from outcomes.windows import Drawing

TAGS = {
    ClaimStatus.QUEUED: "blue", ClaimStatus.LEFT_QUEUE: "grey", ClaimStatus.CHECKED: "light-blue",
    ClaimStatus.APPROVED: "turquoise", ClaimStatus.DECLINED: "orange", ClaimStatus.IN_SAMPLE: "yellow",
    ClaimStatus.AUDIT_PASSED: "turquoise", ClaimStatus.AUDIT_FAILED: "red", ClaimStatus.SIGNED_OFF: "turquoise",
    ClaimStatus.SUBMITTED: "purple", ClaimStatus.PAID: "green", ClaimStatus.REJECTED: "red",
    ClaimStatus.WITHDRAWN: "grey", ClaimStatus.SPOT_VALID: "green", ClaimStatus.SPOT_INVALID: "red",
    ClaimStatus.REPAID: "grey",
}
# The evidence on the page is vouched for there; every other decision has a page of its own.
VOUCHING = {
    ClaimStatus.QUEUED: (MoveVerb.CHECK, "claims:check", permissions.check_can_check),
    ClaimStatus.CHECKED: (MoveVerb.APPROVE, "claims:approve", permissions.check_can_approve),
}
DECISIONS = (
    (MoveVerb.DECLINE, "claims:decline", "Decline this claim", permissions.check_can_decline),
    (MoveVerb.PAY, "claims:pay", "Record the payment", permissions.check_can_record_payment),
    (MoveVerb.REJECT, "claims:reject", "Record a rejection", permissions.check_can_record_rejection),
    (MoveVerb.FIND_VALID, "claims:spot_check", "Record a spot check", permissions.check_can_record_spot_check),
    (MoveVerb.REPAY, "claims:repay", "Record the repayment", permissions.check_can_record_repayment),
    (MoveVerb.RECONSIDER, "claims:reconsider", "Put back into the queue", permissions.check_can_reconsider),
    (MoveVerb.WITHDRAW, "claims:withdraw", "Withdraw this claim", permissions.check_can_withdraw),
)


@dataclass(frozen=True)
class ShownVerdict:
    """A verdict of the evidence, with its words, its picture and the facts it rests on."""

    verdict: JudgedVerdict
    subject: str
    title: str
    explanation: Explanation
    drawing: Drawing | None
    facts: list
    feeds: tuple[str, ...]


@dataclass(frozen=True)
class ShownHeadline:
    """A headline of the evidence that the claim's route rests on."""

    name: str
    status: str
    require: str
    verdicts: list


class ClaimPage:
    """One claim, shown from its evidence as it was written down; people by reference, never by name."""

    def __init__(self, claim, user):
        self.claim, self.user, self.evidence = claim, user, claim.evidence
        self.readiness = claim.evidence["readiness"]

    @property
    def tag_colour(self):
        """The colour of the status's tag."""
        return TAGS[self.claim.status]

    @property
    def may_open_family(self):
        """Whether this person may open the family's own page."""
        return may_call(self.user, "outcomes:family") and self.user.role == Role.PROGRAMME_MANAGER

    def _facts(self, what):
        return [fact for fact in self.evidence["facts"] if fact["what"] == what]

    @cached_property
    def problems(self):
        """The accepted problems, under their headlines' names."""
        return [{**fact, "name": self._named(fact["headline"])} for fact in self._facts("problem")]

    def _named(self, headline):
        return self._headline_names.get(headline, headline)

    @cached_property
    def _headline_names(self):
        return {headline["code"]: headline["name"] for headline in (self.evidence["plan"] or {}).get("headlines", [])}

    @cached_property
    def record(self):
        """When the family was engaged and assessed."""
        return next(iter(self._facts("familydetails")), {})

    @cached_property
    def members(self):
        """Who belonged to the family."""
        return self._facts("membership")

    @cached_property
    def plans(self):
        """The plans agreed with the family, the latest first."""
        plans = [{**fact, "objectives": [*map(self._named, fact["objectives"])]} for fact in self._facts("plan")]
        return sorted(plans, key=lambda fact: fact["on"], reverse=True)

    @cached_property
    def _told(self):
        """What there is about the claim besides its evidence."""
        references = {fact["person"] for fact in self.evidence["facts"] if fact.get("person")}
        return read_together(
            alerts=self.claim.alerts.open()[:1], later=self.claim.later.all()[:1],
            moves=self.claim.moves.select_related("by").order_by("pk"),
            exceptions=self.claim.overrides.select_related("person", "given_by"),
            packs=self.claim.packs.filter(replaced_by__isnull=True).defer("content", "manifest"),
            people=Person.objects.filter(reference__in=references).values_list("reference", "pk"),
            users=User.objects.order_by("username"),
            stayed=memberships_by(self.claim.family_id, as_of=self.claim.as_of, known_at=self.claim.known_at)
            .values_list("person", flat=True),
        )

    @cached_property
    def deeds(self):
        """What each contributor did, staff number -> codes."""
        return deeds_by_person(self.claim.family_id)

    @cached_property
    def _own_deeds(self):
        return self.deeds.get(person_behind(self.user), [])

    @cached_property
    def lead_workers(self):
        """Who led the work on the day, a user by the name that people know."""
        facts = self._facts("leadworker")
        users = {user.username: str(user) for user in self._told.users}
        return [{**fact, "name": users.get(fact["name"], fact["name"])} for fact in facts]

    @cached_property
    def blockers(self):
        """What is missing besides the route, in sentences."""
        return [blocker_words(code) for code in self.readiness["blockers"]]

    @property
    def is_employment(self):
        """Whether the result claimed is continuous employment."""
        return self.claim.route == ClaimRoute.EMPLOYMENT

    @cached_property
    def headlines(self):
        """The headlines that the route rests on, each verdict with its words, picture and facts."""
        return [
            ShownHeadline(
                name=headline["name"], status=headline["status"], require=headline["require"],
                verdicts=[self._verdict(verdict) for verdict in headline["verdicts"]],
            )
            for headline in route_headlines(self.evidence)
        ]

    def _verdict(self, kept):
        verdict = JudgedVerdict(
            criterion_id=0, headline="", criterion=kept["criterion"], kind=kept["kind"],
            parameters=kept["parameters"], person_id=self._people.get(kept["person"]), person_reference=kept["person"],
            status=kept["status"], reason=kept["reason"], value=kept["value"], threshold=kept["threshold"],
            grade=kept.get("grade"),  # what was sealed before facts had grades says none
            **{name: _day(kept[name]) for name in ("window_starts_on", "window_ends_on", "due_on")},
        )
        return ShownVerdict(
            verdict=verdict, subject=kept["person"] or "The family", title=title(verdict.kind, verdict.parameters),
            explanation=explain(verdict, {}, self.claim.as_of), drawing=picture(verdict, self._window_facts),
            facts=[fact for fact in self.evidence["facts"] if fact["id"] in set(kept["facts"])],
            feeds=self.feeds_of(verdict),
        )

    def feeds_of(self, verdict):
        """What is to be said today of the feeds that a verdict rests on."""
        return feed_notes(verdict, self._standings, timezone.localdate())

    @cached_property
    def _standings(self):
        """How each feed stands today: what was written down cannot know that a feed has gone quiet since."""
        return standings()

    @cached_property
    def _people(self):
        return dict(self._told.people)

    @cached_property
    def _window_facts(self):
        return WindowFacts(
            self.claim.family_id, as_of=self.claim.as_of, known_at=self.claim.known_at, people=set(self._told.stayed)
        )

    @cached_property
    def contributors(self):
        """Who contributed to the result: (name, what they did)."""
        return contributors_in_words(self.deeds, self._told.users)

    @cached_property
    def other_funding(self):
        """What other programmes and other claims had to do with the family, with dates."""
        return other_funding(self.claim)

    @cached_property
    def item(self):
        """The claim's place in the latest sample it was drawn into, if any."""
        return item_of(self.claim)

    @cached_property
    def is_blind(self):
        """Whether this person is not to know who vouched for the claim, until they have said what they find in it."""
        if not looks_blind(self.user, self.claim.status):
            return False
        is_in_sample = self.claim.status == ClaimStatus.IN_SAMPLE and self.item
        return not (is_in_sample and hasattr(self.item, "view"))

    @cached_property
    def moves(self):
        """What has happened to the claim, the latest first; a check or approval that was undone is marked `lapsed`.
        Whoever looks blind sees only what the system did."""
        moves = self._told.moves
        for position in lapsed([move.verb for move in moves]):
            moves[position].lapsed = True
        return [move for move in moves[::-1] if move.by_id is None or not self.is_blind]

    @cached_property
    def alert(self):
        """What contradicts the claim, if nobody has decided about it yet."""
        return next(iter(self._told.alerts), None)

    @cached_property
    def pack(self):
        """The pack of its latest approval, without its content; None when nothing was sealed."""
        return next(iter(self._told.packs), None)

    @property
    def way_to_alerts(self):
        """What the link from a contradiction to the alerts says to this person; nothing where they cannot follow it."""
        if not may_call(self.user, "claims:alerts"):
            return ""
        return "See the alert" if permissions.refusal(permissions.check_can_decide_alerts, self.user) else (
            "Decide what to do"
        )

    @property
    def waits_for_its_pack(self):
        """Whether it is approved, and what was approved is not sealed yet."""
        return self.claim.status in APPROVAL_STANDS and self.pack is None

    @cached_property
    def exceptions(self):
        """The exceptions that were made for this claim, the latest first."""
        return [] if self.is_blind else self._told.exceptions

    @property
    def may_make_exception(self):
        """Whether this person could make one now."""
        return not permissions.refusal(check_may_make_exceptions, self.claim, self.user, self._own_deeds)

    @cached_property
    def later(self):
        """The claim that was made after this one, if any."""
        return next(iter(self._told.later), None)

    @cached_property
    def decisions(self):
        """What this person could do now: (URL name, words, the sentence that refuses it or nothing).

        Only what the table of moves gives to their role, from where the claim stands, is offered.
        """
        return [
            (name, words, permissions.refusal(check, self.claim, self.user)) for verb, name, words, check in DECISIONS
            if after(self.claim.status, verb, self.user.role) and not self._has_nothing_to_repay(verb)
        ]

    def _has_nothing_to_repay(self, verb):
        return verb == MoveVerb.REPAY and self.claim.paid_amount is None

    @cached_property
    def no_room(self):
        """Why there is no room this year for a claim that waits to be sent, as a sentence; empty when there is."""
        if self.claim.status not in TO_SIGN_OFF or self.claim.window_id:
            return ""
        room = room_on(self.claim.framework, timezone.localdate())
        return room.sentence if room and not room.left else ""

    @cached_property
    def vouching(self):
        """The vouching for the evidence that the claim waits for: (URL name, the sentence that refuses it or nothing).

        None where it waits for none, or not from this person's role.
        """
        verb, name, check = VOUCHING.get(self.claim.status, (None, None, None))
        if verb is None or not after(self.claim.status, verb, self.user.role):
            return None
        return name, permissions.refusal(check, self.claim, self.user, self._own_deeds)

    @property
    def is_to_be_checked(self):
        """Whether the vouching that the claim waits for is the check, and not the approval."""
        return self.claim.status == ClaimStatus.QUEUED


def _day(text):
    return date.fromisoformat(text) if text else None
