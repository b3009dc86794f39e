"""Names this area to Django."""

from django.apps import AppConfig


class DirectoryApp(AppConfig):
    """Organisations, teams, cover and places of safety."""

    name = "alongside.areas.directory"
    label = "directory"
