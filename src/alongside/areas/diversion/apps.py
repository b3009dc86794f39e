"""Names this area to Django."""

from django.apps import AppConfig


class DiversionApp(AppConfig):
    """A vulnerable person in custody or court is noticed, offered help and followed to it."""

    name = "alongside.areas.diversion"
    label = "diversion"
