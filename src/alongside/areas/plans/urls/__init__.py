"""Addresses of plans: the desk's side, and the person's own door."""

from typing import Any

from alongside.areas.plans.urls import contact, crisis_plan, joint, mine, portal, wording

app_name = "plans"
urlpatterns: list[Any] = [
    *portal.urlpatterns,
    *mine.urlpatterns,
    *contact.urlpatterns,
    *crisis_plan.urlpatterns,
    *wording.urlpatterns,
    *joint.urlpatterns,
]
