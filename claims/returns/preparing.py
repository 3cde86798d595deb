"""What a return would hold and what is wrong with it, before it is made. Reads, and writes nothing."""

from dataclasses import dataclass
from functools import cached_property

from claims.exports.writing import CSV, as_bytes
from claims.returns.making import csv_of, differences, sha256
from claims.returns.mending import FEEDS
from claims.returns.schema import Asked, Gathered, Schema
from families.two_clocks import present_moment

FAULT_COLUMNS = ("column", "what_is_wrong", "how_grave", "family_reference", "person_reference")


@dataclass(frozen=True)
class Prepared:
    """A return as it would be made now."""

    schema: Schema
    asked: Asked
    gathered: Gathered

    @cached_property
    def faults(self):
        """All of them, the gravest first."""
        return sorted(self.schema.faults_in(self.gathered), key=lambda fault: not fault.is_grave)

    @property
    def grave(self):
        """How many must be mended first."""
        return sum(fault.is_grave for fault in self.faults)

    @property
    def noted(self):
        """How many may be sent with a note."""
        return len(self.faults) - self.grave

    @cached_property
    def csv(self):
        """Its CSV file."""
        return as_bytes(CSV, *self.schema.table(self.gathered.lines))

    @property
    def seal(self):
        """What names it: if it is another one when it is made, the person is shown it again."""
        return sha256(self.csv)

    @cached_property
    def families(self):
        """How many families it tells of."""
        return len({line.family.pk for line in self.gathered.lines if getattr(line, "family", None)})

    def differences_from(self, sent):
        """What a correction of a return that was made would change."""
        return differences(self.schema.key, csv_of(sent), self.csv)

    def counts(self):
        """How many faults there are of each sentence: (heading, sentence, severity, number), the gravest first."""
        found = {}
        for fault in self.faults:
            in_short = "feeds leave days open" if fault.mend == FEEDS and not fault.family else fault.sentence
            key = (fault.heading, in_short, fault.severity)
            found[key] = found.get(key, 0) + 1
        return [(*key, number) for key, number in found.items()]

    def fault_rows(self):
        """The faults as rows of a file."""
        for fault in self.faults:
            yield (
                fault.heading, fault.sentence, fault.severity.label, fault.family.reference if fault.family else None,
                fault.person.reference if fault.person else None,
            )


def prepare(schema, **asked):
    """The return as it would be made now, as of a day or over a period."""
    asked = Asked(known_at=present_moment(), **asked)
    return Prepared(schema, asked, schema.gather(asked))


def prepare_correction(schema, sent):
    """A return that was made, as it would be made now."""
    return prepare(
        schema, as_of=sent.as_of, first_day=sent.first_day, last_day=sent.last_day, window=sent.window,
    )
