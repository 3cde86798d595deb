"""The professionals round a family, and when they were last in touch: beliefs on two clocks."""

import uuid

from django.db import models

from families.professionals.enums import ContactKind
from families.two_clocks import Belief, dates_in_order, one_current


class Professional(Belief):
    """Somebody who works with a family, for an agency, over days. `thread` stays the same through corrections."""

    thread = models.UUIDField(default=uuid.uuid4, editable=False)
    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="professionals")
    name = models.CharField(max_length=120)
    agency = models.CharField(max_length=120)
    job = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_current("thread", name="professional_has_one_current_belief", message="This was corrected already."),
            dates_in_order("professional_dates_in_order", message="The last day is before the first day."),
        ]

    def __str__(self):
        return f"{self.name}, {self.agency}"


class ProfessionalContact(Belief):
    """A professional (named by `thread`) was in touch with the family on a day."""

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="professional_contacts")
    thread = models.UUIDField()
    kind = models.CharField(max_length=20, choices=ContactKind)
    happened_on = models.DateField()

    class Meta:
        constraints = [
            one_current(
                "thread", "happened_on", "kind", name="contact_is_recorded_once",
                message="This contact on that day is already recorded.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.happened_on}"
