"""What is chosen in the list of things to do."""

from django import forms

from families.due.enums import Period
from families.timeline.forms import chooser


class DueFilter(forms.Form):
    """Under which heading, and of whose families."""

    period = chooser("When", [("", "All"), *Period.choices])
    worker = chooser("Lead worker", [])

    def __init__(self, *args, workers, **kwargs):
        super().__init__(*args, **kwargs)
        self.workers = {user.pk: user for user in workers}
        choices = [(str(pk), str(user)) for pk, user in self.workers.items()]
        self.fields["worker"].choices = [("", "Everybody"), *choices]
        if not self.workers:
            del self.fields["worker"]

    def asked(self):
        """The heading, and the lead worker or None."""
        said = self.cleaned_data if self.is_valid() else {}
        worker = said.get("worker")
        return said.get("period") or "", self.workers.get(int(worker)) if worker else None
