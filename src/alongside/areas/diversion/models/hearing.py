"""A hearing at a court, as it is listed now. Its story is in the events of the episode."""

from django.db import models
from django.db.models import Q

from alongside.areas.diversion.models.episode import Episode
from alongside.areas.diversion.models.site import Site
from alongside.foundation.accounts.columns import opaque_id


class Hearing(models.Model):
    """One hearing. ``purpose``, ``state`` and ``result`` are codes of ``rules.hearings``."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="hearings")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    purpose = models.CharField(max_length=30)
    state = models.CharField(max_length=20, default="listed")
    result = models.CharField(max_length=30, blank=True)
    next_words = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="listed", settled_at=None)
                | (~Q(state="listed") & Q(settled_at__isnull=False)),
                name="hearing_settled_when_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="held") | ~Q(result=""), name="hearing_held_has_result"
            ),
        ]
        indexes = [
            models.Index(fields=["site", "at"], name="hearing_by_court"),
            models.Index(fields=["episode", "at"], name="hearing_by_episode"),
        ]
