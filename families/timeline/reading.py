"""Everything recorded on a family as one timeline, newest first, at any moment of knowledge. Few queries, always."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, CharField, DateField, F, Value
from django.db.models.functions import Cast, JSONObject

from families.facts.vocabulary import TOOLS, headline_names
from families.household.reading import people_around
from families.models import Family, FamilyDetails, Load, Membership
from families.timeline.sources import BY_CODE, SOURCES, Scope
from families.together import Beginning, compiled_once

NOBODY = Cast(Value(None), BigIntegerField())  # typed, else a union of several takes it for text
LATEST = 100  # lines that are read along with their number


@dataclass(frozen=True)
class Line:
    """One line: when, what, about whom (blank: the family), who recorded it and when; `key` names its record."""

    kind: str
    on: date
    says: str
    note: str
    about: str
    recorded_at: datetime
    recorded_by: str
    key: str


@compiled_once
def _lines(*, family, people, kind, person_id, first, last, known_at, most, narrowed, **rows):
    """The latest `most` lines and how many there are. `rows`: the ids by source of the records it is narrowed to."""
    scope = Scope(family, people, known_at)
    parts = [
        _part(source, scope, person_id, first, last, rows.get(source.code)) for source in SOURCES
        if (not kind or source.kind == kind) and (not narrowed or source.code in rows)
        and (person_id is None or source.person or source.people)
    ]
    if not parts:
        return {"lines": Beginning(Family.objects.none(), most)}
    whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]
    return {"lines": Beginning(whole.order_by("-on", "-recorded", "code", "-row"), most)}


def _part(source, scope, person_id, first, last, chosen):
    rows = source.rows(scope)
    if chosen is not None:
        rows = rows.filter(pk__among=chosen)
    on = F(source.on) if isinstance(source.on, str) else source.on
    rows = rows.annotate(line_on=Cast(on, DateField()))
    if person_id is not None:
        several = {f"{source.people}__contains": [person_id]}
        rows = rows.filter(**{source.person: person_id} if source.person else several)
    if first:
        rows = rows.filter(line_on__gte=first)
    if last:
        rows = rows.filter(line_on__lte=last)
    return rows.values(
        code=Value(source.code, CharField()), row=F("pk"), on=F("line_on"), recorded=F(source.recorded),
        who=F(source.person) if source.person else NOBODY,
        by_user=F(writer) if (writer := "recorded_by" if source.is_belief else source.by) else NOBODY,
        by_load=F("load") if source.is_belief else NOBODY,
        said=JSONObject(**source.fields),
    ).order_by()


@compiled_once
def _about(*, family, known_at):
    return {
        "frameworks": FamilyDetails.objects.current().filter(family=family).values_list("framework", flat=True),
        "members": Membership.objects.known_at(known_at).filter(family=family).values_list("person", flat=True),
    }


@compiled_once
def _writers(*, users, files):
    return {
        "users": get_user_model().objects.filter(pk__among=users),
        "files": Load.objects.filter(pk__among=files).values_list("pk", "file_name"),
    }


class Timeline:
    """The lines of one family, as something a paginator can page through.

    `people` are the names, if they are read already; `kind` is a key of `sources.KINDS`, `person_id` somebody of the
    family; `first` and `last` are days, included. `rows` narrows it to some records: code of a source -> their ids.
    """

    def __init__(
        self, family, *, people=None, known_at=None, kind="", person_id=None, first=None, last=None, rows=None
    ):
        self._people = people_around(family) if people is None else people
        told = _about(family=family.pk, known_at=known_at)
        self._framework = next(iter(told.frameworks), "")
        self._asked = {
            "family": family.pk, "people": set(told.members), "known_at": known_at, "kind": kind,
            "person_id": person_id, "first": first, "last": last, "narrowed": rows is not None, **(rows or {}),
        }

    @cached_property
    def _latest(self):
        """The latest lines, and how many there are: enough for the first pages of most families."""
        return _lines(**self._asked, most=LATEST).lines

    def count(self):
        """How many lines there are, for the paginator."""
        return self._latest[1]

    __len__ = count

    def __getitem__(self, span):
        """The lines of one page: one or two queries for them, one for users and files, and one each for headlines and
        tools."""
        rows, number = self._latest
        if len(rows) < min(number, number if span.stop is None else span.stop):
            rows, _ = _lines(**self._asked, most=span.stop or number).lines
        rows = rows[span]
        names = self._names(rows)
        told = _writers(
            users={row["by_user"] for row in rows if row["by_user"]},
            files={row["by_load"] for row in rows if row["by_load"]},
        )
        users, files = {user.pk: user for user in told.users}, dict(told.files)
        return [self._line(row, names, users, files) for row in rows]

    def _names(self, rows):
        """Person id -> name, and the names of headlines and tools, where a line on the page has one."""
        names = dict(self._people)
        if any("headline" in row["said"] for row in rows):
            headlines = headline_names(self._framework) or {}
            names |= {f"headline {code}": name for code, name in headlines.items()}
        if tools := {row["said"]["tool"] for row in rows if "tool" in row["said"]}:
            names |= {f"tool {code}": name for code, name in TOOLS.names(tools).items()}
        return names

    def _line(self, row, names, users, files):
        source = BY_CODE[row["code"]]
        told = source.says(row["said"], names)
        by = users.get(row["by_user"])
        file = files.get(row["by_load"])
        return Line(
            kind=source.kind, on=row["on"], says=told.says, note=told.note, about=names.get(row["who"], ""),
            recorded_at=row["recorded"], recorded_by=str(by) if by else f"file {file}" if file else "",
            key=f"{row['code']}:{row['row']}",
        )


def lines_by_key(family, keys, *, people=None):
    """The lines of these keys that are on the family's timeline now, each by its key."""
    wanted = {}
    for key in keys:
        code, _, row = key.partition(":")
        if row.isdecimal():
            wanted.setdefault(code, set()).add(int(row))
    return {line.key: line for line in Timeline(family, people=people, rows=wanted)[:]}
