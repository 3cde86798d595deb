"""The form on which a person chooses what to be told."""

from families.forms import PlainForm, some_of
from families.notices.enums import NoticeKind
from families.notices.models import NoticeChoice
from families.professionals.forms import email


class NoticesForm(PlainForm):
    """Of which kinds a person is told here, and which are counted in the daily e-mail."""

    button = "Save your choice"
    shown = some_of("Tell me here when", NoticeKind.choices)
    mailed = some_of(
        "Count in my daily e-mail", NoticeKind.choices,
        help_text="The e-mail says how many there are and nothing about anybody. Nothing ticked: no e-mail.",
    )
    email = email("Your work e-mail")

    def __init__(self, *args, user, **kwargs):
        rows = {row.kind: row for row in NoticeChoice.objects.filter(user=user)}
        initial = {
            "shown": [kind for kind in NoticeKind.values if kind not in rows or rows[kind].is_shown],
            "mailed": [kind for kind in NoticeKind.values if kind not in rows or rows[kind].is_mailed],
        }
        super().__init__(*args, initial={**initial, "email": user.email}, **kwargs)
