"""Verdicts, readiness and criteria in plain English, for people who have never seen a code."""

from dataclasses import dataclass, replace
from datetime import date

from families.facts.enums import ClaimRoute, Grade
from outcomes.criteria.clear_period import sentences as clear_period
from outcomes.criteria.continuous_work import sentences as continuous_work
from outcomes.criteria.judgement import sentences as judgement
from outcomes.criteria.parameters import GRADES
from outcomes.criteria.reduction import sentences as reduction
from outcomes.criteria.school_terms import sentences as school_terms
from outcomes.criteria.score import sentences as score
from outcomes.enums import Blocker, CriterionKind, Reason, Status
from outcomes.explanation import Explanation
from outcomes.wording import both, counted, day, sentence

KINDS = {
    CriterionKind.SCHOOL_TERMS: school_terms,
    CriterionKind.CLEAR_PERIOD: clear_period,
    CriterionKind.REDUCTION: reduction,
    CriterionKind.CONTINUOUS_WORK: continuous_work,
    CriterionKind.SCORE: score,
    CriterionKind.JUDGEMENT: judgement,
}

ROUTES = {
    ClaimRoute.SUSTAINED: "significant and sustained progress",
    ClaimRoute.EMPLOYMENT: "continuous employment",
}

# What the least well founded fact is on which a verdict rests, and the lowest that a plan allows.
RESTS_ON = {
    Grade.OFFICIAL_RECORD: "official records",
    Grade.PARTNER_STATEMENT: "a partner’s statement",
    Grade.WORKER_OBSERVATION: "a worker’s observation",
    Grade.FAMILY_STATEMENT: "the family’s own statement",
    Grade.JUDGEMENT: "a person’s judgement",
}

# What stands in the way of a route, said of one headline.
IN_THE_WAY = {
    Status.PENDING: "time has to pass",
    Status.REGRESSED: "progress was lost again",
    Status.NO_DATA: "evidence is missing",
    Status.NOT_MET: "not met",
    Status.NEUTRAL: "does not apply",
}


@dataclass(frozen=True)
class RouteSays:
    """One route to a result: its name, the status, and in a sentence whether and when it can be claimed.

    `in_the_way` has one line for each headline that stands in its way.
    """

    code: str
    name: str
    status: str
    says: str
    in_the_way: tuple[str, ...]


def explain(verdict, names: dict[int, str], as_of: date) -> Explanation:
    """The verdict in sentences. `names` has people's names by id; whoever it lacks goes by their reference."""
    kind = KINDS[verdict.kind]
    who = "the family"
    if verdict.person_id is not None:
        who = names.get(verdict.person_id) or verdict.person_reference
    if verdict.reason == Reason.GRADE_TOO_LOW:
        says = _not_founded_enough(verdict, who)
    else:
        says = kind.SAYS[verdict.status, verdict.reason](verdict, who, as_of)
    return replace(
        says, found=f"{says.found[:1].upper()}{says.found[1:]}", window=says.window or kind.window(verdict),
        rests_on=rests_on(verdict.grade),
        threshold=says.threshold or threshold(verdict.kind, verdict.parameters, verdict.threshold),
    )


def _not_founded_enough(verdict, who):
    """A verdict of any kind that is met but for the grade of a fact it rests on."""
    return Explanation(
        found=f"What is on record for {who} would be enough, but it rests in part on {RESTS_ON[verdict.grade]}. "
        f"{_must_rest_on(verdict.parameters)}",
        missing=f"The same, shown by {_or_better(verdict.parameters)}.",
        first_day="The day on which it is on record so.",
    )


def rests_on(grade) -> str:
    """How well founded what speaks for the family is, as a sentence; blank where nothing does."""
    if grade is None:
        return ""
    if grade == Grade.OFFICIAL_RECORD:
        return "Official records only."
    if grade == Grade.JUDGEMENT:
        return "A person’s judgement."
    return f"Nothing less well founded than {RESTS_ON[grade]}."


def threshold(kind, parameters, used="") -> str:
    """What a criterion asks for, in words. `used` is a verdict's threshold, where it narrows what was asked."""
    if kind == CriterionKind.CONTINUOUS_WORK:
        says = continuous_work.threshold(parameters, used)
    else:
        says = KINDS[kind].threshold(parameters)
    return f"{says} {_must_rest_on(parameters)}".rstrip()


def _must_rest_on(parameters):
    return f"It must rest on {_or_better(parameters)}." if parameters.get("lowest_grade") else ""


