"""What is still needed, as rows: one for each ask of each family, kept in step with its latest judgement."""

from django.db import models

from outcomes.ledger.enums import AskKind
from outcomes.suppliers import Supplier


class Need(models.Model):
    """One thing that a family's claim still needs, as last worked out on `judged_on`.

    `claimable_on` is the first day of a claim once everything is supplied, empty where no day can be given. `first_on`
    to `last_on` are the days that the facts asked for are about. `ask` is the whole of it (`outcomes/ledger/asks.py`).
    These rows are worked out again whenever the family is judged; the facts themselves are kept elsewhere.
    """

    family = models.ForeignKey("families.Family", on_delete=models.PROTECT, related_name="needs")
    person = models.ForeignKey("families.Person", on_delete=models.PROTECT, null=True, related_name="+")
    supplier = models.CharField(max_length=20, choices=Supplier)
    kind = models.CharField(max_length=20, choices=AskKind)
    about = models.CharField(max_length=80, blank=True)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    claimable_on = models.DateField(null=True)
    ask = models.JSONField()
    judged_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["supplier", "claimable_on"], name="needs_by_supplier")]

    def __str__(self):
        return f"{self.get_kind_display()} for {self.family}"
