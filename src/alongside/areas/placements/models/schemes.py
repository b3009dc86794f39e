"""What a plan is made from: a scheme, its services, cohorts, and those who are placed."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.placements.models.columns import local_time, part_of
from alongside.areas.placements.rules.services import USUAL_MOST
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user


class PlacementScheme(models.Model):
    """One way of learning beside another service, run by one organisation for another.

    ``weights`` holds what each wish not met costs, by the names of ``engines.scheduling``.
    ``learner_word`` is what those on placement are called, such as ``officer``.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    organisation = to_organisation()
    partner = to_organisation(null=True)
    name = models.CharField(max_length=120)
    learner_word = models.CharField(max_length=40, default="officer")
    day_starts = local_time(default="08:00")
    day_ends = local_time(default="20:00")
    weights = models.JSONField(default=dict)
    badge = models.TextField(blank=True)
    leaflet = models.TextField(blank=True)
    records_needed = models.CharField(max_length=200, blank=True)
    created_by = to_user()
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"], name="scheme_named_once_in_its_organisation"
            ),
            models.CheckConstraint(
                condition=Q(day_ends__gt=F("day_starts")), name="scheme_day_ends_after_it_starts"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="scheme_has_a_name"),
        ]


class PlacementService(models.Model):
    """A ward or team that takes learners.

    ``opens`` and ``closed`` are stretches of days, ``[["2026-03-02", "2026-03-13"], …]``, both
    counted; ``flags`` are opaque marks that some learners have to avoid, and never say why.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "services")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)
    seats = models.PositiveSmallIntegerField(default=USUAL_MOST)
    why_more = models.CharField(max_length=200, blank=True)
    opens = models.JSONField(default=list)
    closed = models.JSONField(default=list)
    teaches = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    team = models.ForeignKey(
        "directory.Team", null=True, on_delete=models.PROTECT, related_name="+"
    )
    where = models.CharField(max_length=200, blank=True)
    ask_for = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=300, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "code"], name="service_code_once_in_scheme"),
            models.UniqueConstraint(fields=["scheme", "name"], name="service_name_once_in_scheme"),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=USUAL_MOST)
                | (Q(seats__gt=USUAL_MOST, seats__lte=20) & ~Q(why_more="")),
                name="service_with_more_than_two_says_why",
            ),
        ]


class ServiceShift(models.Model):
    """Hours of one working day at a service."""

    id = opaque_id()
    service = part_of("PlacementService", "shifts")
    name = models.CharField(max_length=40)
    starts = local_time()
    ends = local_time()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="shift_named_once_at_service"),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="service_shift_ends_after_it_starts"
            ),
        ]


class ServiceBuddy(models.Model):
    """Somebody at a service who looks after learners; ``away`` is stretches as in a service."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    service = part_of("PlacementService", "buddies")
    user = to_user(null=True)
    name = models.CharField(max_length=120)
    load = models.PositiveSmallIntegerField(default=1)
    away = models.JSONField(default=list)
    phone = models.CharField(max_length=30, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["service", "name"], name="buddy_named_once_at_service"),
            models.CheckConstraint(condition=Q(load__gte=1), name="buddy_looks_after_somebody"),
        ]


class PlacementPattern(models.Model):
    """What a learner does in one rotation: ``parts`` is ``[{"kind": "ward", "days": 5}, …]``."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "patterns")
    name = models.CharField(max_length=80)
    parts = models.JSONField(default=list)
    any_order = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="pattern_named_once_in_scheme")
        ]


class PlacementCohort(models.Model):
    """Learners who start together."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "cohorts")
    pattern = part_of("PlacementPattern", "cohorts")
    name = models.CharField(max_length=80)
    first_on = models.DateField()
    last_on = models.DateField()
    induction_on = models.DateField(null=True)
    induction_at = models.CharField(max_length=200, blank=True)
    feedback_on = models.DateField(null=True)
    feedback_at = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="cohort_named_once_in_scheme"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="cohort_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(induction_on=None) | Q(induction_on__lte=F("first_on")),
                name="cohort_meets_before_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(feedback_on=None) | Q(feedback_on__gte=F("first_on")),
                name="cohort_comes_back_after_it_starts",
            ),
        ]


class Learner(models.Model):
    """Somebody to place. ``excluded`` and ``earlier`` hold codes of services.

    ``conflicts`` holds opaque marks that match a service's ``flags``; why is written nowhere here.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "learners")
    cohort = part_of("PlacementCohort", "learners")
    user = to_user(null=True)
    name = models.CharField(max_length=120)
    calling = models.CharField(max_length=80, blank=True)
    leave = models.JSONField(default=list)
    wants = models.JSONField(default=list)
    prefers = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    earlier = models.JSONField(default=list)
    from_time = local_time(blank=True)
    to_time = local_time(blank=True)
    vetted_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "name"], name="learner_named_once_in_scheme"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | ~Q(withdrawn_why=""),
                name="learner_withdrawn_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="learner_by_user")]
