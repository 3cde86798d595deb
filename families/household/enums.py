"""The vocabulary of the household: how people are related, and how they use a home."""

from django.db import models


class RelationshipKind(models.TextChoices):
    """What one person is to another. One row says it for both of them: the other way round is in `TURNED`."""

    PARENT = "parent", "Parent"
    STEP_PARENT = "step_parent", "Step-parent"
    GRANDPARENT = "grandparent", "Grandparent"
    CARER = "carer", "Carer"
    SIBLING = "sibling", "Brother or sister"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister"
    PARTNER = "partner", "Partner"
    EX_PARTNER = "ex_partner", "Ex-partner"


K = RelationshipKind
# What the other person is to the first, in words; a kind that is missing here reads the same both ways.
TURNED = {
    K.PARENT: "Child", K.STEP_PARENT: "Stepchild", K.GRANDPARENT: "Grandchild", K.CARER: "Cared for by",
}
MUTUAL = (K.SIBLING, K.HALF_SIBLING, K.PARTNER, K.EX_PARTNER)
ELDERS = (K.PARENT, K.STEP_PARENT, K.GRANDPARENT)


class HomeUse(models.TextChoices):
    """How somebody lives at an address."""

    HOME = "home", "Lives here"
    PART_TIME = "part_time", "Lives here part of the time"


class Tenure(models.TextChoices):
    """How a home is held. Files may say it in their own words."""

    COUNCIL_RENT = "Social rent: council", "Rented from the council"
    SOCIAL_RENT = "Social rent", "Rented from a housing association"
    PRIVATE_RENT = "Private rent", "Rented privately"
    OWNED = "Owner occupied", "Owned, with or without a mortgage"
    TEMPORARY = "Temporary accommodation", "Temporary accommodation"
    REFUGE = "Refuge", "Refuge"
    WITH_OTHERS = "With family or friends", "Staying with family or friends"
    NOT_KNOWN = "", "Not known"
