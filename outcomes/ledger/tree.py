"""The ledger of one family as a tree: claim, route, headline, person, criterion, and under each what it rests on."""

from dataclasses import dataclass
from datetime import date

from families.facts.enums import ClaimRoute
from outcomes.enums import Blocker, CriterionKind, Status
from outcomes.ledger.enums import AskKind, Leaf
from outcomes.ledger.rules import first_by_itself, plan_faults, setting_up
from outcomes.ledger.words import advise, say
from outcomes.sentences import ROUTES, blocker
from outcomes.suppliers import Supplier
from outcomes.wording import counted, day

STATES = {
    Status.MET: Leaf.MET, Status.NEUTRAL: Leaf.NOT_NEEDED, Status.NO_DATA: Leaf.CANNOT_TELL,
    Status.PENDING: Leaf.NOT_MET, Status.NOT_MET: Leaf.NOT_MET, Status.REGRESSED: Leaf.NOT_MET,
}


@dataclass(frozen=True)
class Asked:
    """What one supplier is asked for that is got in one way: `advice` says what the key worker can do."""

    supplier: str
    advice: str
    says: tuple[str, ...]


@dataclass(frozen=True)
class LeafNode:
    """One criterion for one person, or one thing that every claim needs.

    `rests_on`: the facts it was judged by. `first_on`: the first day on which it could be met; empty where it is met,
    does not apply, or where nothing on record can lead to it, in which case `never` says what would have to happen.
    """

    title: str
    state: Leaf
    found: str
    window: str = ""
    needed: str = ""
    rests_on: tuple[str, ...] = ()
    lacking: tuple[Asked, ...] = ()
    first_on: date | None = None
    never: str = ""

    @property
    def lacks_something(self):
        """Whether it still stands in the way."""
        return self.state in (Leaf.NOT_MET, Leaf.CANNOT_TELL)


@dataclass(frozen=True)
class PersonNode:
    """Everything under one headline that is about one person, or about the family as a whole."""

    name: str
    leaves: tuple[LeafNode, ...]


@dataclass(frozen=True)
class HeadlineNode:
    """One headline. `any_one`: meeting one of its criteria is enough."""

    name: str
    state: Leaf
    any_one: bool
    people: tuple[PersonNode, ...]
    note: str = ""

    @property
    def lacks_something(self):
        """Whether the headline still stands in the way."""
        return self.state in (Leaf.NOT_MET, Leaf.CANNOT_TELL)


@dataclass(frozen=True)
class RouteNode:
    """One way to a claim. `first_on`: the first day on which it could hold; empty where no day can be given."""

    name: str
    state: Leaf
    first_on: date | None
    headlines: tuple[HeadlineNode, ...]

    @property
    def lacks_something(self):
        """Whether the route does not hold yet."""
        return self.state != Leaf.MET


@dataclass(frozen=True)
class Claim:
    """The whole: the first day, by which route, all that it takes, and the tree below.

    `hangs_on_change`: the day is only reached if something in the family's life changes, such as a new job.
    """

    first_on: date | None
    by: str
    hangs_on_change: bool
    asks: tuple[Asked, ...]
    basics: tuple[LeafNode, ...]
    routes: tuple[RouteNode, ...]


def by_supplier(asks, words) -> tuple[Asked, ...]:
    """The asks gathered by who supplies them and how they are got, those for the key worker first."""
    gathered = {}
    for ask in sorted(asks, key=lambda each: each.supplier != Supplier.KEY_WORKER):
        gathered.setdefault((Supplier(ask.supplier).label, advise(ask, words)), []).append(say(ask, words))
    return tuple(Asked(supplier, advice, tuple(says)) for (supplier, advice), says in gathered.items())


def basics(facts, judgement, words, needed=None) -> tuple[LeafNode, ...]:
    """What every claim needs besides a route: each met or not, with what to do."""
    asked = {ask.kind: by_supplier([ask], words) for ask in setting_up(facts, facts.as_of)}
    today, plan = facts.as_of, facts.plan
    engaged, assessed = facts.engaged_on, facts.assessed_on
    leaves = [
        _basic("Engaged", engaged,
               f"The family was engaged on {day(engaged)}." if engaged else Blocker.NOT_ENGAGED.label,
               asked.get(AskKind.ENGAGEMENT), today),
        _basic("Whole-family assessment", assessed,
               f"Assessed on {day(assessed)}." if assessed else Blocker.NO_ASSESSMENT.label,
               asked.get(AskKind.ASSESSMENT), today),
        _basic("Plan for the whole family", not plan_faults(facts),
               " ".join(blocker(code, words.headline_names) for code in plan_faults(facts))
               or f"Agreed on {day(plan.agreed_on)}, with everybody and every problem in it.",
               asked.get(AskKind.PLAN), today),
        _basic("Lead worker", facts.has_lead_worker,
               "Somebody leads the work." if facts.has_lead_worker else Blocker.NO_LEAD_WORKER.label,
               asked.get(AskKind.LEAD_WORKER), today),
    ]
    eligible = Blocker.FEWER_THAN_NEEDED not in judgement.blockers and judgement.plan_id is not None
    problems = counted(len(facts.raised), "headline problem")
    asks_for = f" {counted(needed, 'is', 'are')} needed." if needed else ""
    leaves.append(LeafNode(
        "Enough problems", Leaf.MET if eligible else Leaf.NOT_MET, f"{problems} on record.{asks_for}",
        never="" if eligible else "No day can be given. If the family has another problem that counts, record it with "
        "its evidence. Progress must then be shown on that one too.",
    ))
    if judgement.plan_id is None:
        leaves.append(LeafNode(
            "Rules of the programme", Leaf.CANNOT_TELL, Blocker.NO_OUTCOMES_PLAN.label,
            never="No day can be given until a programme manager publishes an outcomes plan.",
        ))
    leaves.append(LeafNode(
        "Not claimed before", Leaf.NOT_MET if facts.is_claimed else Leaf.MET,
        Blocker.ALREADY_CLAIMED.label if facts.is_claimed else "No result has been claimed for this family.",
        never="Nothing more can be claimed for this family in this programme." if facts.is_claimed else "",
    ))
    return tuple(leaves)


