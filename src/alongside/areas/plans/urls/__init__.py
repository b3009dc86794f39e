"""Addresses of plans: the desk's side, and the person's own door."""

from typing import Any

from alongside.areas.plans.urls import contact, crisis_plan, joint, wording

app_name = "plans"
urlpatterns: list[Any] = [
    *contact.urlpatterns,
    *crisis_plan.urlpatterns,
    *wording.urlpatterns,
    *joint.urlpatterns,
]
