"""A page with one form that calls one action: what is written in it is kept until it is sent off."""

from families.drafts.pages import Keeping
from families.permissions import Refused


class Sending:
    """One form on one page. `kept` is what is kept of it, where somebody types in it; `status` what the page answers.

    `answer` is the response that ends the request at once, or None. `what` is the page's heading, `family` the one it
    is about.
    """

    status = 200

    def __init__(self, request, form, *, what, family=None):
        self.request, self.form = request, form
        self.kept = Keeping(request, family, what=what, as_typed=form.is_kept) if form.is_typed_in else None
        self.answer = self.kept.answer(form) if self.kept else None
        if self.kept and not self.answer:
            self.kept.show_on(form)
        if self.kept and self.kept.clash:
            self.status = self.kept.clash.status

    @property
    def is_sound(self):
        """Whether the form was sent off and can be."""
        is_sent = self.kept.is_checked if self.kept else self.request.method == "POST"
        return is_sent and self.form.is_valid()

    def does(self, act):
        """Calls the action where the form is sound; whether it was done. A refusal is shown with everything typed."""
        if not self.is_sound:
            return False
        try:
            act()
        except Refused as refused:
            self.form.refuse(refused)
            return False
        self.done()
        return True

    def done(self):
        """What was typed is sent off."""
        if self.kept:
            self.kept.end()
