"""Two plans beside each other, and where they differ, in words."""

from dataclasses import dataclass

from outcomes import plan_file
from outcomes.drafts.trees import ABSENT, ORDER, differences, tree_of
from outcomes.drafts.words import choice_in_words, in_words, label_of, parameters_of, rule_in_words, value_of
from outcomes.plan_file.reading import CLAIM, ELIGIBILITY, HEADLINE, TOP
from outcomes.plans_in_words import APPLIES, REQUIRE
from outcomes.sentences import subjects, threshold, title
from outcomes.wording import day, sentence

SAME, CHANGED, ADDED, REMOVED = "", "Changed", "Added", "Removed"
COLOURS = {CHANGED: "blue", ADDED: "green", REMOVED: "red"}
NOTHING = "nothing"
# The settings that the sentence of a criterion leaves out.
UNSAID = ("lag_days", "min_possible", "barred_by", "lookback_days")
SETTINGS = {**TOP, **ELIGIBILITY, **CLAIM, **HEADLINE}


@dataclass(frozen=True)
class DifferenceInWords:
    """One difference: where, what, how it was and how it is now. `at` is the place as files write it."""

    at: str
    where: str
    what: str
    before: str
    after: str
    mark: str

    @property
    def colour(self):
        """The colour of its tag."""
        return COLOURS[self.mark]

    def __str__(self):
        where = f"{self.where}, {self.what[:1].lower()}{self.what[1:]}" if self.where else self.what
        if self.mark == ADDED:
            return f"{where}: added, {self.after}"
        if self.mark == REMOVED:
            return f"{where}: removed, it was {self.before}"
        return f"{where}: {self.before} → {self.after}"


def differences_in_words(before, after):
    """Where two sound plans differ, in words."""
    return [in_one_line(each, before, after) for each in differences(tree_of(before), tree_of(after))]


def in_one_line(difference, before, after):
    """One difference between two sound plans, in words."""
    path, (one, other) = difference.path, (difference.before, difference.after)
    mark = ADDED if one is ABSENT and _whole(path) else REMOVED if other is ABSENT and _whole(path) else CHANGED
    where, what, words = _described(path, before, after)
    return DifferenceInWords(difference.at, where, what, words(one), words(other), mark)


def _whole(path):
    """Whether the place is a whole headline, sign or criterion."""
    return len(path) in (2, 4) and path[-2] in ("headline", "indicator", "criterion") and path[-1] != ORDER


def _described(path, before, after):
    """Where a place is, what is there, and how to put it into words."""
    if path[0] != "headline":
        key = path[-1]
        return "", label_of(key), lambda held: _said(key, held, SETTINGS[key].value)
    if path[1] == ORDER:
        return "", "Order of the headlines", lambda codes: ", ".join(_name(code, before, after) for code in codes)
    where = _name(path[1], before, after)
    if len(path) == 2:
        return "", f"Headline “{where}”", lambda held: _count_of_criteria(held)
    if len(path) == 3:
        key = path[2]
        return where, label_of(key), lambda held: _said(key, held, SETTINGS[key].value)
    if path[3] == ORDER:
        return where, f"Order of the {'signs' if path[2] == 'indicator' else 'criteria'}", ", ".join
    if path[2] == "indicator":
        return where, "Sign" if len(path) == 4 else "Name of a sign", lambda held: _sign(held)
    return (where, *_of_criterion(path, before, after))


def _of_criterion(path, before, after):
    criterion = _criterion(after, path) or _criterion(before, path)
    parameters = criterion.parameters.as_data()
    about = f"{title(criterion.kind, parameters)} ({criterion.code})"
    about = about[:1].upper() + about[1:]
    if len(path) == 4:
        return about, lambda held: NOTHING if held is ABSENT else threshold(criterion.kind, parameters).rstrip(".")
    key = path[4]
    what = f"{about}, {_small(label_of(key))}"
    if key != "rules":
        return what, lambda held: _said(key, held, value_of(key, criterion.kind))
    if path[5:] == (ORDER,):
        return f"{what}, order", lambda benefits: ", ".join(choice_in_words(key, benefit) for benefit in benefits)
    return f"{what}, {choice_in_words(key, path[5])}", lambda held: "no rule" if held is ABSENT else rule_in_words(held)


def _small(label):
    return label[:1].lower() + label[1:]


def _said(key, held, value):
    return in_words(key, None if held is ABSENT else held, value)


def _sign(held):
    if held is ABSENT:
        return NOTHING
    return held["name"] if isinstance(held, dict) else held


