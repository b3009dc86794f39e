"""Names this area to Django."""

from django.apps import AppConfig


class CrisisApp(AppConfig):
    """Crisis contacts and detentions under sections 135 and 136."""

    name = "alongside.areas.crisis"
    label = "crisis"
