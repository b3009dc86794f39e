"""Names this area to Django."""

from django.apps import AppConfig


class InsightApp(AppConfig):
    """What the record shows: measures, questions put beforehand, the monthly report."""

    name = "alongside.areas.insight"
    label = "insight"
