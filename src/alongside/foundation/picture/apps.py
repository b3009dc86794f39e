"""Names this part of the foundation to Django."""

from django.apps import AppConfig


class PictureApp(AppConfig):
    """The shared picture of a person, composed from panels."""

    name = "alongside.foundation.picture"
    label = "picture"
