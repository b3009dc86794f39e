"""Addresses of surveys and what they say."""

from typing import Final

from django.urls import URLPattern

urlpatterns: Final[list[URLPattern]] = []
