"""How a page keeps what is typed into its form: for the script a moment after each pause, or for the form's button."""

import uuid
from functools import cached_property

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse, QueryDict
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from families.drafts.actions import Sent, WrittenElsewhere, check_not_written_elsewhere, end_draft, keep_draft
from families.drafts.models import Draft
from families.drafts.reading import others_who_began
from families.drafts.rules import BESIDE, KEPT_FOR
from families.drafts.seals import seal

NOT_TYPED = {"csrfmiddlewaretoken", "keep", "more", "last_field", "draft_revision", "draft_tab", "draft_seal"}


class Keeping:
    """What one person has typed on the page of this request. The template's `kept`.

    `what` is the page's heading; `post` what was sent, where that is not just what the browser sent. Not `as_typed`, it
    is kept only where the form is sent after the session has ended: a short form has no button for a draft.
    """

    def __init__(self, request, family, *, what, post=None, as_typed=True):
        self.request, self.family, self.what, self.as_typed = request, family, what, as_typed
        self.post = request.POST if post is None else post
        self.address = address_of(request)
        self.clash = None

    @cached_property
    def draft(self):
        """What is kept, or None."""
        return Draft.objects.filter(by=self.request.user, **self.address).first()

    @property
    def is_sent(self):
        """Whether the form was sent."""
        return self.request.method == "POST"

    @property
    def only_keeps(self):
        """Whether what was sent is to be kept and no more."""
        return self.is_sent and "keep" in self.post

    @property
    def data(self):
        """What the form shows: what was sent, or else what is kept; None where there is neither."""
        if self.is_sent:
            return self.post
        return as_sent(self.draft.typed) if self.draft else None

    @cached_property
    def sent(self):
        """The form as it was sent. `look_at` gives the boxes that people see."""
        return sent_in(self.post, self.boxes)

    def answer(self, *forms):
        """The response to a form that is only to be kept; None where the page is to be shown, or the form sent off.

        Where another tab's words would be lost, nothing is done: `clash` says so.
        """
        self.boxes = boxes_of(forms)
        self.boxes |= {f"{BESIDE}{name}": in_words_of for name, in_words_of in self.boxes.items()}
        if not self.is_sent:
            return None
        try:
            if not self.only_keeps:
                return check_not_written_elsewhere(self.draft, self.sent)
            self.draft = keep_draft(
                by=self.request.user, family=self.family, what=self.what, sent=self.sent, **self.address
            )
        except WrittenElsewhere as clash:
            self.clash = clash
            return self._to_script(409, says=str(clash)) if self._asked_by_script else None
        return self._to_script(200, says=self.saved) if self._asked_by_script else self._to_the_page()

    @property
    def _asked_by_script(self):
        return self.only_keeps and "X-Saves" in self.request.headers

    def _to_script(self, status, *, says):
        return JsonResponse({"says": says, "revision": self.revision}, status=status)

    def _to_the_page(self):
        messages.success(self.request, f"{self.saved}. Only you can see it until you send it off.")
        place = f"#{self.draft.last_field}" if self.draft.last_field else ""
        return HttpResponseRedirect(self.request.get_full_path() + place)

    @property
    def is_checked(self):
        """Whether the form is to be sent off now, and so checked."""
        return self.is_sent and not self.only_keeps and self.clash is None

    def show_on(self, form):
        """Shows on a form what is kept, or what was sent and clashes, as it was typed."""
        if self.data is not None and not self.is_checked:
            form.take_up(self.data)
        if self.clash:
            form.refuse(self.clash)

    def end(self):
        """What was typed is sent off."""
        end_draft(by=self.request.user, **self.address)

    @property
    def revision(self):
        """What the page was opened with; after a clash what is kept now, so that saving again is deliberate."""
        if self.clash:
            return self.clash.draft.revision if self.clash.draft else 0
        if self.is_checked and self.sent.revision is not None:
            return self.sent.revision
        return self.draft.revision if self.draft else 0

    @cached_property
    def tab(self):
        """This page's own name, so that it never clashes with itself."""
        return self.post.get("draft_tab", "") or str(uuid.uuid4())

    @property
    def saved(self):
        """When it was saved, in words; blank where nothing is."""
        if self.draft is None:
            return ""
        at = localtime(self.draft.saved_at)
        return f"Saved at {at:%H:%M}" if at.date() == localdate() else f"Saved on {at.day} {at:%B %Y} at {at:%H:%M}"

    @property
    def kept_until(self):
        """The day after which it is deleted, unless its writer goes on with it."""
        return localdate(self.draft.saved_at + KEPT_FOR)

    @property
    def theirs(self):
        """What the other tab holds where it would be lost: (label, words)."""
        found = self.clash.draft.typed if self.clash and self.clash.draft else {}
        return [(self.boxes[name](found[name])) for name in (self.clash.lost if self.clash else ())]

    @property
    def typed_in_words(self):
        """What was just sent, as (label, words): for a page that can no longer show its form."""
        said = ((name, self.post.getlist(name)) for name in self.boxes) if self.is_sent else ()
        return [self.boxes[name](values) for name, values in said if any(values)]

    @property
    def beside(self):
        """Words that could not take the place of another tab's when they came: (name, values)."""
        held = self.data.lists() if self.data is not None else ()
        return [(name, values) for name, values in held if name.startswith(BESIDE) and name in self.boxes]

    @property
    def beside_in_words(self):
        """The same as (label, words)."""
        return [self.boxes[name](values) for name, values in self.beside]

    @cached_property
    def seal(self):
        """What lets the form's words be kept for this person once the session has ended."""
        return seal(by=self.request.user, family=self.family, what=self.what, **self.address)

    @cached_property
    def others(self):
        """Who else has begun the same, and when they saved it last."""
        return others_who_began(self.request.user, **self.address)

    @property
    def place(self):
        """The name under which this tab holds what could not be sent yet, for this person on this page alone."""
        return f"{self.request.user.pk}-{self.request.path}"

    @property
    def sign_in_address(self):
        """Where one signs in again and comes back from."""
        query = QueryDict(mutable=True)
        query["next"] = self.request.get_full_path()
        return f"{reverse('families:sign_in')}?{query.urlencode()}"


def address_of(request):
    """The page of this request, as drafts name it."""
    at = request.resolver_match
    return {"page": at.view_name, "parts": {name: str(part) for name, part in at.kwargs.items()}}


def sent_in(post, boxes=()):
    """The form as the browser sent it."""
    revision = post.get("draft_revision", "")
    return Sent(
        typed={name: values for name, values in post.lists() if name not in NOT_TYPED},
        boxes=frozenset(boxes), last_field=post.get("last_field", ""),
        revision=int(revision) if revision.isdecimal() and len(revision) < 9 else None, tab=post.get("draft_tab", ""),
    )


def as_sent(typed):
    """What a draft holds, as a form was sent."""
    data = QueryDict(mutable=True)
    for name, values in typed.items():
        data.setlist(name, values)
    return data


def boxes_of(forms):
    """The boxes that people see: name -> values to (label, words)."""
    found = {}
    for bound in (bound for form in forms for bound in form.visible_fields()):
        choices = {str(value): words for value, words in getattr(bound.field, "choices", ())}
        parts = len(getattr(bound.field.widget, "widgets", ()))
        names = [f"{bound.html_name}_{number}" for number in range(parts)] or [bound.html_name]
        found |= {name: in_words(bound.label, choices) for name in names}
    return found


def in_words(label, choices):
    """Values of a box to its label and what they say."""
    return lambda values: (label, ", ".join(str(choices.get(value, value)) for value in values if value))
