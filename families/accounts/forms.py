"""Forms of signing in, passwords and users."""

from django.contrib.auth import authenticate, password_validation
from django.core.exceptions import ValidationError

from families.forms import PlainForm, password, text

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