def _count_of_criteria(held):
    if held is ABSENT:
        return NOTHING
    count = len(held.get("criterion", {}))
    return f"with {count} {'criterion' if count == 1 else 'criteria'}"


def _name(code, before, after):
    for plan in (after, before):
        for headline in plan.headlines if plan else ():
            if headline.code == code:
                return headline.name
    return code


def _criterion(plan, path):
    return next(
        (
            criterion for headline in (plan.headlines if plan else ()) if headline.code == path[1]
            for criterion in headline.criteria if criterion.code == path[3]
        ),
        None,
    )


@dataclass(frozen=True)
class Line:
    """One line of two plans beside each other; `mark` says how the second differs."""

    what: str
    before: str
    after: str
    mark: str

    @property
    def colour(self):
        """The colour of its tag."""
        return COLOURS[self.mark]


@dataclass(frozen=True)
class Part:
    """One part of two plans beside each other."""

    title: str
    lines: tuple[Line, ...]
    mark: str = SAME

    @property
    def colour(self):
        """The colour of its tag."""
        return COLOURS[self.mark]


def beside(before, after):
    """Two plans beside each other, part by part; `before` may be None."""
    return [
        Part("The plan as a whole", tuple(_whole_lines(before, after))),
        *(_headline_part(*pair) for pair in _pairs(before.headlines if before else (), after.headlines)),
    ]


def _line(what, before, after):
    mark = SAME if before == after else ADDED if not before else REMOVED if not after else CHANGED
    return Line(what, before, after, mark)


def _whole_lines(before, after):
    rows = (
        ("Name", lambda plan: plan.name), ("In force from", lambda plan: day(plan.effective_from)),
        ("Headlines needed", lambda plan: str(plan.headlines_needed)),
        ("Of these at most from non-resident parents",
         lambda plan: "no limit" if plan.non_resident_cap is None else str(plan.non_resident_cap)),
        ("Routes to a claim", lambda plan: in_words("routes", list(plan.routes))),
        ("Preferred route", lambda plan: in_words("preferred", [plan.preferred])),
    )
    for what, read in rows:
        yield _line(what, read(before) if before else "", read(after))


def _headline_part(before, after):
    said = [_headline_words(headline) if headline else {} for headline in (before, after)]
    lines = [_line(said[1].get(key, said[0].get(key))[0], *(side.get(key, ("", ""))[1] for side in said))
             for key in dict.fromkeys((*said[0], *said[1]))]
    mark = SAME
    if before is None or after is None:
        mark = ADDED if before is None else REMOVED
    elif any(line.mark for line in lines):
        mark = CHANGED
    return Part((after or before).name, tuple(lines), mark)


def _headline_words(headline):
    """What a headline asks for: key -> (what, words)."""
    words = {
        "name": ("Name", headline.name), "applies": (label_of("applies"), APPLIES[headline.applies]),
        "require": (label_of("require"), REQUIRE[headline.require]),
    }
    if headline.plain_name:
        words["plain_name"] = label_of("plain_name"), headline.plain_name
    for criterion in headline.criteria:
        data = criterion.parameters.as_data()
        about = sentence(title(criterion.kind, data)).rstrip(".")
        words[f"criterion {criterion.code}"] = (
            about, " ".join((threshold(criterion.kind, data), subjects(criterion.kind, data), *_unsaid(criterion)))
        )
    if headline.entry_indicators:
        words["signs"] = ("Signs", "; ".join(sign.name for sign in headline.entry_indicators))
    return words


def _unsaid(criterion):
    """The settings that the sentence of a criterion leaves out, so that a change of one of them shows."""
    data = plan_file_data(criterion)
    for key, (value, default, _) in parameters_of(criterion.kind).items():
        default = list(default) if isinstance(default, tuple) else default
        if key in UNSAID and data.get(key) != default:
            yield f"{label_of(key)}: {in_words(key, data.get(key), value)}."


def plan_file_data(criterion):
    """A criterion's parameters as files hold them."""
    return {key: list(held) if isinstance(held, tuple) else held for key, held in vars(criterion.parameters).items()}


def _pairs(before, after):
    """The headlines of two plans in the order of the second, each beside the one of the same code."""
    old = {headline.code: headline for headline in before}
    pairs = [(old.pop(headline.code, None), headline) for headline in after]
    return pairs + [(headline, None) for headline in old.values()]


def read_or_none(text):
    """The plan that a text holds, or None while it is not sound."""
    try:
        return plan_file.parse(text)
    except plan_file.PlanFaults:
        return None
