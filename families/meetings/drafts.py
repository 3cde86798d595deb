"""What is kept of a meeting while it is typed, and how it comes back onto the page."""

from django.http import QueryDict

from families.meetings.forms import MOST_ROWS, ROWS_MORE, ROWS_TO_BEGIN_WITH
from families.meetings.models import MeetingDraft

NOT_TYPED = {"csrfmiddlewaretoken", "keep", "more", "last_field", "discard"}


def draft_of(family, user):
    """What this person has typed of a meeting with the family, or None."""
    return MeetingDraft.objects.filter(family=family, by=user).first()


def data_of(draft):
    """A draft as a form was sent; None where there is none."""
    if draft is None:
        return None
    data = QueryDict(mutable=True)
    for name, values in draft.typed.items():
        data.setlist(name, values)
    return data


def kept(data):
    """What is kept of a form as it was sent: its values, and the box that was typed in last."""
    return {name: values for name, values in data.lists() if name not in NOT_TYPED}, data.get("last_field", "")


def with_more_rows(data):
    """The form with more rows for the problem for which they were asked; one goes on in the first of them."""
    code = data.get("more", "")
    if not code:
        return data
    data = data.copy()
    rows = data.get(f"rows-{code}", "")
    rows = int(rows) if rows.isdecimal() else ROWS_TO_BEGIN_WITH
    data[f"rows-{code}"] = str(min(rows + ROWS_MORE, MOST_ROWS))
    data["last_field"] = f"id_new-{code}-{min(rows + 1, MOST_ROWS)}-what"
    return data


def opened_now(form):
    """Shows the actions as they are now, so that what was typed of them can be sent again by whoever has read them."""
    for problem in form.problems:
        for action, small in problem.standing:
            small.data = small.data.copy()
            small.data[f"{small.prefix}-opened"] = str(action.row.pk)
