"""Running the example families of a plan: judged by the very rules that judge real families, and nothing is kept."""

from dataclasses import dataclass
from datetime import date

from outcomes import plan_file
from outcomes.drafts.actions.worlds import KNOWN_AT, insert_plan_for_examples, insert_world, rolled_back
from outcomes.drafts.expectations import unmet
from outcomes.judging import Scope, judge, read_judgements
from outcomes.nights.choosing import rules_digest


@dataclass(frozen=True)
class Run:
    """How one example fared: where it differs from what was expected, in sentences; none, and it passes.

    `verdicts` and `readiness` are what the plan says, in the columns in which examples expect them.
    """

    name: str
    differences: tuple[str, ...]
    verdicts: tuple[dict, ...]
    readiness: dict

    @property
    def passes(self):
        """Whether the plan says what the example expects."""
        return not self.differences


MOST_REMEMBERED = 1000
_remembered = {}  # how an example fared, by the rules, the plan and the example: by nothing else does a run go


def run_examples(plan, examples):
    """Judges sound examples by a sound plan, each in a world of its own. Gives a `Run` for each.

    A run is remembered by the process that made it, so that a page on which nothing changed need not judge again.
    """
    by = rules_digest(), plan_file.digest(plan)
    return [_remembered.get((*by, repr(example))) or _remember((*by, repr(example)), plan, example)
            for example in examples]


def _remember(key, plan, example):
    with rolled_back():
        insert_plan_for_examples(plan)
        run = _run(plan, example)
    if len(_remembered) >= MOST_REMEMBERED:
        _remembered.clear()
    _remembered[key] = run
    return run


def _run(plan, example):
    family, people = insert_world(example, plan.code)
    as_of: date = example["judged_on"]
    judge(Scope(families=(family.pk,)), as_of=as_of, known_at=KNOWN_AT)
    judgement = read_judgements(as_of=as_of, known_at=KNOWN_AT).get(family.pk)
    names = {person.pk: name for name, person in people.items()}
    verdicts = tuple(
        {
            "headline": verdict.headline, "criterion": verdict.criterion,
            "person": names.get(verdict.person_id, ""), "status": verdict.status, "reason": verdict.reason,
            "due_on": verdict.due_on,
        }
        for headline in (judgement.headlines if judgement else ()) for verdict in headline.verdicts
    )
    readiness = {} if judgement is None else {
        "eligible": judgement.eligible, "claimable": judgement.claimable, "route": judgement.route,
        "sustained": judgement.sustained, "employment": judgement.employment, "earliest_on": judgement.earliest_on,
        "blockers": judgement.blockers,
    }
    return Run(example["name"], tuple(unmet(plan, example, verdicts, readiness)), verdicts, readiness)
