"""Columns that the rows of this area share."""

from typing import Any

from django.db import models


def part_of(whole: str, name: str, **options: Any) -> models.ForeignKey:
    """Points at the row this one is a part of."""
    return models.ForeignKey(
        f"liaison.{whole}", on_delete=models.PROTECT, related_name=name, **options
    )
