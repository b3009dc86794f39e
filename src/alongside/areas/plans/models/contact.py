"""Contact plans as rows: each making, what each save of it said, and whom to ring."""

import uuid
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.rules.contact_offers import Answer
from alongside.areas.plans.rules.contact_plan import (
    ENDED,
    KEPT_STATES,
    Capacity,
    MadeHow,
    Permission,
    PlanState,
)
from alongside.engines.sharing import AgreedBy


def _coded(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(code.value, code.value) for code in codes]


class ContactPlan(models.Model):
    """One making of a contact plan, from its draft to its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="contact_plans"
    )
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in KEPT_STATES])
    version = models.PositiveIntegerField(default=0)
    made_how = models.CharField(max_length=12, choices=_coded(MadeHow))
    started_at = models.DateTimeField()
    started_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    carries_medical = models.BooleanField(default=False)
    medical_agreed = models.BooleanField(default=False)
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    review_on = models.DateField(null=True)
    agreed_by = models.CharField(max_length=14, blank=True, choices=_coded(AgreedBy))
    agreed_name = models.CharField(max_length=120, blank=True)
    understands = models.TextField(blank=True)
    capacity = models.CharField(max_length=10, blank=True, choices=_coded(Capacity))
    decision = models.TextField(blank=True)
    assessed_by = models.CharField(max_length=120, blank=True)
    assessed_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    chased = models.CharField(max_length=8, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=KEPT_STATES, made_how__in=list(MadeHow)),
                name="contact_plan_words_are_known",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PlanState.DRAFT, PlanState.SET_ASIDE], shared_at=None)
                | (
                    Q(shared_at__isnull=False, shared_by__isnull=False, review_on__isnull=False)
                    & ~Q(agreed_by="")
                    & ~Q(capacity="")
                    & ~Q(state__in=[PlanState.DRAFT, PlanState.SET_ASIDE])
                ),
                name="contact_plan_shared_with_who_agreed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=ENDED, ended_at__isnull=False)
                | (~Q(state__in=ENDED) & Q(ended_at=None)),
                name="contact_plan_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="contact_plan_ends_after_start",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(state=PlanState.SHARED),
                name="one_contact_plan_in_force",
            ),
            models.UniqueConstraint(
                fields=["person", "started_by"],
                condition=Q(state=PlanState.DRAFT),
                name="one_draft_for_each_writer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["review_on"],
                condition=Q(state=PlanState.SHARED),
                name="contact_plan_by_review",
            )
        ]


class ContactPlanVersion(models.Model):
    """What a plan said after one save. Rows are added, never changed."""

    plan = models.ForeignKey(ContactPlan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    preferred_name = models.CharField(max_length=120, blank=True)
    pronouns = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=120, blank=True)
    communication_needs = models.TextField(blank=True)
    sensory_needs = models.TextField(blank=True)
    first_words = models.TextField(blank=True)
    helps = models.TextField(blank=True)
    worse = models.TextField(blank=True)
    words_to_avoid = models.TextField(blank=True)
    looks_fine = models.TextField(blank=True)
    looks_unwell = models.TextField(blank=True)
    touch = models.TextField(blank=True)
    uniform = models.TextField(blank=True)
    lights = models.TextField(blank=True)
    dogs = models.TextField(blank=True)
    dependants = models.TextField(blank=True)
    pets = models.TextField(blank=True)
    home_security = models.TextField(blank=True)
    advance_pointer = models.TextField(blank=True)
    care_team = models.CharField(max_length=120, blank=True)
    care_team_phone = models.CharField(max_length=120, blank=True)
    care_team_hours = models.CharField(max_length=120, blank=True)
    out_of_hours_name = models.CharField(max_length=120, blank=True)
    out_of_hours_phone = models.CharField(max_length=120, blank=True)
    allergies = models.TextField(blank=True)
    epilepsy = models.TextField(blank=True)
    diabetes = models.TextField(blank=True)
    swallowing = models.TextField(blank=True)
    restraint_danger = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"], name="one_contact_plan_version_of_a_number"
            )
        ]


class ContactPlanPerson(models.Model):
    """Somebody to ring for the person, in the person's order, with what they may be told."""

    version = models.ForeignKey(ContactPlanVersion, on_delete=models.PROTECT, related_name="people")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    relation = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    permission = models.CharField(max_length=6, choices=_coded(Permission))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="one_person_in_a_place"),
            models.CheckConstraint(
                condition=~Q(name="")
                & Q(permission__in=list(Permission))
                & (~Q(phone="") | Q(permission=Permission.NEVER)),
                name="person_to_ring_can_be_rung",
            ),
        ]


class ContactPlanOffer(models.Model):
    """That a person may be at risk of crisis, whether a plan was offered, and what they said."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="contact_plan_offers"
    )
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    controller = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    offered_at = models.DateTimeField(null=True)
    offered_by = models.ForeignKey(
        "accounts.User", null=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.CharField(max_length=10, blank=True, choices=_coded(Answer))
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(offered_at=None, offered_by=None)
                | Q(
                    offered_at__gte=F("noted_at"),
                    offered_at__isnull=False,
                    offered_by__isnull=False,
                ),
                name="offer_comes_after_note",
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | Q(
                    answer__in=list(Answer),
                    answered_at__gte=F("offered_at"),
                    answered_at__isnull=False,
                    offered_at__isnull=False,
                ),
                name="answer_comes_after_offer",
            ),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(answer=""),
                name="one_offer_open_for_a_person",
            ),
        ]
        indexes = [models.Index(fields=["noted_at"], name="contact_offer_by_time")]
