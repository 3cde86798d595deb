"""People who sign in."""

import pghistory
from django.contrib.auth.models import AbstractUser
from django.db import models

from families.accounts.enums import Role


@pghistory.track(
    pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
    exclude=["password", "last_login"],
)
class User(AbstractUser):
    """One sign-in. `staff_number` names the person behind it: two sign-ins of one person carry the same number.

    `password_is_temporary`: an administrator set it, so the next thing this person does is to choose their own.
    A team manager with no district sees no family: a missing setting never widens what a person sees.
    """

    role = models.CharField(max_length=20, choices=Role)
    staff_number = models.CharField(max_length=40)
    district = models.ForeignKey(
        "families.District", on_delete=models.PROTECT, null=True, blank=True, related_name="staff",
        help_text="For a team manager: the district whose families they oversee.",
    )
    agency = models.CharField(
        max_length=60, blank=True, help_text="For a partner: the source name their agency's files carry.",
    )

    password_is_temporary = models.BooleanField(default=False)

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_has_a_staff_number",
                condition=~models.Q(staff_number=""),
                violation_error_message="Give the person's staff number: approvals compare persons, not sign-ins.",
            ),
            models.CheckConstraint(
                name="user_partner_names_an_agency",
                condition=~models.Q(role=Role.PARTNER) | ~models.Q(agency=""),
                violation_error_message="A partner's sign-in needs the name of the agency.",
            ),
        ]

    def __str__(self):
        return self.get_full_name() or self.username
