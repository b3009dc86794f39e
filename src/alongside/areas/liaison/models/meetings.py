"""Meetings: their agenda, papers, who was there."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.meeting_states import MeetingState
from alongside.areas.liaison.rules.meeting_words import Attended, ItemKind
from alongside.foundation.accounts.columns import opaque_id, to_user


class Meeting(models.Model):
    """One meeting of a group. ``place`` says where, or how to join."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    group = part_of("LiaisonGroup", "meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    state = models.CharField(max_length=12, default=MeetingState.PLANNED.value)
    also_there = models.TextField(blank=True)
    called_by = to_user()
    called_at = models.DateTimeField()
    held_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = to_user(null=True)
    agreed_in = part_of("Meeting", "agreed_there", null=True)
    cancelled_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.PLANNED.value, held_at=None, agreed_at=None)
                | Q(state=MeetingState.HELD.value, held_at__isnull=False, agreed_at=None)
                | Q(
                    state=MeetingState.AGREED.value,
                    held_at__isnull=False,
                    agreed_at__isnull=False,
                    agreed_in__isnull=False,
                )
                | Q(state=MeetingState.CANCELLED.value, agreed_at=None) & ~Q(cancelled_why=""),
                name="meeting_state_has_its_facts",
            ),
            models.UniqueConstraint(
                fields=["group", "starts_at"],
                condition=~Q(state=MeetingState.CANCELLED.value),
                name="group_meets_once_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="meeting_is_somewhere"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_time")]


class AgendaItem(models.Model):
    """Something a meeting talks about; ``about_id`` says which action, review or meeting."""

    id = opaque_id()
    meeting = part_of("Meeting", "items")
    place = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    about_id = models.UUIDField(null=True)
    asked_by = part_of("LiaisonGroup", "asked_upward", null=True)
    added_by = to_user()
    added_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)
    dropped_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "kind", "about_id"],
                condition=Q(about_id__isnull=False, dropped_at=None),
                name="about_one_thing_once_in_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ItemKind]), name="item_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(dropped_at=None) | ~Q(dropped_why=""), name="item_dropped_with_a_reason"
            ),
            models.CheckConstraint(
                condition=~Q(kind=ItemKind.ESCALATED.value)
                | Q(asked_by__isnull=False) & ~Q(why=""),
                name="asked_upward_by_a_group_with_a_reason",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
        ]
        indexes = [models.Index(fields=["meeting", "place"], name="agenda_in_order")]


class AskedUpward(models.Model):
    """What a locality group asks the senior group; on the agenda of its next meeting.

    ``placed`` is the item it became; ``None`` while no senior meeting is planned.
    """

    id = opaque_id()
    item = part_of("AgendaItem", "asked")
    senior = part_of("LiaisonGroup", "asked_of_it")
    title = models.CharField(max_length=200)
    why = models.TextField()
    asked_by = to_user()
    asked_at = models.DateTimeField()
    placed = part_of("AgendaItem", "placed_from", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["item", "senior"], name="asked_upward_once"),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(why=""), name="asked_upward_says_what_and_why"
            ),
        ]


class MeetingPaper(models.Model):
    """Something to read beforehand: words in Markdown, or a page of this site. No files."""

    id = opaque_id()
    meeting = part_of("Meeting", "papers")
    item = part_of("AgendaItem", "papers", null=True)
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    added_by = to_user()
    added_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(words="") & ~Q(link="") | Q(link="") & ~Q(words=""),
                name="paper_is_words_or_a_link",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="paper_has_a_title"),
        ]


class Attendance(models.Model):
    """Whether a member post was there, and who held it then."""

    id = opaque_id()
    meeting = part_of("Meeting", "attendance")
    post = part_of("Post", "attended")
    holder = to_user(null=True)
    attended = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["meeting", "post"], name="post_at_meeting_once"),
            models.CheckConstraint(
                condition=Q(attended__in=[one.value for one in Attended]),
                name="attendance_is_known",
            ),
        ]
