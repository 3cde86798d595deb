"""What the ledger asks for: each ask names the facts, the days they are about, and what they must say."""

from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

from outcomes.ledger.days import merged
from outcomes.ledger.enums import AskKind


@dataclass(frozen=True)
class Share:
    """What a child's sessions must come to: `measure` against `percent`, counted together with what is known.

    `counted` and `possible` are the sessions already on record in what is added up; `together` names the terms that
    are added up, and is empty where the term is measured by itself.
    """

    measure: str
    percent: Decimal
    inclusive: bool
    counted: int = 0
    possible: int = 0
    together: tuple[str, ...] = ()

    def holds(self, counted, possible) -> bool:
        """Whether these further sessions are good enough. `counted` were attended, or missed without permission."""
        reached, needed = 100 * (self.counted + counted), self.percent * (self.possible + possible)
        if reached == needed:
            return self.inclusive
        return reached > needed if self.measure == "attendance" else reached < needed


@dataclass(frozen=True)
class Ask:
    """One thing to be supplied. `first` to `last` are the days it is about, or on one of which it must be dated.

    `about`: the kind of fact, the term, the tool or the headline. `fact_id`: the spell that must end. `goes_on`: work
    on record that has no end yet, of which only the going on is asked. `low`, `high`, `improve_by`, `higher`: what a
    score must be. `step`: 1, 2, 3 for scores that must follow each other. `sessions`: how many more at least, of which
    the `shares` must hold. `covers` (people) and `objectives` (headlines) are a plan's.
    """

    kind: AskKind
    supplier: str
    first: date | None = None
    last: date | None = None
    person_id: int | None = None
    about: str = ""
    fact_id: int | None = None
    goes_on: bool = False
    school: str = ""
    sessions: int = 0
    shares: tuple[Share, ...] = ()
    low: Decimal | None = None
    high: Decimal | None = None
    improve_by: Decimal | None = None
    higher: bool = True
    step: int = 0
    roles: tuple[str, ...] = ()
    covers: tuple[int, ...] = ()
    objectives: tuple[str, ...] = ()

    @property
    def key(self):
        """Asks alike in this are one and the same thing, perhaps asked for by several criteria."""
        more = (self.fact_id, self.step) if self.kind != AskKind.COVERAGE else (self.first, self.last)
        return self.kind, self.person_id, self.about, *more

    def as_data(self) -> dict:
        """The ask as JSON, without what is empty."""
        return _said(self)

    @classmethod
    def from_data(cls, data) -> "Ask":
        """The ask that `as_data` wrote."""
        values = {"higher": False, **data}
        for name in ("first", "last"):
            if name in values:
                values[name] = date.fromisoformat(values[name])
        for name in ("low", "high", "improve_by"):
            if name in values:
                values[name] = Decimal(values[name])
        for each in fields(cls):
            if each.name in values and isinstance(values[each.name], list):
                values[each.name] = tuple(values[each.name])
        values["shares"] = tuple(
            Share(**{**share, "percent": Decimal(share["percent"]), "together": tuple(share["together"])})
            for share in values.get("shares", ())
        )
        return cls(**values)


def _said(ask):
    found = {}
    for name in ASK_FIELDS:
        value = getattr(ask, name)
        if value is not None and value not in ("", 0, ()):
            found[name] = _plain(value)
    return found


def _plain(value):
    if isinstance(value, (str, int)):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, Share):
        return {name: _plain(getattr(value, name)) for name in SHARE_FIELDS}
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else value


ASK_FIELDS = tuple(field.name for field in fields(Ask))
SHARE_FIELDS = tuple(field.name for field in fields(Share))


def together(asks) -> tuple[Ask, ...]:
    """The asks with none said twice: days of one feed join, and what several criteria want of one fact adds up."""
    days, others = {}, {}
    for ask in asks:
        if ask.kind == AskKind.COVERAGE:
            days.setdefault((ask.about, ask.supplier), []).append((ask.first, ask.last))
        elif ask.key in others:
            others[ask.key] = _both(others[ask.key], ask)
        else:
            others[ask.key] = ask
    feeds = [
        Ask(AskKind.COVERAGE, supplier, first, last, about=kind)
        for (kind, supplier), stretches in days.items() for first, last in merged(stretches)
    ]
    return (*others.values(), *feeds)


def _both(one, other):
    lows = [ask.low for ask in (one, other) if ask.low is not None]
    highs = [ask.high for ask in (one, other) if ask.high is not None]
    steps = [ask.improve_by for ask in (one, other) if ask.improve_by is not None]
    earliest = max if one.kind in (AskKind.DECISION, AskKind.SCORE) else min
    firsts = [ask.first for ask in (one, other) if ask.first is not None]
    lasts = [ask.last for ask in (one, other) if ask.last is not None]
    return replace(
        one, first=earliest(firsts, default=None), last=max(lasts, default=None),
        sessions=max(one.sessions, other.sessions), shares=tuple(dict.fromkeys(one.shares + other.shares)),
        low=max(lows, default=None), high=min(highs, default=None), improve_by=max(steps, default=None),
        roles=tuple(role for role in one.roles if role in other.roles) or one.roles,
    )
