"""Columns that rows of every area share: who, for whom, and an id that says nothing."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models


def opaque_id() -> models.UUIDField:
    """An identifier that says nothing."""
    return models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)


def to_user(**options: Any) -> models.ForeignKey:
    """Points at somebody who signs in."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", **options
    )


def to_organisation(**options: Any) -> models.ForeignKey:
    """Points at an organisation."""
    return models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+", **options
    )
