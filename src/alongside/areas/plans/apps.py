"""Names this area to Django."""

from django.apps import AppConfig


class PlansApp(AppConfig):
    """Plans that belong to the person, and the person's own door."""

    name = "alongside.areas.plans"
    label = "plans"
