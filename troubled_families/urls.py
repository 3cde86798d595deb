"""Every address of the product."""

from django.urls import include, path

urlpatterns = [
    path("", include("families.urls")),
    path("", include("outcomes.urls")),
    path("", include("claims.urls")),
]
