"""The administrator's pages about users. No case data here."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from families.accounts import actions
from families.accounts.forms import ConfirmForm, NewUserForm, UserForm
from families.accounts.models import User
from families.permissions import Refused

ROWS = 50
END, GIVE_BACK = "end", "give back"  # what the form was opened for: the user may have changed since


def users_page(request):
    """Everybody who may sign in, and those who no longer may."""
    users = User.objects.select_related("district").order_by("-is_active", "username")
    page = Paginator(users, ROWS).get_page(request.GET.get("page"))
    return render(request, "accounts/users.html", {"page": page})


def add_user_page(request):
    """A new user; shows once the password to tell them."""
    form = NewUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user, password = actions.add_user(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            return password_page(request, user, password, heading="User added")
    return user_form_page(request, form, heading="Add a user")


def change_user_page(request, pk):
    """Who a user is and what they do."""
    user = get_object_or_404(User, pk=pk)
    form = UserForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_user(user=user, by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, "The user is changed.")
            return redirect("families:users")
    return user_form_page(request, form, heading="Change a user", account=user)


def deactivate_user_page(request, pk):
    """Asks before ending, or giving back, a user's access."""
    user = get_object_or_404(User, pk=pk)
    wanted = END if user.is_active else GIVE_BACK
    button = "End access" if user.is_active else "Give access back"
    form = ConfirmForm(button=button, is_grave=user.is_active, initial={"wanted": wanted})
    heading = "End a user's access" if user.is_active else "Give a user access again"
    if request.method == "POST":
        if request.POST.get("wanted") == GIVE_BACK:
            password = actions.reactivate_user(user=user, by=request.user)
            return password_page(request, user, password, heading="Access given back")
        actions.deactivate_user(user=user, by=request.user)
        messages.success(request, "The user's access has ended.")
        return redirect("families:users")
    return user_form_page(request, form, heading=heading, account=user, template="accounts/deactivate_user.html")


def set_password_page(request, pk):
    """Asks before giving a user a new password, then shows it once."""
    user = get_object_or_404(User, pk=pk)
    if request.method == "POST":
        password = actions.set_temporary_password(user=user, by=request.user)
        return password_page(request, user, password, heading="New password")
    form = ConfirmForm(button="Make a new password")
    return user_form_page(
        request, form, heading="Give a user a new password", account=user, template="accounts/set_password.html"
    )


def user_form_page(request, form, *, heading, account=None, template="accounts/user_form.html"):
    """A form about a user."""
    return render(request, template, {
        "form": form, "heading": heading, "account": account, "cancel_url": reverse("families:users"),
        "section": "families:users",
    })


def password_page(request, user, password, *, heading):
    """The password to tell the user, shown this once."""
    return render(request, "accounts/password.html", {
        "account": user, "password": password, "heading": heading, "section": "families:users",
    })
