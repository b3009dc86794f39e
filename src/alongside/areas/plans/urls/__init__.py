"""Addresses of plans: the desk's side, and the person's own door."""

from typing import Any

from alongside.areas.plans.urls import contact, joint, wording

app_name = "plans"
urlpatterns: list[Any] = [*contact.urlpatterns, *wording.urlpatterns, *joint.urlpatterns]
