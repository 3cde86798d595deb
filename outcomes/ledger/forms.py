"""Which of the things still needed a list shows."""

from django import forms

from families.accounts.enums import Role
from families.models import District, Family, LeadWorker, User
from outcomes.ledger.worklist import URGENCIES
from outcomes.suppliers import Supplier

MAY_CHOOSE = {
    "supplier": set(Role) - {Role.PARTNER},
    "district": {Role.PROGRAMME_MANAGER, Role.ANALYST},
    "worker": {Role.PROGRAMME_MANAGER, Role.TEAM_MANAGER},
    "urgency": set(Role) - {Role.PARTNER},
}


class NeedsFilter(forms.Form):
    """Supplier, district, key worker and urgency; a partner, a key worker and a team manager choose among fewer."""

    supplier = forms.ChoiceField(label="Who supplies it", required=False)
    district = forms.ChoiceField(label="District", required=False)
    worker = forms.ChoiceField(label="Key worker", required=False)
    urgency = forms.ChoiceField(label="How soon", required=False)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        suppliers = [(value, words(label)) for value, label in Supplier.choices]
        self.fields["supplier"].choices = [("", "Anybody"), *suppliers]
        self.fields["urgency"].choices = [("", "Any time"), *((key, label) for key, (label, _) in URGENCIES.items())]
        for name, roles in MAY_CHOOSE.items():
            if user.role not in roles:
                del self.fields[name]
        if "district" in self.fields:
            districts = District.objects.values_list("pk", "name")
            self.fields["district"].choices = [("", "All"), *((str(pk), name) for pk, name in districts)]
        if "worker" in self.fields:
            led = LeadWorker.objects.current().filter(ends_on=None, family__in=Family.objects.visible_to(user))
            workers = User.objects.filter(pk__in=led.values("worker")).order_by("last_name", "first_name", "username")
            self.fields["worker"].choices = [("", "All"), *((str(each.pk), str(each)) for each in workers)]
        for field in self.fields.values():
            field.widget.attrs["class"] = "govuk-select"


def words(label):
    """A supplier's words at the beginning of a line."""
    return f"{label[:1].upper()}{label[1:]}"
