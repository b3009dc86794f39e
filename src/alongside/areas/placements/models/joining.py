"""What somebody on placement does themselves: the checklist, objectives, workbook, sessions."""

from django.db import models
from django.db.models import Q

from alongside.areas.placements.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class ChecklistTick(models.Model):
    """One thing done before day one; ``item`` is a code of ``rules.checklist``."""

    id = opaque_id()
    learner = part_of("Learner", "ticks")
    item = models.CharField(max_length=40)
    done_on = models.DateField()
    ticked_by = to_user()
    ticked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = to_user(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "item"], condition=Q(taken_back_at=None), name="ticked_once"
            )
        ]


class OwnObjective(models.Model):
    """What somebody wants to learn, in their own words."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    learner = part_of("Learner", "objectives")
    words = models.CharField(max_length=300)
    set_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    taken_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="objective_has_words")]


class WorkbookEntry(models.Model):
    """One saving of one section of a workbook. Never changed: the newest number stands.

    ``draft_key`` is the key a phone gave the draft, so that a resent one is kept once.
    Drafts are the learner's alone; what is handed in is shared with the coordinator.
    """

    id = opaque_id()
    learner = part_of("Learner", "workbook")
    section = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    words = models.TextField(blank=True)
    handed_in = models.BooleanField(default=False)
    written_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    draft_key = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "section", "number"], name="workbook_numbered_in_section"
            ),
            models.UniqueConstraint(
                fields=["learner", "draft_key"], name="workbook_draft_kept_once"
            ),
        ]


class ReflectiveSession(models.Model):
    """A cohort sits down together: a reflective session, an induction or the feedback session."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    cohort = part_of("PlacementCohort", "sessions")
    kind = models.CharField(max_length=20)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    where = models.CharField(max_length=200)
    led_by = models.CharField(max_length=120)
    learning = models.TextField(blank=True)
    planned_by = to_user()
    planned_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["induction", "reflective", "feedback"]),
                name="session_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="session_ends_after_it_starts",
            ),
        ]


class SessionAttendance(models.Model):
    """Whether somebody came to a session."""

    id = opaque_id()
    session = part_of("ReflectiveSession", "attendance")
    learner = part_of("Learner", "attendance")
    came = models.BooleanField()
    recorded_by = to_user()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "learner"], name="attended_once")]
