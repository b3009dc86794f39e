"""Names this area to Django."""

from django.apps import AppConfig


class OversightApp(AppConfig):
    """Is it lawful: agreements, who looked, a person's own copy, retention."""

    name = "alongside.areas.oversight"
    label = "oversight"
