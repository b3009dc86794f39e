"""Addresses of what somebody on placement sees and does."""

from typing import Final

from django.urls import URLPattern

urlpatterns: Final[list[URLPattern]] = []
