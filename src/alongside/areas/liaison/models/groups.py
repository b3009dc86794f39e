"""Groups that meet: a locality's, and the senior group above them."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class LiaisonGroup(models.Model):
    """People of several services who meet about how the work is going; members are posts.

    ``standing`` holds what is on every agenda, one to a line; ``every_weeks`` is 0 where the
    group meets when it is called.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=20)
    senior = part_of("LiaisonGroup", "localities", null=True)
    organisation = to_organisation()
    chair = part_of("Post", "groups_chaired", null=True)
    minute_taker = part_of("Post", "groups_minuted", null=True)
    quorum = models.PositiveSmallIntegerField(default=0)
    every_weeks = models.PositiveSmallIntegerField(default=0)
    standing = models.TextField(blank=True)
    created_by = to_user()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["locality", "senior"]), name="group_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind="locality") | Q(kind="senior", senior=None),
                name="nothing_is_above_a_senior_group",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="group_has_a_name"),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(ended_why=""), name="group_ends_with_a_reason"
            ),
        ]


class GroupTerms(models.Model):
    """One version of what a group is for, in Markdown; the one numbered last is in force."""

    id = opaque_id()
    group = part_of("LiaisonGroup", "versions")
    number = models.PositiveIntegerField()
    words = models.TextField()
    why = models.CharField(max_length=400, blank=True)
    written_by = to_user()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="terms_numbered_in_group"),
            models.CheckConstraint(condition=~Q(words=""), name="terms_say_something"),
        ]


class GroupMember(models.Model):
    """A post that belongs to a group, from a day on; ``until_on`` is its first day outside."""

    id = opaque_id()
    group = part_of("LiaisonGroup", "members")
    post = part_of("Post", "memberships")
    since_on = models.DateField()
    until_on = models.DateField(null=True)
    added_by = to_user()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "post"], condition=Q(until_on=None), name="post_in_group_once"
            ),
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("since_on")),
                name="membership_ends_after_it_begins",
            ),
        ]
        indexes = [models.Index(fields=["post"], name="membership_by_post")]
