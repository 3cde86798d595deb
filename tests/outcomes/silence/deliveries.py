"""A made-up authority whose partners send their files one after the other, so that the last one can go wrong."""

import csv
import io
import random
from dataclasses import dataclass
from pathlib import Path

from families.facts.actions import load_file, load_paths
from families.facts.enums import LoadState
from families.feeds.actions import change_feed
from families.feeds.models import Feed
from families.feeds.rules import ENOUGH_FILES, FEWEST_TO_JUDGE_BY
from tests.outcomes.worlds import engine_rows

BEFORE = ENOUGH_FILES + 1  # files of each feed that came before the one that goes wrong
DATED = {"term_records": "term", "events": "occurred_on", "spells": "starts_on", "scores": "scored_on"}
WAIVED = "The sender says that this is all"


@dataclass(frozen=True)
class Last:
    """The last file of one feed, and the rows of coverage that its sender sends with it."""

    dataset: str
    source: str
    rows: tuple
    coverage: tuple
    total: int | None

    @property
    def name(self):
        """A name for the file and the test."""
        return f"{self.dataset} {self.source}".strip().replace("'", "").replace(" ", "-")


class Authority:
    """Rows by dataset (dicts of texts), and a day on which they are judged."""

    def __init__(self, tables, as_of, folder):
        self.tables, self.as_of, self.folder = tables, as_of, Path(folder)
        self.terms = {row["code"]: row["starts_on"] for row in tables["terms"]}
        self.last = []

    def deliver_all_but_the_last(self, by):
        """Loads who the families are, and every feed's files but the last; says what is true so far."""
        others = [name for name in self.tables if name not in (*DATED, "coverage", "judgements", "claims")]
        self.put({name: self.tables[name] for name in others})
        for dataset in DATED:
            for source in sorted({row.get("source", "") for row in self.tables.get(dataset, [])}):
                self.deliver_feed(dataset, source, by)
        self.put({name: self.tables.get(name, []) for name in ("judgements", "claims")})

    def deliver_feed(self, dataset, source, by):
        """One feed's files, in the order of their days, each as large as the others."""
        rows = [
            row for row in self.tables[dataset] if row.get("source", "") == source and self.has_happened(dataset, row)
        ]
        rows.sort(key=lambda row: (self.day_of(dataset, row), *row.values()))
        count = min(BEFORE + 1, len(rows))
        pieces = [rows[len(rows) * number // count:len(rows) * (number + 1) // count] for number in range(count)]
        for piece in pieces[:-1]:
            self.put({dataset: piece})
        mine = [row for row in self.tables["coverage"] if row["source"] == source and is_of(dataset, row["kind"])]
        until = self.day_of(dataset, pieces[-1][0])
        self.put({"coverage": [
            {**row, "ends_on": min(row["ends_on"], until)} for row in mine if row["starts_on"] < until
        ]})
        # Of a few rows nobody can tell by their number that some are missing: such senders count them.
        counts = len(pieces) <= ENOUGH_FILES or len(pieces[-1]) < 2 * FEWEST_TO_JUDGE_BY
        if len(pieces) > 1:
            feed = Feed.objects.get(dataset=dataset, source=source)
            change_feed(feed=feed, by=by, gives_total=counts, beat_days=1, grace_days=0)
        self.last.append(Last(dataset, source, tuple(pieces[-1]), tuple(mine), len(pieces[-1]) if counts else None))

    def has_happened(self, dataset, row):
        """Whether a row is dated before the day of judging: what comes later does not count yet."""
        return self.day_of(dataset, row) < self.as_of.isoformat()

    def day_of(self, dataset, row):
        """The day that a row is dated, as text."""
        day = row[DATED[dataset]]
        return self.terms[day] if dataset == "term_records" else day

    def put(self, tables):
        """Loads these rows; every one must be taken, whatever is usual."""
        for file in self.folder.iterdir():
            file.unlink()
        for name, rows in tables.items():
            if rows:
                (self.folder / f"{name}.csv").write_text(as_csv(rows), encoding="utf-8")
        if any(tables.values()):
            done = load_paths(paths=[self.folder], by=None, accept_odd=WAIVED)
            assert {load.state for load in done} == {LoadState.DONE}, [(each.dataset, each.message) for each in done]

    def send(self, last, text=None, *, coverage=True, accept_odd=""):
        """Sends a feed's last file, with this text if not the whole, and what it is said to cover. Gives the loads."""
        done = []
        path = self.folder / f"{last.dataset}-{random.random()}.csv"
        if text != "":
            path.write_text(as_csv(last.rows) if text is None else text, encoding="utf-8")
            done.append(load_file(path=path, by=None, total=last.total, accept_odd=accept_odd))
        if coverage and last.coverage:
            path = self.folder / "coverage.csv"
            path.write_text(as_csv(last.coverage), encoding="utf-8")
            done.append(load_file(path=path, by=None, accept_odd=accept_odd))
        return done

    def judged(self, day=None):
        """The rows of verdicts and of readiness."""
        return engine_rows(day or self.as_of)


def claimable(judged):
    """The families that can be claimed."""
    return {row["family_ref"] for row in judged[1] if row["claimable"] == "yes"}


def is_of(dataset, kind):
    """Whether a kind of fact is one of a dataset's."""
    from families.feeds.deliveries import HAS_KINDS

    return dataset in HAS_KINDS and kind in HAS_KINDS[dataset].values


def as_csv(rows):
    """Rows as the text of a file."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def tables_in(folder):
    """The rows of the files in a folder, as dicts of texts."""
    found = {}
    for file in sorted(Path(folder).glob("*.csv")):
        with file.open(encoding="utf-8", newline="") as text:
            found[file.stem] = list(csv.DictReader(text))
    return found


def half_of(last):
    """The last file without every other row, by chance but always the same ones."""
    rows = list(last.rows)
    kept = sorted(random.Random(last.name).sample(range(len(rows)), len(rows) // 2))
    return as_csv([rows[number] for number in kept]) if kept else as_csv(rows).splitlines()[0] + "\r\n"


def cut_short(last):
    """The last file, cut off in the middle of a line half-way through."""
    text = as_csv(last.rows)
    return text[: len(text) // 2].rstrip("\r\n")


