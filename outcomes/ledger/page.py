"""What the page of a family's claim ledger shows, as of a day and as known at a moment."""

from functools import cached_property

from outcomes.family_page import FamilyPage
from outcomes.ledger.drawing import timeline
from outcomes.ledger.reading import one_family
from outcomes.ledger.rulebook import rulebook
from outcomes.ledger.rules import Ahead, Claimable, changes, first_claim
from outcomes.ledger.tree import Claim, basics, by_supplier, route_nodes
from outcomes.ledger.words import Words
from outcomes.sentences import ROUTES
from outcomes.wording import day


class LedgerPage(FamilyPage):
    """One family's ledger. The number of queries does not grow with the family."""

    @cached_property
    def _on_record(self):
        return one_family(self.family.pk, as_of=self.as_of, known_at=self.known_at)

    @cached_property
    def _rules(self):
        """The rules in force on the day and those that come later, in order."""
        book = rulebook(as_of=self.as_of, known_at=self.known_at)
        return book.get(self._on_record.framework, ()) if self._on_record else ()

    @cached_property
    def _first_claim(self):
        if self._on_record is None:
            return None
        found = first_claim(self._on_record, {self._on_record.framework: self._rules})
        if found is None and self.judgement and self.judgement.claimable:
            return Claimable(self.as_of, self.judgement.route, (), self.judgement.plan_id)
        return found

    @cached_property
    def ledger(self):
        """The tree; None where the family was not open on the day."""
        if self.judgement is None or self._on_record is None:
            return None
        words = Words(self.names, self.headline_names)
        now = next((rules for rules in self._rules if rules.first <= self.as_of), None)
        claim = self._first_claim
        return Claim(
            first_on=claim.day if claim else None, by=ROUTES[claim.route] if claim else "",
            hangs_on_change=bool(claim and changes(claim)),
            asks=by_supplier(claim.asks, words) if claim else (),
            basics=basics(self._on_record, self.judgement, words, now.needed if now else None),
            routes=route_nodes(
                Ahead(self._on_record, now), self.judgement, self.headlines, words, self.as_of
            ) if now else (),
        )

    @cached_property
    def is_now(self):
        """Whether the claim could be made on the very day."""
        return self.ledger.first_on == self.as_of

    @cached_property
    def new_rules(self):
        """Where the first day falls under rules that are not in force yet, a sentence that says so."""
        claim = self._first_claim
        later = [rules for rules in self._rules if claim and rules.plan_id == claim.plan_id]
        if not later or later[0].first <= self.as_of:
            return ""
        begin = day(later[0].first)
        return f"New rules begin on {begin}. The day above is reckoned by them; the parts below show today's."

    @cached_property
    def timeline(self):
        """The picture of all windows."""
        if not self.headlines:
            return None
        return timeline(
            self.headlines, self.window_facts, self._first_claim.day if self._first_claim else None
        )
