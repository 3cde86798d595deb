"""At the door of every request: a name for it in the log, who may pass, what is said to those who may not."""

import uuid
from urllib.parse import urlsplit

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render

from families import access
from families.drafts.late import keep_late, to_sign_in
from families.event_log.actions import current_request_id
from families.permissions import Refused

WITH_A_TEMPORARY_PASSWORD = {"families:change_password", "families:sign_out", "families:sign_in"}


class RequestIdMiddleware:
    """Names the request, so that all it writes into the event log can be read together; keeps pages out of
    caches, since nearly all of them show personal data."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = current_request_id.set(uuid.uuid4())
        try:
            response = self.get_response(request)
        finally:
            current_request_id.reset(token)
        response.headers["Cache-Control"] = "no-store"
        return response


class SessionRenewalMiddleware:
    """Counts the time after which somebody is signed out from their last request, to the minute.

    A session that was written within the last minute is not written again: that would be most of the writing there is.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.user.is_authenticated and request.session.was_written_a_while_ago:
            request.session.modified = True
        return response


class AccessMiddleware:
    """Enforces `families.access.PAGES`, and shows a refusal by an action as a page with its sentence.

    What a role may not call answers exactly as what does not exist.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 405:  # somebody opened an address that only takes forms: Django shows a blank page
            response.content = render(request, "405.html").content
        return response

    def process_view(self, request, view, args, kwargs):
        name = request.resolver_match.view_name
        if not access.may_call(request.user, name):
            if name in access.PAGES and not request.user.is_authenticated:
                if keep_late(request):
                    return to_sign_in(request.get_full_path(), is_kept=True)
                return to_sign_in(page_to_return_to(request))
            raise Http404
        if getattr(request.user, "password_is_temporary", False) and name not in WITH_A_TEMPORARY_PASSWORD:
            return redirect("families:change_password")
        return None

    def process_exception(self, request, exception):
        if isinstance(exception, Refused):
            return render(request, "refused.html", {"sentence": str(exception)}, status=403)
        return None


def page_to_return_to(request):
    """The address asked for; where a form was sent, the page on which it stood."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    stood_on = urlsplit(request.headers.get("Referer", ""))
    if stood_on.netloc != request.get_host():
        return settings.LOGIN_REDIRECT_URL
    return stood_on._replace(scheme="", netloc="", fragment="").geturl()
