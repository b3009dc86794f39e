"""Posts: what somebody is before who they are, so that work survives whoever holds one."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class Post(models.Model):
    """A post in an organisation, such as its liaison lead; it owns work, its holder does it."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    organisation = to_organisation()
    title = models.CharField(max_length=120)
    does = models.TextField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"],
                condition=Q(closed_at=None),
                name="post_named_once_in_its_organisation",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="post_has_a_title"),
        ]


class PostHolding(models.Model):
    """Who holds a post, from when until when; the end is out."""

    id = opaque_id()
    post = part_of("Post", "holdings")
    user = to_user()
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    recorded_by = to_user()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post"], condition=Q(until_at=None), name="post_held_by_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_at=None) | Q(until_at__gte=F("from_at")),
                name="holding_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="holding_by_user")]
