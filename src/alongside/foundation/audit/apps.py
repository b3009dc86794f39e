"""Names this part of the foundation to Django."""

from django.apps import AppConfig


class AuditApp(AppConfig):
    """The append-only record of who did and saw what."""

    name = "alongside.foundation.audit"
    label = "audit"
