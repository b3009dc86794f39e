"""Names this area to Django."""

from django.apps import AppConfig


class PeopleApp(AppConfig):
    """The people we meet in crisis, known or not yet known."""

    name = "alongside.areas.people"
    label = "people"
