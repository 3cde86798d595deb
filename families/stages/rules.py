"""How the work with a family goes from stage to stage: one table of moves, what each asks for, and who may make it.

Pure. The stages up to the active plan are those of Lancashire's cabinet committee of 17 January 2013.
"""

from dataclasses import dataclass

from families.enums import Stage

# What a move may ask for, and the sentence of the to-do list.
PROBLEM, LEAD_WORKER, PLAN = "problem", "lead_worker", "plan"
REVIEW, NOTHING_OVERDUE, NOTHING_TO_DO = "review", "nothing_overdue", "nothing_to_do"
SENTENCES = {
    PROBLEM: "A problem of the family is accepted",
    LEAD_WORKER: "Somebody leads the work",
    PLAN: "The family agreed a plan",
    REVIEW: "The plan was reviewed since it was agreed",
    NOTHING_OVERDUE: "No action of the plan is overdue",
    NOTHING_TO_DO: "Every action of the plan is done or no longer needed",
}


@dataclass(frozen=True)
class Move:
    """One way from a stage to another. `needs` are conditions; a move back, and closing, are made for a `reason`.

    Managers alone make a move that `is_for_managers`.
    """

    before: str
    after: str
    words: str
    needs: tuple[str, ...] = ()
    has_reason: bool = False
    is_for_managers: bool = False


GATHERING, AWAITING, ACTIVE = Stage.INFORMATION_GATHERING, Stage.AWAITING_LEAD_WORKER, Stage.ACTIVE_PLAN
SUSTAINING, CLOSED = Stage.SUSTAINING, Stage.CLOSED
OPEN_STAGES = (GATHERING, AWAITING, ACTIVE, SUSTAINING)

MOVES = (
    Move(GATHERING, AWAITING, "Ready for a lead worker", (PROBLEM,)),
    Move(AWAITING, ACTIVE, "Start the active plan", (PROBLEM, LEAD_WORKER, PLAN)),
    Move(GATHERING, ACTIVE, "Start the active plan", (PROBLEM, LEAD_WORKER, PLAN)),
    Move(ACTIVE, SUSTAINING, "The family sustains what was reached", (REVIEW, NOTHING_OVERDUE)),
    Move(SUSTAINING, ACTIVE, "Back to the active plan", has_reason=True),
    Move(ACTIVE, AWAITING, "Back to waiting for a lead worker", has_reason=True),
    Move(AWAITING, GATHERING, "Back to gathering information", has_reason=True),
    *(Move(stage, CLOSED, "Close the work", (NOTHING_TO_DO,), has_reason=True, is_for_managers=True)
      for stage in OPEN_STAGES),
    Move(CLOSED, ACTIVE, "Open the work again, with the plan", (LEAD_WORKER, PLAN), True, True),
    Move(CLOSED, GATHERING, "Open the work again, from the start", (), True, True),
)


@dataclass(frozen=True)
class Condition:
    """One thing that a move asks for, and whether it is so."""

    sentence: str
    done: bool
    need: str


def moves_from(stage):
    """The ways from a stage."""
    return [move for move in MOVES if move.before == stage]


def move_between(before, after):
    """The way from one stage to another, or None."""
    return next((move for move in MOVES if (move.before, move.after) == (before, after)), None)


def conditions_of(move, met):
    """What a move asks for, each done or not; `met` holds the needs that are met."""
    return [Condition(SENTENCES[need], need in met, need) for need in move.needs]


def what_stands_in_the_way(move, met):
    """The sentences of what is not so yet."""
    return [one.sentence for one in conditions_of(move, met) if not one.done]
