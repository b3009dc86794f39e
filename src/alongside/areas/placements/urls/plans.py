"""Addresses of planning, the calendar and publishing."""

from typing import Final

from django.urls import URLPattern

urlpatterns: Final[list[URLPattern]] = []
