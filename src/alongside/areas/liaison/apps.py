"""Names this area to Django."""

from django.apps import AppConfig


class LiaisonApp(AppConfig):
    """One liaison lead everyone can ring, and what they keep for whoever comes next."""

    name = "alongside.areas.liaison"
    label = "liaison"
