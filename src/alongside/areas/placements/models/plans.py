"""A plan, the stays it is made of, who it leaves out, and what happened to it."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.placements.models.columns import local_time, part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class PlacementPlan(models.Model):
    """One answer to who goes where. A published one is never changed: another takes its place.

    ``document`` is the scheme as it was when the plan was made, as ``engines.scheduling`` reads it.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "plans")
    number = models.PositiveIntegerField()
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, default="draft")
    why = models.CharField(max_length=300, blank=True)
    made_by = to_user()
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    status = models.CharField(max_length=20)
    objective = models.BigIntegerField()
    bound = models.BigIntegerField()
    gap = models.FloatField()
    costs = models.JSONField(default=dict)
    seed = models.PositiveIntegerField(default=1)
    took_seconds = models.FloatField(default=0.0)
    document = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="plan_numbered_in_scheme"),
            models.UniqueConstraint(
                fields=["scheme"], condition=Q(state="published"), name="one_plan_stands"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "superseded", "discarded"]),
                name="plan_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="plan_published_at_a_time",
            ),
        ]


class PlannedStay(models.Model):
    """One stay of one learner in a plan."""

    id = opaque_id()
    plan = part_of("PlacementPlan", "stays")
    learner = part_of("Learner", "stays")
    service = part_of("PlacementService", "stays")
    first_on = models.DateField()
    last_on = models.DateField()
    kind = models.CharField(max_length=40)
    buddy = part_of("ServiceBuddy", "stays", null=True)
    shift = models.CharField(max_length=40, blank=True)
    from_time = local_time(blank=True)
    to_time = local_time(blank=True)
    by_hand = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="stay_ends_after_it_starts"
            ),
            models.UniqueConstraint(
                fields=["plan", "learner", "first_on"], name="learner_in_one_place_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["learner", "first_on"], name="stay_by_learner"),
            models.Index(fields=["service", "first_on"], name="stay_by_service"),
        ]


class LeftOut(models.Model):
    """Somebody a plan does not place, and why, in words."""

    id = opaque_id()
    plan = part_of("PlacementPlan", "left_out")
    learner = part_of("Learner", "left_out")
    reasons = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "learner"], name="left_out_once_of_a_plan")
        ]


class PlanEvent(models.Model):
    """What happened to a plan, and who did it. Never changed."""

    id = opaque_id()
    plan = part_of("PlacementPlan", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    at = models.DateTimeField()
    by = to_user()
    why = models.CharField(max_length=300, blank=True)
    facts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "sequence"], name="plan_events_in_order")
        ]


class PlanRun(models.Model):
    """Somebody asked for a plan; a worker makes it, and says here how far it has come.

    ``asked`` holds what was asked for; ``conflict`` why not everybody fits, and ways out.
    """

    id = opaque_id()
    scheme = part_of("PlacementScheme", "plan_runs")
    asked_by = to_user()
    asked_at = models.DateTimeField()
    asked = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="asked")
    seen_at = models.DateTimeField(null=True)
    cost = models.BigIntegerField(null=True)
    bound = models.BigIntegerField(null=True)
    refusal = models.CharField(max_length=400, blank=True)
    plan = part_of("PlacementPlan", "runs", null=True)
    conflict = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["asked", "working", "made", "refused"]),
                name="plan_run_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="made") | Q(plan__isnull=False),
                name="plan_run_made_has_a_plan",
            ),
            models.UniqueConstraint(
                fields=["scheme"],
                condition=Q(state__in=["asked", "working"]),
                name="one_plan_made_at_a_time",
            ),
        ]


class ServiceFeed(models.Model):
    """The address at which a service's calendar reads who comes when, without names.

    The address is signed over ``number``: a new number makes the address before it dead.
    """

    id = opaque_id()
    service = models.OneToOneField(
        "placements.PlacementService", on_delete=models.PROTECT, related_name="feed"
    )
    number = models.PositiveIntegerField(default=1)
    made_at = models.DateTimeField()
    made_by = to_user()
