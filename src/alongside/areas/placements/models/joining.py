"""What somebody on placement does themselves: the checklist, objectives, workbook, sessions."""

from django.db import models
from django.db.models import Q

from alongside.areas.placements.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class ChecklistTick(models.Model):
    """One thing done before day one; ``item`` is a code of ``rules.checklist``.

    ``agreed_version`` says which wording was agreed, for what is read and agreed.
    """

    id = opaque_id()
    learner = part_of("Learner", "ticks")
    item = models.CharField(max_length=40)
    done_on = models.DateField()
    agreed_version = models.CharField(max_length=40, blank=True)
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

    ``draft_key`` is the key a phone gave the draft, so that a resent one is kept once. ``upon`` is
    the number of the entry it was typed on, 0 for none; ``settles`` are numbers of entries from
    other devices that this one takes in, so that what was typed on two devices is never lost.
    Drafts are the learner's alone; what is handed in is shared with the coordinator.
    """

    id = opaque_id()
    learner = part_of("Learner", "workbook")
    section = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    upon = models.PositiveIntegerField(default=0)
    settles = models.JSONField(default=list)
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
            models.CheckConstraint(
                condition=Q(upon__lt=models.F("number")), name="workbook_typed_on_an_earlier_one"
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


class StartHeld(models.Model):
    """The coordinator decided that somebody does not start yet, and why. Undone, never deleted."""

    id = opaque_id()
    learner = part_of("Learner", "starts_held")
    why = models.CharField(max_length=200)
    held_by = to_user()
    held_at = models.DateTimeField()
    lifted_by = to_user(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner"], condition=Q(lifted_at=None), name="start_held_once"
            ),
            models.CheckConstraint(condition=~Q(why=""), name="start_held_with_a_reason"),
        ]


class PlanRead(models.Model):
    """Somebody on placement said that they have read what a plan says of them."""

    id = opaque_id()
    learner = part_of("Learner", "plans_read")
    plan = part_of("PlacementPlan", "read_by")
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["learner", "plan"], name="plan_read_once")]


class CalendarFeed(models.Model):
    """The address at which a phone's calendar reads somebody's own placement.

    The address is signed over ``number``: a new number makes the address before it dead.
    """

    id = opaque_id()
    learner = models.OneToOneField(
        "placements.Learner", on_delete=models.PROTECT, related_name="feed"
    )
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
