"""Addresses of a scheme and who is in it."""

from typing import Final

from django.urls import URLPattern

urlpatterns: Final[list[URLPattern]] = []
