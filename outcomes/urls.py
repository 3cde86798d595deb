"""Addresses of `outcomes`."""

app_name = "outcomes"
urlpatterns = []
