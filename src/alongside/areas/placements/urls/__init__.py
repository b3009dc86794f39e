"""Addresses of placements, one module for each kind of work."""

from typing import Final

from django.urls import URLPattern

from alongside.areas.placements.urls import feedback, joining, plans, running, schemes

app_name = "placements"
urlpatterns: Final[list[URLPattern]] = [
    *schemes.urlpatterns,
    *plans.urlpatterns,
    *running.urlpatterns,
    *joining.urlpatterns,
    *feedback.urlpatterns,
]
