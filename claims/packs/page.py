"""What the page inside a pack shows besides what the page of a claim shows."""

from fractions import Fraction
from functools import cached_property

from claims.claim_page import ClaimPage
from claims.enums import ClaimStatus, MoveVerb
from claims.evidence.digest import fact_words, in_days, route_facts
from claims.reliance.words import in_words
from families.facts.enums import EventKind, Grade, SpellKind

KINDS = dict([*EventKind.choices, *SpellKind.choices])



class PackPage(ClaimPage):
    """One approved claim, shown from its evidence for somebody without this product."""

    def __init__(self, claim, said):
        super().__init__(claim, user=None)
        self.said = said

    def feeds_of(self, verdict):
        """How feeds stand today is no part of what was approved."""
        return ()

    @cached_property
    def lowest_grade(self):
        """The lowest grade of what speaks for the claim, in words."""
        grades = [int(one["value"]) for one in self.said["relies_on"] if one["what"] == "grade"]
        return Grade(grades[0]).label if grades else "Nothing that has a grade"

    @cached_property
    def relies_on(self):
        """What the claim relies on besides plain evidence, in sentences."""
        return [
            sentence for one in self.said["relies_on"]
            if (sentence := in_words(one["what"], one["value"], self._named(one["headline"])))
        ]

    @cached_property
    def terms(self):
        """Each child's sessions, term by term."""
        rows = [fact for fact in self._facts("termrecord") if fact["possible"]]
        return [
            {**fact, "attended": _attended(fact)}
            for fact in sorted(rows, key=lambda fact: (fact["person"], fact["starts_on"], fact["school"]))
        ]

    @cached_property
    def all_facts(self):
        """Every fact that the route rests on: what, whose word, its grade, when and through whom it was known."""
        return [
            {
                "words": fact_words(fact), "source": fact.get("source") or "",
                "grade": Grade(fact["grade"]).label if fact.get("grade") else "",
                "known": moment_words(fact["recorded_at"]), "through": fact["file"] or fact["recorded_by"],
            }
            for fact in route_facts(self.evidence)
        ]

    @cached_property
    def words_for_silence(self):
        """The sources' words for days on which nothing of a kind happened."""
        return [
            {
                **row, "kind": KINDS.get(row["kind"], row["kind"]), "grade": Grade(row["grade"]).label,
                "days": f"{in_days(row['starts_on'])} to {in_days(row['ends_on'])}",
                "known": moment_words(row["known_since"]),
            }
            for row in self.said["grounds"]["coverage"]
        ]

    @cached_property
    def history(self):
        """What had happened to the claim up to its approval."""
        return [
            {
                "at": moment_words(move["at"]), "by": move["by"] or "The system", "did": MoveVerb(move["verb"]).label,
                "after": ClaimStatus(move["after"]).label, "reason": move["reason"],
            }
            for move in self.said["moves"]
        ]

    @cached_property
    def judged(self):
        """For which day it was judged, and up to when what was known was counted."""
        return f"{in_days(self.evidence['as_of'])}, on what was known at {moment_words(self.evidence['known_at'])}"

    @property
    def checked(self):
        """When it was checked."""
        return moment_words(self.said["claim"]["checked_at"])

    @property
    def approved(self):
        """When it was approved."""
        return moment_words(self.said["claim"]["approved_at"])


def moment_words(text):
    """A moment of the evidence, in universal time, as people write it."""
    return f"{text[11:16]} UTC on {in_days(text)}"


def _attended(fact):
    attended = fact["possible"] - fact["authorised"] - fact["unauthorised"]
    hundredths = int(Fraction(10000 * attended, fact["possible"]) + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02}%"
