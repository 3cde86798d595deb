"""What crowds produced: parameters, edges and answers, and which of those there are they never did."""

from collections import defaultdict

from tests.reference.making.plans import DEFAULTS

# Every status and reason that the rules name for a kind.
ANSWERS = {
    "school_terms": {
        "met",
        "pending",
        "regressed",
        "neutral TOO_FEW_TERMS",
        "neutral LEFT_SCHOOL_AGE",
        "no_data TERM_MISSING",
        "no_data TOO_FEW_SESSIONS",
        "no_data FEED_GAP",
        "not_met ATTENDANCE",
        "not_met EXCLUSIONS",
    },
    "clear_period": {
        "met",
        "pending",
        "regressed",
        "regressed NEW_FACT",
        "not_met OPEN_SPELL",
        "no_data FEED_STALE",
        "no_data FEED_GAP",
    },
    "reduction": {
        "met",
        "pending",
        "not_met NEW_FACT",
        "not_met NOT_ENOUGH",
        "no_data FEED_GAP",
        "no_data FEED_STALE",
        "neutral NO_BASELINE",
    },
    "continuous_work": {
        "met",
        "pending",
        "not_met NOT_WORKING",
        "not_met DOUBLE_FUNDING",
        "regressed STOPPED_WORKING",
    },
    "score": {"met", "pending", "pending NO_SECOND_READING", "not_met", "regressed", "no_data NO_READING"},
    "judgement": {"met", "pending", "not_met"},
}
ENOUGH = 3  # families that must have been on an edge with each of the statuses it can lead to


class Seen:
    """What the crowds of one kind produced so far."""

    def __init__(self, module):
        self.module = module
        self.kind = module.__name__.rpartition(".")[2]
        self.families = 0
        self.answers = set()
        self.parameters = defaultdict(set)
        self.edges = defaultdict(lambda: defaultdict(int))

    def add(self, crowd, verdict_rows):
        """Adds a crowd and what was said of it."""
        self.families += len(crowd.world.families)
        statuses, judged = defaultdict(set), set()
        for row in verdict_rows:
            self.answers.add(f"{row['status']} {row['reason']}".strip())
            statuses[row["family_ref"], row["headline"]].add(row["status"])
            judged.add((row["headline"], row["criterion"]))
        for family, headline, edge in crowd.aims:
            self.edges[edge]["families"] += 1
            for status in statuses[family, headline]:
                self.edges[edge][status] += 1
        for headline in crowd.plan["headline"]:
            for criterion in headline["criterion"]:
                if (headline["code"], criterion["code"]) in judged:
                    self.add_parameters(criterion)

    def add_parameters(self, criterion):
        """The parameters by which somebody was judged, as the kind lists them."""
        defaults = DEFAULTS[self.kind]
        listed = self.module.parameters(criterion) if hasattr(self.module, "parameters") else {}
        for name in self.module.VALUES:
            self.parameters[name].update(listed.get(name) or [str(criterion.get(name, defaults.get(name)))])

    def lacking(self):
        """One sentence for each parameter, edge and answer that no family of the crowds had; empty if none lacks."""
        found = [f"no family was told {answer}" for answer in sorted(ANSWERS[self.kind] - self.answers)]
        found += [f"the rules do not name {answer}" for answer in sorted(self.answers - ANSWERS[self.kind])]
        for name, values in self.module.VALUES.items():
            lacking = {str(value) for value in values} - self.parameters[name]
            found += [f"nobody was judged with {name} = {value}" for value in sorted(lacking)]
        for edge, statuses in self.module.BOUNDARIES.items():
            if self.edges[edge]["families"] < ENOUGH:
                found.append(f"no family was put on this edge: {edge}")
            found += [
                f"on this edge nobody came to {status}: {edge} ({dict(self.edges[edge])})"
                for status in sorted(statuses)
                if self.edges[edge][status] < ENOUGH
            ]
        found += [
            f"an edge that is not listed: {edge}" for edge in sorted(set(self.edges) - set(self.module.BOUNDARIES))
        ]
        return found
