"""A fortnight under way: what wards say, check-ins, issues, and the people on wards."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.placements.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class TooBusy(models.Model):
    """A service says it can take fewer for a while. Never edited: taken back or answered."""

    id = opaque_id()
    service = part_of("PlacementService", "busy_spells")
    first_on = models.DateField()
    last_on = models.DateField()
    seats = models.PositiveSmallIntegerField(default=0)
    why = models.CharField(max_length=200, blank=True)
    said_by = to_user()
    said_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = to_user(null=True)
    answered_by_plan = part_of("PlacementPlan", "answers", null=True)
    left_as_is_why = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = to_user(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["service", "first_on", "last_on"],
                condition=Q(taken_back_at=None, answered_at=None),
                name="busy_spell_said_once",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answered_by_plan=None)
                & Q(left_as_is_why="")
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & (Q(answered_by_plan__isnull=False) | ~Q(left_as_is_why="")),
                name="busy_spell_answered_by_a_plan_or_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="busy_spell_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="busy_spell_taken_back_by_somebody",
            ),
        ]


class WardNotice(models.Model):
    """Word to the people on a ward that somebody from outside is there to learn."""

    id = opaque_id()
    service = part_of("PlacementService", "notices")
    first_on = models.DateField()
    last_on = models.DateField()
    put_up_by = to_user()
    put_up_at = models.DateTimeField()
    taken_down_at = models.DateTimeField(null=True)
    taken_down_by = to_user(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="notice_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["service"], condition=Q(taken_down_at=None), name="one_notice_up"
            ),
        ]


class WardNo(models.Model):
    """Somebody on the ward said no. It names nobody: it says what learners keep away from."""

    id = opaque_id()
    service = part_of("PlacementService", "said_no")
    first_on = models.DateField()
    last_on = models.DateField()
    keep_away_from = models.CharField(max_length=300)
    said_to = to_user()
    said_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = to_user(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="ward_no_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=~Q(keep_away_from=""), name="ward_no_says_what_to_keep_from"
            ),
        ]


class CheckIn(models.Model):
    """The coordinator asked somebody on placement how it is going. Never changed."""

    id = opaque_id()
    learner = part_of("Learner", "check_ins")
    service = part_of("PlacementService", "check_ins", null=True)
    happened_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    by = to_user()
    how = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    follow_up_on = models.DateField(null=True)
    followed_up_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(how__in=["well", "mixed", "worried", "not_reached"]),
                name="check_in_how_is_known",
            )
        ]
        indexes = [models.Index(fields=["learner", "happened_at"], name="check_in_by_learner")]


class PlacementIssue(models.Model):
    """Something that went wrong or needs doing; its story is its events."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "issues")
    learner = part_of("Learner", "issues", null=True)
    service = part_of("PlacementService", "issues", null=True)
    kind = models.CharField(max_length=30)
    raised_by = to_user()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=20, default="open")
    owner = to_user(null=True)
    due_on = models.DateField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None)
                | Q(state="settled", settled_at__isnull=False),
                name="issue_settled_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["scheme", "state"], name="issue_by_scheme")]


class IssueEvent(models.Model):
    """What was said or done about an issue. Never changed."""

    id = opaque_id()
    issue = part_of("PlacementIssue", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = to_user()
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "sequence"], name="issue_events_in_order")
        ]
