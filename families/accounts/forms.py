"""Forms of signing in, passwords and users."""

from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from families.accounts.enums import Role
from families.forms import PlainForm, hidden, one_from_list, one_of, password, text
from families.models import District

WRONG_PASSWORD = "The user name or the password is wrong. Check both and try again."


class SignInForm(PlainForm):
    """A user name and a password. `person` is who they belong to once the form is valid."""

    button = "Sign in"
    username = text("User name", need="Enter your user name", autocomplete="username")
    password = password("Password", need="Enter your password", autocomplete="current-password")

    def __init__(self, *args, request, **kwargs):
        super().__init__(*args, **kwargs)
        self.request = request
        self.person = None

    def clean(self):
        """Checks the password; axes counts failures behind `authenticate`."""
        data = super().clean()
        if "username" in data and "password" in data:
            self.person = authenticate(self.request, username=data["username"], password=data["password"])
            if self.person is None:
                raise ValidationError(WRONG_PASSWORD)
        return data


class ChangePasswordForm(PlainForm):
    """One's own password: the old one, and a new one twice."""

    button = "Change password"
    old = password("Your password now", need="Enter your password now", autocomplete="current-password")
    new = password(
        "New password", need="Enter a new password", autocomplete="new-password",
        help_text="At least 12 characters. Three words that do not belong together make a good password.",
    )
    again = password("New password again", need="Enter the new password again", autocomplete="new-password")

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_old(self):
        """The old password, once it is the right one."""
        if not self.user.check_password(self.cleaned_data["old"]):
            raise ValidationError("That is not your password now")
        return self.cleaned_data["old"]

    def clean_new(self):
        """The new password, once it is good enough."""
        new = self.cleaned_data["new"]
        password_validation.validate_password(new, self.user)
        if self.user.check_password(new):
            raise ValidationError("Choose a password that you do not have now")
        return new

    def clean_again(self):
        """The same once more."""
        if "new" in self.cleaned_data and self.cleaned_data["again"] != self.cleaned_data["new"]:
            raise ValidationError("The two new passwords are different")
        return self.cleaned_data["again"]


class UserForm(PlainForm):
    """Who a user is and what they do."""

    button = "Save user"
    first_name = text("First name", need="Enter the first name", max_length=150)
    last_name = text("Last name", need="Enter the last name", max_length=150)
    staff_number = text(
        "Staff number", need="Enter the staff number", max_length=40, width="govuk-input--width-10",
        help_text="Approvals compare persons: two sign-ins of one person carry the same number.",
    )
    role = one_of("What do they do?", Role.choices, need="Select what they do")
    district = one_from_list("District, for a team manager", [])
    agency = text(
        "Agency, for a partner", max_length=60,
        help_text="The source name that the agency's files carry.",
    )

    def __init__(self, *args, user=None, **kwargs):
        names = ("first_name", "last_name", "staff_number", "role", "agency")
        initial = {name: getattr(user, name) for name in names} | {"district": user.district_id} if user else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.districts = {str(district.pk): district for district in District.objects.all()}
        none = ("", "No district")
        self.fields["district"].choices = [none, *((key, row.name) for key, row in self.districts.items())]

    def clean_district(self):
        """The district, or None."""
        return self.districts.get(self.cleaned_data["district"])

    def clean(self):
        """A team manager has a district and a partner an agency, else they would see nothing."""
        data = super().clean()
        if data.get("role") == Role.TEAM_MANAGER and not data.get("district"):
            self.add_error("district", "Select the district whose families the team manager oversees")
        if data.get("role") == Role.PARTNER and not data.get("agency"):
            self.add_error("agency", "Enter the agency that the partner works for")
        return data


class NewUserForm(UserForm):
    """The same, and the name they sign in with."""

    button = "Add user"
    username = text(
        "User name", need="Enter a user name", max_length=150, width="govuk-input--width-20",
        help_text="The name they sign in with. Letters, numbers and . - _ only.",
        validators=[RegexValidator(r"^[\w.-]+\Z", "User name must be letters, numbers and . - _ only")],
    )

    field_order = ["username", "first_name", "last_name"]


class ConfirmForm(PlainForm):
    """Nothing to fill in: the button is the confirmation. `wanted` travels along, to say what was asked."""

    wanted = hidden()

    def __init__(self, *args, button, is_grave=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.button, self.is_grave = button, is_grave
