"""Signing in and out, and one's own password."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from families.access import navigation
from families.accounts.actions import change_own_password, refuse_sign_in, sign_in, sign_out
from families.accounts.forms import ChangePasswordForm, SignInForm


def home_page(request):
    """Leads each role to its first page."""
    pages = navigation(request.user.role)
    return redirect(pages[0]["url"]) if pages else render(request, "accounts/nothing_yet.html")


def sign_in_page(request):
    """Asks for user name and password."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect("families:home")
    form = SignInForm(request.POST or None, request=request)
    if request.method == "POST":
        if form.is_valid():
            sign_in(request, by=form.person)
            return redirect(where_to_after_sign_in(request))
        if "password" in form.cleaned_data and "username" in form.cleaned_data:
            refuse_sign_in(username=form.cleaned_data["username"])
    return render(request, "accounts/sign_in.html", {"form": form, "heading": "Sign in"})


def where_to_after_sign_in(request):
    """The page asked for before signing in, if it is one of ours; else the role's first page."""
    wanted = request.GET.get("next", "")
    ours = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=ours, require_https=request.is_secure())
    return wanted if safe else settings.LOGIN_REDIRECT_URL


@require_POST
def sign_out_page(request):
    """Ends the session and has the browser forget what it kept of it."""
    sign_out(request, by=request.user)
    response = redirect(settings.LOGOUT_REDIRECT_URL)
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def change_password_page(request):
    """One's own password."""
    form = ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        change_own_password(request, by=request.user, password=form.cleaned_data["new"])
        messages.success(request, "Your password is changed.")
        return redirect("families:home")
    cancel_url = "" if request.user.password_is_temporary else "/"
    return render(request, "accounts/change_password.html", {
        "form": form, "heading": "Change your password", "cancel_url": cancel_url,
    })
