"""Addresses of a fortnight under way: wards, changes, check-ins, issues."""

from typing import Final

from django.urls import URLPattern

urlpatterns: Final[list[URLPattern]] = []
