"""Addresses of planning, the calendar and publishing."""

from typing import Final

from django.urls import URLPattern, path

from alongside.areas.placements.views import told

urlpatterns: Final[list[URLPattern]] = [
    path("plans/<uuid:plan_id>/changed/", told.told, name="told"),
    path("plans/<uuid:plan_id>/changed/<slug:what>.ics", told.invite, name="invite"),
]
