"""Names this area to Django."""

from django.apps import AppConfig


class PlacementsApp(AppConfig):
    """Officers and others learn beside those whose work they meet at night."""

    name = "alongside.areas.placements"
    label = "placements"
