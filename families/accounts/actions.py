"""The only writers of users and sessions: signing in and out, passwords, the administrator's work on users."""

from django.contrib.auth import login, logout, update_session_auth_hash
from django.db import transaction

from families.accounts.models import User
from families.event_log.actions import record
from families.event_log.enums import Verb


@transaction.atomic
def sign_in(request, *, by):
    """Begins a session for a person whose password was just checked."""
    login(request, by)
    record(Verb.SIGNED_IN, by=by, about=by)


@transaction.atomic
def refuse_sign_in(*, username):
    """Logs a failed attempt: about the user when there is one of that name; the name itself is never kept."""
    user = User.objects.filter(username=username).first()
    record(Verb.REFUSED_SIGN_IN, by=None, about=user or "user")


@transaction.atomic
def sign_out(request, *, by):
    """Ends the session."""
    record(Verb.SIGNED_OUT, by=by, about=by)
    logout(request)


@transaction.atomic
def change_own_password(request, *, by, password):
    """Sets one's own password and ends one's other sessions."""
    by.set_password(password)
    by.password_is_temporary = False
    by.save(update_fields=["password", "password_is_temporary"])
    update_session_auth_hash(request, by)
    record(Verb.MANAGED, by=by, about=by, detail="own password")
