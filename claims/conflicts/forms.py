"""What people type and choose when they make an exception."""

from claims.forms import ReasonForm
from families import forms as plain


class ExceptionForm(ReasonForm):
    """Who may vouch for a claim although they contributed to it, and why."""

    button = "Make this exception"
    is_grave = True
    person = plain.one_of("Who may do it?", [], need="Choose who may do it")
    field_order = ["person", "reason"]

    def __init__(self, *args, people=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.people = {str(user.pk): user for user in people}
        self.fields["person"].choices = [(pk, str(user)) for pk, user in self.people.items()]

    @property
    def chosen(self):
        """Who was chosen."""
        return self.people[self.cleaned_data["person"]]
