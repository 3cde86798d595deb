"""Who may move a family from stage to stage."""

from families.accounts.enums import Role
from families.permissions import Refused, check_can_record, check_has_role
from families.stages.rules import move_between, what_stands_in_the_way

MANAGERS = (Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER)


def may_make(user, move):
    """Whether this person makes a move of this sort at all."""
    return not move.is_for_managers or user.role in MANAGERS


def check_can_move(by, family, before, after, met, reason):
    """The move is one that there is, this person makes it, nothing stands in its way, and it has its reason."""
    check_can_record(by, family)
    move = move_between(before, after)
    if move is None:
        raise Refused("There is no way from the stage the family is at to that one. Look at its stage as it is now.")
    if move.is_for_managers:
        check_has_role(by, *MANAGERS, to="close the work with a family, or open it again")
    missing = what_stands_in_the_way(move, met)
    if missing:
        raise Refused(f"This cannot be done yet. Still missing: {'; '.join(missing)}.")
    if move.has_reason and not reason:
        raise Refused("Enter the reason.")
    return move
