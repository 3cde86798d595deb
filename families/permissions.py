"""May this person? Each check returns quietly or raises `Refused` with a sentence that pages show as it stands."""

from families.accounts.enums import Role

WORKS_WITH_FAMILIES = (Role.KEY_WORKER, Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER)


class Refused(Exception):
    """A person may not do this, or not now. The message is a sentence for that person.

    `status` is what a page answers with.
    """

    status = 403


def check_has_role(by, *roles, to):
    """Only people in one of `roles` may do what the phrase `to` says ("approve a claim")."""
    if by is None or not by.is_active or by.role not in roles:
        names = " or ".join(Role(role).label.lower() for role in roles)
        article = "an" if names[0] in "aeiou" else "a"
        raise Refused(f"Only {article} {names} may {to}.")


def check_can_record(by, family):
    """Only people who work with this very family may record things about it."""
    check_has_role(by, *WORKS_WITH_FAMILIES, to="record things about a family")
    check_works_with(by, family)


def check_can_assign_lead_worker(by, family):
    """Managers say who leads the work with a family they oversee."""
    check_has_role(by, Role.TEAM_MANAGER, Role.PROGRAMME_MANAGER, to="say who leads the work with a family")
    check_works_with(by, family)


def check_works_with(by, family):
    """The family is among those this person may open."""
    if not type(family).objects.visible_to(by).filter(pk=family.pk).exists():
        raise Refused("You do not work with this family.")


def check_was_typed_here(fact):
    """What came in a file is corrected by whoever sent it, else the next file would undo the correction."""
    if fact.load_id is not None or fact.recorded_by_id is None:
        raise Refused(
            "This came in a file. Ask the organisation that sent it to correct it: "
            "their next file puts it right here too."
        )


def check_can_change_judgement(by, judgement):
    """A decision is changed by the person who made it, or by a manager."""
    if by.pk != judgement.decider_id and by.role == Role.KEY_WORKER:
        raise Refused("Only the person who decided, or a manager, may change a decision.")
