"""Addresses of plans: the desk's side, and the person's own door."""

from typing import Any

from alongside.areas.plans.urls import wording

app_name = "plans"
urlpatterns: list[Any] = [*wording.urlpatterns]
