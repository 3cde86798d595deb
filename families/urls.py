"""Addresses of `families`."""

from django.urls import path

from families.accounts import views as accounts

app_name = "families"
urlpatterns = [
    path("", accounts.home_page, name="home"),
    path("sign-in/", accounts.sign_in_page, name="sign_in"),
    path("sign-out/", accounts.sign_out_page, name="sign_out"),
    path("your-password/", accounts.change_password_page, name="change_password"),
]
