"""Crisis plans as rows: each making, what each save of it said, and the risks it names."""

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.models.joint_event import to_person
from alongside.areas.plans.rules.contact_plan import Capacity
from alongside.areas.plans.rules.crisis_plan import KEPT_STATES, OVER, CrisisState
from alongside.engines.sharing import AgreedBy
from alongside.foundation.accounts.columns import to_organisation, to_user

NOT_YET = (CrisisState.DRAFT, CrisisState.SET_ASIDE)


def _coded(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class CrisisPlan(models.Model):
    """One making of a crisis plan, from its draft to its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = to_person()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in KEPT_STATES])
    version = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    started_by = to_user()
    controller = to_organisation()
    carries_words = models.BooleanField(default=False)
    carries_medical = models.BooleanField(default=False)
    carries_risks = models.BooleanField(default=False)
    carries_clinical = models.BooleanField(default=False)
    took_part = models.BooleanField(null=True)
    why_not = models.TextField(blank=True)
    in_force_at = models.DateTimeField(null=True)
    in_force_by = to_user(null=True)
    review_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=14, blank=True, choices=_coded(AgreedBy))
    agreed_name = models.CharField(max_length=120, blank=True)
    understands = models.TextField(blank=True)
    capacity = models.CharField(max_length=10, blank=True, choices=_coded(Capacity))
    decision = models.TextField(blank=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True)
    over_at = models.DateTimeField(null=True)
    over_by = to_user(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=KEPT_STATES), name="crisis_plan_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_YET, in_force_at=None)
                | (
                    ~Q(state__in=NOT_YET)
                    & Q(in_force_at__isnull=False, in_force_by__isnull=False)
                    & Q(review_on__isnull=False, ends_on__isnull=False)
                    & Q(ends_on__gte=F("review_on"))
                    & ~Q(agreed_by="")
                    & ~Q(capacity="")
                ),
                name="crisis_plan_in_force_reviewed_and_ending",
            ),
            models.CheckConstraint(
                condition=Q(state__in=NOT_YET)
                | (Q(took_part__isnull=False) & (Q(took_part=True) | ~Q(why_not=""))),
                name="crisis_plan_has_the_persons_part_or_why_not",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=OVER,
                    over_at__isnull=False,
                    over_at__gte=F("started_at"),
                    over_by__isnull=False,
                )
                | (~Q(state__in=OVER) & Q(over_at=None, over_by=None)),
                name="crisis_plan_is_over_once",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=CrisisState.IN_FORCE),
                name="one_crisis_plan_in_force",
            ),
            models.UniqueConstraint(
                fields=["person", "started_by"],
                condition=Q(state=CrisisState.DRAFT),
                name="one_crisis_draft_for_each_writer",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-started_at"], name="crisis_plan_by_person"),
            models.Index(
                fields=["review_on"],
                condition=Q(state=CrisisState.IN_FORCE),
                name="crisis_plan_by_review",
            ),
        ]


class CrisisPlanVersion(models.Model):
    """What a crisis plan said after one save. Rows are added, never changed."""

    plan = models.ForeignKey(CrisisPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = to_user()
    triggers = models.TextField(blank=True)
    early_signs = models.TextField(blank=True)
    helps = models.TextField(blank=True)
    does_not_help = models.TextField(blank=True)
    advance_pointer = models.TextField(blank=True)
    lead_name = models.CharField(max_length=120, blank=True)
    lead_phone = models.CharField(max_length=120, blank=True)
    out_of_hours_name = models.CharField(max_length=120, blank=True)
    out_of_hours_phone = models.CharField(max_length=120, blank=True)
    other_contacts = models.TextField(blank=True)
    allergies = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    restraint_danger = models.TextField(blank=True)
    diagnosis = models.TextField(blank=True)
    history = models.TextField(blank=True)
    medication = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="one_crisis_plan_version_of_a_number"
            )
        ]


class CrisisPlanRisk(models.Model):
    """A known risk in plain words, when it was last so, and who says so."""

    version = models.ForeignKey(CrisisPlanVersion, on_delete=models.PROTECT, related_name="risks")
    position = models.PositiveSmallIntegerField()
    words = models.TextField()
    last_seen_on = models.DateField()
    source = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_risk_in_a_place"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(source=""), name="risk_says_what_and_who"
            ),
        ]
