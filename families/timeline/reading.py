"""Everything recorded on a family as one timeline, newest first, at any moment of knowledge. Few queries, always."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, CharField, DateField, F, Value
from django.db.models.functions import Cast, JSONObject

from families.facts.vocabulary import TOOLS, headline_names
from families.household.reading import people_around
from families.models import Load, Membership
from families.timeline.sources import SOURCES, Scope
from families.together import read_together

NOBODY = Cast(Value(None), BigIntegerField())  # typed, else a union of several takes it for text


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


class Timeline:
    """The lines of one family, as something a paginator can page through.

    `people` are the names, if they are read already; `kind` is a key of `sources.KINDS`, `person_id` somebody of the
    family; `first` and `last` are days, included. `rows` narrows it to some records: code of a source -> their ids.
    """

    def __init__(
        self, family, *, people=None, known_at=None, kind="", person_id=None, first=None, last=None, rows=None
    ):
        self._people = people_around(family) if people is None else people
        self._person_id, self._first, self._last, self._rows = person_id, first, last, rows
        told = read_together(
            frameworks=family.details.current().values_list("framework", flat=True),
            members=Membership.objects.known_at(known_at).filter(family=family).values_list("person", flat=True),
        )
        self._framework = next(iter(told.frameworks), "")
        self._scope = Scope(family, sorted(set(told.members)), known_at)
        self._sources = {one.code: one for one in SOURCES if self._is_wanted(one, kind)}
        parts = [self._part(one) for one in self._sources.values()]
        parts = [part for part in parts if part is not None]
        whole = parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0] if parts else None
        self._index = whole.order_by("-on", "-recorded", "code", "-row") if whole is not None else None

    def _is_wanted(self, source, kind):
        return (not kind or source.kind == kind) and (self._rows is None or source.code in self._rows)

    def _part(self, source):
        if self._person_id is not None and not (source.person or source.people):
            return None
        rows = source.rows(self._scope)
        if self._rows is not None:
            rows = rows.filter(pk__in=self._rows[source.code])
        on = F(source.on) if isinstance(source.on, str) else source.on
        rows = rows.annotate(line_on=Cast(on, DateField()))
        if self._person_id is not None:
            several = {f"{source.people}__contains": [self._person_id]}
            rows = rows.filter(**{source.person: self._person_id} if source.person else several)
        if self._first:
            rows = rows.filter(line_on__gte=self._first)
        if self._last:
            rows = rows.filter(line_on__lte=self._last)
        return rows.values(
            code=Value(source.code, CharField()), row=F("pk"), on=F("line_on"), recorded=F(source.recorded),
            who=F(source.person) if source.person else NOBODY,
            by_user=F(writer) if (writer := "recorded_by" if source.is_belief else source.by) else NOBODY,
            by_load=F("load") if source.is_belief else NOBODY,
            said=JSONObject(**source.fields),
        ).order_by()

    def count(self):
        """How many lines there are, for the paginator."""
        return self._index.count() if self._index is not None else 0

    __len__ = count

    def __getitem__(self, span):
        """The lines of one page: one query for them, one for users and files, and one each for headlines and tools."""
        rows = list(self._index[span]) if self._index is not None else []
        names = self._names(rows)
        told = read_together(
            users=get_user_model().objects.filter(pk__in={row["by_user"] for row in rows if row["by_user"]}),
            files=Load.objects.filter(pk__in={row["by_load"] for row in rows if row["by_load"]})
            .values_list("pk", "file_name"),
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
        source = self._sources[row["code"]]
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
