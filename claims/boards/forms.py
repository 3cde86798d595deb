"""What is chosen on the board of years."""

from django import forms

from claims.boards.reading import WHAT
from families.enums import Framework


class YearsFilter(forms.Form):
    """Of which programme."""

    framework = forms.ChoiceField(
        label="Programme", choices=Framework.choices, widget=forms.Select(attrs={"class": "govuk-select"})
    )


class BehindFilter(forms.Form):
    """Behind which figure of which year."""

    framework = forms.ChoiceField(choices=Framework.choices)
    year = forms.IntegerField(min_value=2000, max_value=2100)
    what = forms.ChoiceField(choices=WHAT.items())
