"""Names this part of the foundation to Django."""

from django.apps import AppConfig


class KitApp(AppConfig):
    """Form fields, page furniture and words for times."""

    name = "alongside.foundation.kit"
    label = "kit"
