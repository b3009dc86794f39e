"""What can be found by words: one row for each published answer, page and practice."""

from django.db import models
from django.db.models import Q

from alongside.foundation.accounts.columns import opaque_id


class SearchEntry(models.Model):
    """One thing to be found: its title, its words, and what somebody would say who needs it.

    It never holds anything about a person. A full-text index of the store stands beside it.
    """

    id = opaque_id()
    kind = models.CharField(max_length=20)
    entry_id = models.UUIDField()
    title = models.CharField(max_length=200)
    said_as = models.TextField(blank=True)
    body = models.TextField(blank=True)
    current_since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "entry_id"], name="entry_found_once"),
            models.CheckConstraint(condition=~Q(title=""), name="search_entry_has_a_title"),
        ]
