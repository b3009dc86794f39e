"""Names this part of the foundation to Django."""

from django.apps import AppConfig


class OutboxApp(AppConfig):
    """Messages that commit with the change they tell of."""

    name = "alongside.foundation.outbox"
    label = "outbox"
