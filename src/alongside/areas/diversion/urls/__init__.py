"""Addresses of Liaison and Diversion, one module for each kind of work."""

from typing import Final

from django.urls import URLPattern

app_name = "diversion"
urlpatterns: Final[list[URLPattern]] = []