def _basic(title, is_met, found, asks, today):
    return LeafNode(
        title, Leaf.MET if is_met else Leaf.NOT_MET, found, lacking=asks or (), first_on=None if is_met else today
    )


def route_nodes(ahead, judgement, shown_headlines, words, as_of):
    """Each route with its headlines, people and criteria."""
    found = []
    for route, status in (
        (ClaimRoute.SUSTAINED, judgement.sustained), (ClaimRoute.EMPLOYMENT, judgement.employment)
    ):
        if route not in ahead.rules.routes:
            continue
        claim = ahead.first(route)
        found.append(RouteNode(
            name=ROUTES[route], state=Leaf.MET if status == Status.MET else Leaf.NOT_MET,
            first_on=claim.day if claim else None,
            headlines=tuple(_headlines(route, ahead, shown_headlines, words, as_of, claim)),
        ))
    return tuple(found)


def _headlines(route, ahead, shown_headlines, words, as_of, claim):
    criteria = {
        criterion.test.criterion_id: criterion for headline in ahead.headlines for criterion in headline.criteria
    } | {criterion.test.criterion_id: criterion for criterion in ahead.work}
    shown = {entry.headline.code: entry for entry in shown_headlines}
    is_work = route == ClaimRoute.EMPLOYMENT
    wanted = {each.heading.code for each in (ahead.work if is_work else ahead.headlines)} | (
        set() if is_work else ahead.lacking
    )
    for code in [code for code in shown if code in wanted] + sorted(wanted - shown.keys()):
        entry = shown.get(code)
        verdicts = [
            each for each in (entry.verdicts if entry else ())
            if not is_work or each.verdict.kind == CriterionKind.CONTINUOUS_WORK
        ]
        people = {}
        for each in verdicts:
            people.setdefault(each.subject, []).append(_leaf(each, criteria, words, as_of, claim))
        yield HeadlineNode(
            name=words.headline(code), state=_state_of(entry, verdicts, is_work),
            any_one=len(verdicts) > 1 and (is_work or entry.headline.require == "any"),
            people=tuple(PersonNode(name, tuple(leaves)) for name, leaves in people.items()),
            note=_note(code, ahead, verdicts),
        )


def _state_of(entry, verdicts, is_work):
    if is_work:
        states = {STATES[each.verdict.status] for each in verdicts}
        return Leaf.MET if Leaf.MET in states else Leaf.NOT_MET
    return STATES[entry.headline.status] if entry and entry.headline.status else Leaf.NOT_MET


def _note(code, ahead, verdicts):
    if code in ahead.lacking:
        return "The outcomes plan has no test for this problem. Tell your programme manager."
    if not ahead.facts.engaged_on:
        return "This is judged once the family is engaged."
    return "" if verdicts else "There is nobody in the family to whom this applies."


def _leaf(shown, criteria, words, as_of, claim):
    """One verdict with what it lacks: what a claim on the route's first day would take of it."""
    verdict, says = shown.verdict, shown.explanation
    subject = next(
        (each for each in criteria[verdict.criterion_id].subjects if each.person_id == verdict.person_id), None
    )
    state, first_on, asks = STATES[verdict.status], None, []
    if subject is not None:
        first_on, asks = first_by_itself(subject, as_of)
        on_the_day = subject.at(claim.day) if claim else None
        if on_the_day is not None:
            asks = on_the_day.asks
    is_settled = state in (Leaf.MET, Leaf.NOT_NEEDED)
    return LeafNode(
        title=f"{shown.title[:1].upper()}{shown.title[1:]}", state=state, found=says.found, window=says.window,
        needed=says.threshold, rests_on=shown.drawing.says if shown.drawing else (),
        lacking=by_supplier(asks, words), first_on=None if is_settled else first_on,
        never="" if is_settled or first_on else " ".join(part for part in (says.missing, says.first_day) if part),
    )
