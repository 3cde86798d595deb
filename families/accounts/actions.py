"""The only writers of users and sessions: signing in and out, passwords, the administrator's work on users."""

import re
import secrets

from axes.utils import reset
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction

from families.accounts.enums import Role
from families.accounts.models import User
from families.accounts.permissions import (
    check_can_add_user,
    check_can_manage_users,
    check_is_not_oneself,
    check_needs_first_administrator,
)
from families.believing import insert
from families.event_log.actions import record
from families.event_log.enums import Verb
from families.permissions import Refused

STAFF_NUMBER = re.compile(r"[A-Za-z0-9./_-]+")
LETTERS_THAT_ARE_NOT_CONFUSED = "abcdefghjkmnpqrstuvwxyz23456789"


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


def forget_ended_sessions():
    """Deletes the sessions that ended by themselves. The system does this, every night."""
    SessionStore.clear_expired()


@transaction.atomic
def change_own_password(request, *, by, password):
    """Sets one's own password and ends one's other sessions."""
    by.set_password(password)
    by.password_is_temporary = False
    by.save(update_fields=["password", "password_is_temporary"])
    update_session_auth_hash(request, by)
    record(Verb.MANAGED, by=by, about=by, detail="own password")


@transaction.atomic
def add_user(
    *, by, username, role, staff_number, first_name="", last_name="", district=None, agency="", password=None
):
    """Adds a user; gives the user and the password to tell them, which they must change when they sign in.

    `by` None is the command line, which alone may give a `password` that the user keeps.
    """
    check_can_add_user(by, password)
    if not username.strip():
        raise Refused("Give the name to sign in with.")
    user = User(
        username=username, role=checked(role), staff_number=well_formed(staff_number), first_name=first_name,
        last_name=last_name, district=district, agency=agency,
    )
    if password is None:
        password = give_password(user)
    else:
        user.set_password(password)
    if User.objects.filter(username__iexact=username).exists():
        raise Refused("There is already a user of this name.")
    insert(user)
    record(Verb.MANAGED, by=by, about=user, detail=f"added as {user.role}")
    return user, password


@transaction.atomic
def add_first_administrator(*, by, username, staff_number):
    """Adds an administrator for the operator of the machine (`by` is None), while there is none with access."""
    check_needs_first_administrator(by)
    return add_user(by=None, username=username, role=Role.ADMINISTRATOR, staff_number=staff_number)


@transaction.atomic
def change_user(*, user, by, role, staff_number, first_name, last_name, district, agency):
    """Changes who a user is and what they do; it holds from their next request."""
    check_can_manage_users(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    if role != user.role:
        check_is_not_oneself(by, user, to="change your own role")
    user.role, user.staff_number = checked(role), well_formed(staff_number)
    user.district, user.agency, user.first_name, user.last_name = district, agency, first_name, last_name
    insert(user)
    record(Verb.MANAGED, by=by, about=user, detail=f"changed, now {user.role}")
    return user


@transaction.atomic
def deactivate_user(*, user, by):
    """Ends a user's access; their name stays on what they did. Their next request finds them signed out."""
    check_can_manage_users(by)
    check_is_not_oneself(by, user, to="end your own access")
    set_active(user, by=by, active=False)


@transaction.atomic
def reactivate_user(*, user, by):
    """Gives access back, with a new password to tell them."""
    check_can_manage_users(by)
    set_active(user, by=by, active=True)
    return set_temporary_password(user=user, by=by)


def set_active(user, *, by, active):
    """The writing half of the two above."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active == active:
        raise Refused("This user already has access." if active else "This user's access has already ended.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(Verb.MANAGED, by=by, about=user, detail="access given back" if active else "access ended")


@transaction.atomic
def set_temporary_password(*, user, by):
    """Gives a user a new password, returned to be told to them once; all their sessions end, and a lock is lifted."""
    check_can_manage_users(by)
    user = User.objects.select_for_update().get(pk=user.pk)
    password = give_password(user)
    user.save(update_fields=["password", "password_is_temporary"])
    reset(username=user.username)
    record(Verb.MANAGED, by=by, about=user, detail="temporary password")
    return password


def give_password(user):
    """A password that can be read out over the telephone; the user must choose another when they sign in."""
    password = "-".join("".join(secrets.choice(LETTERS_THAT_ARE_NOT_CONFUSED) for _ in range(4)) for _ in range(4))
    user.set_password(password)
    user.password_is_temporary = True
    return password


def checked(role):
    """The role, if it is one: nobody is without."""
    if role not in Role.values:
        raise Refused("Select what the person does: a user always has a role.")
    return role


def well_formed(staff_number):
    """The staff number, if it is in plain letters: approvals compare it, so one person's has one spelling."""
    number = staff_number.strip()
    if number and not STAFF_NUMBER.fullmatch(number):
        raise Refused("A staff number is letters, numbers and . / - _ only, without spaces.")
    return number
