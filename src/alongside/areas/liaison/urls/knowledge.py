"""Addresses of answers others can find, and of the search."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.liaison.views import searching

urlpatterns: Final[list[URLPattern]] = [
    path("find/", searching.find, name="find"),
    path("find/offered/", searching.offered, name="offered"),
]
