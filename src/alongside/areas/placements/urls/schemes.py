"""Addresses of a scheme and who is in it."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import schemes

urlpatterns: Final[list[URLPattern]] = [
    path("", schemes.home, name="home"),
]