def _or_better(parameters):
    grade = GRADES[parameters["lowest_grade"]]
    return RESTS_ON[grade] if grade == Grade.OFFICIAL_RECORD else f"{RESTS_ON[grade]} or better"


def title(kind, parameters) -> str:
    """What a criterion tests, in a few words that can follow a name and a colon."""
    return KINDS[kind].title(parameters)


def subjects(kind, parameters) -> str:
    """Whom a criterion looks at, in words."""
    return KINDS[kind].subjects(parameters)


def blocker(code, headline_names=None) -> str:
    """What keeps a family from being claimed, as a sentence. A headline goes by its name where that is known."""
    code, _, headline = code.partition(":")
    if headline:
        return f"The latest plan has no objective for this problem: {named(headline, headline_names)}."
    return Blocker(code).label


def routes(readiness, headline_names=None) -> list[RouteSays]:
    """Each route that the plan offers, of a judgement or of a readiness row alike."""
    return [
        RouteSays(
            code=route, name=ROUTES[route], status=status, says=_route(readiness, route, status),
            in_the_way=tuple(
                _one_in_the_way(entry, headline_names) for entry in readiness.in_the_way.get(route, [])
            ),
        )
        for route, status in (
            (ClaimRoute.SUSTAINED, readiness.sustained), (ClaimRoute.EMPLOYMENT, readiness.employment),
        )
        if status
    ]


def _route(readiness, route, status):
    name = ROUTES[route]
    if status == Status.MET:
        if readiness.blockers:
            return f"The test of {name} is met, but something else is missing."
        return f"Can be claimed now by {name}."
    if status == Status.NEUTRAL:
        if route == ClaimRoute.EMPLOYMENT:
            return f"Cannot be claimed by {name}: the family has no adult whose work could count."
        return f"Cannot be claimed by {name}: there is no problem against which progress is shown."
    if readiness.route == route and readiness.earliest_on:
        otherwise = "" if not readiness.blockers else " and nothing else is missing by then"
        return f"Could be claimed from {day(readiness.earliest_on)} by {name}, if all goes well until then{otherwise}."
    if status == Status.NO_DATA:
        return f"Cannot tell whether it can be claimed by {name}, because evidence is missing."
    if status == Status.PENDING:
        return f"Cannot be claimed yet by {name}, and no day can be given."
    if status == Status.REGRESSED:
        return f"Cannot be claimed by {name} now, because progress was lost again."
    return f"Cannot be claimed by {name}, because what it asks for is not met."


def next_step(readiness, headline_names=None) -> str:
    """What a family waits for, in one line, of a judgement or of a readiness row alike."""
    if readiness.claimable:
        return f"Can be claimed now by {ROUTES[readiness.route]}."
    if readiness.blockers:
        first = blocker(readiness.blockers[0], headline_names)
        more = len(readiness.blockers) - 1
        return f"{first} {counted(more, 'other thing is', 'other things are')} missing too." if more else first
    route = readiness.route or (ClaimRoute.SUSTAINED if readiness.sustained else ClaimRoute.EMPLOYMENT)
    status = getattr(readiness, route)
    waiting_for = _names_in_the_way(readiness, route, status, headline_names)
    if readiness.earliest_on:
        return f"Time has to pass until {day(readiness.earliest_on)}: {waiting_for}."
    if status == Status.NEUTRAL or not waiting_for:
        return "There is no problem against which progress is shown."
    return sentence(f"{IN_THE_WAY[status]}: {waiting_for}")


def named(headline, headline_names=None) -> str:
    """A headline's name, or its code where the name is not known."""
    return (headline_names or {}).get(headline, headline)


def _names_in_the_way(readiness, route, status, headline_names):
    """The names of the headlines that give the route its status, or of all where none does."""
    entries = readiness.in_the_way.get(route, [])
    deciding = [entry for entry in entries if entry["status"] == status] or entries
    return both(dict.fromkeys(named(entry["headline"], headline_names) for entry in deciding))


def _one_in_the_way(entry, headline_names):
    why = IN_THE_WAY[entry["status"]]
    if entry.get("reason"):
        why = f"{why} ({Reason(entry['reason']).label})"
    if entry.get("due_on"):
        why = f"{why}, until {day(date.fromisoformat(str(entry['due_on'])))} at the earliest"
    return f"{named(entry['headline'], headline_names)}: {why}."
