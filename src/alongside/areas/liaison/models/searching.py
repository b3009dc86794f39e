"""What can be found by words: one row for each published answer, page and practice."""

from django.db import models
from django.db.models import Q


class SearchEntry(models.Model):
    """One thing to be found: its title, its words, and what somebody would say who needs it.

    It never holds anything about a person. A full-text index of the store stands beside it and
    refers to it by number; the database keeps the two in step (migration 0003). A migration that
    makes this table anew on SQLite has to put the triggers up again.
    """

    id = models.BigAutoField(primary_key=True)
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


class SearchWord(models.Model):
    """A word as somebody wrote it in something that can be found, and in how many it stands.

    A word typed wrong is put right from these, and a word on very many pages weighs less.
    """

    word = models.CharField(max_length=40, primary_key=True)
    entries = models.PositiveIntegerField(default=0)
