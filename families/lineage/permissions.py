"""Who may say that families belong together."""

from families.permissions import WORKS_WITH_FAMILIES, Refused, check_has_role


def check_can_record_lineage(by, earlier, later):
    """Whoever works with one of the two families may record what happened between them."""
    check_has_role(by, *WORKS_WITH_FAMILIES, to="record what became of a family")
    if not type(earlier).objects.visible_to(by).filter(pk__in=[earlier.pk, later.pk]).exists():
        raise Refused("You work with neither of these families.")
