"""What opens more of a person to one viewer for a while, and who has reviewed it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.foundation.picture.rules import FINDINGS, HARMS, TELLING, Side
from alongside.kernel.actor import Role

OPENED_BY = ("glass", "senior")


def _choices(codes: object) -> list[tuple[str, str]]:
    return [(str(code), str(code)) for code in codes]  # type: ignore[attr-defined]


class Opening(models.Model):
    """A stretch in which one viewer may be shown more of one person, for one purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    opened_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    opened_by = models.CharField(max_length=10, choices=_choices(OPENED_BY))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    purpose = models.CharField(max_length=4)
    categories = models.CharField(max_length=9)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_by__in=OPENED_BY), name="opening_is_of_a_known_kind"
            ),
            models.CheckConstraint(condition=~Q(categories=""), name="opening_opens_something"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="opening_ends"),
            models.CheckConstraint(
                condition=Q(ended_at=None)
                | Q(ended_at__gte=F("starts_at"), ended_at__lte=F("ends_at")),
                name="opening_ended_within_its_time",
            ),
            models.CheckConstraint(
                condition=Q(opened_by="glass", decided_by=None)
                | Q(opened_by="senior", decided_by__isnull=False),
                name="senior_opening_names_the_senior",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person_id", "opened_for"],
                name="opening_not_ended",
                condition=Q(ended_at=None),
            )
        ]


class BrokenGlass(models.Model):
    """Somebody opened what nothing else opens, with a reason, until both sides have reviewed it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opening = models.OneToOneField(Opening, on_delete=models.PROTECT, related_name="glass")
    role = models.CharField(max_length=40, choices=_choices(role.value for role in Role))
    reason = models.TextField()
    review_due_at = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="glass_has_a_reason"),
        ]
        indexes = [
            models.Index(
                fields=["review_due_at"], name="glass_to_review", condition=Q(closed_at=None)
            )
        ]


class GlassReview(models.Model):
    """What one reviewer found of one broken glass, for one side."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    glass = models.ForeignKey(BrokenGlass, on_delete=models.PROTECT, related_name="reviews")
    side = models.CharField(max_length=10, choices=_choices(Side))
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    finding = models.CharField(max_length=12, choices=_choices(FINDINGS))
    note = models.TextField(blank=True)
    reviewed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["glass", "reviewed_by"], name="glass_reviewed_once_by_each"
            ),
            models.CheckConstraint(
                condition=Q(side__in=[side.value for side in Side]),
                name="glass_review_is_of_a_known_side",
            ),
            models.CheckConstraint(
                condition=Q(finding__in=list(FINDINGS)), name="glass_finding_is_a_known_one"
            ),
            models.CheckConstraint(
                condition=Q(finding="right") | ~Q(note=""), name="glass_finding_says_why"
            ),
        ]


class SeniorRequest(models.Model):
    """Somebody asks a named senior person to let one kind of information go to them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=4)
    category = models.CharField(max_length=1)
    need = models.TextField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_as = models.CharField(max_length=40, choices=_choices(role.value for role in Role))
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(need=""), name="senior_request_says_why")
        ]
        indexes = [models.Index(fields=["person_id", "asked_by"], name="senior_request_of_one")]


class SeniorDecision(models.Model):
    """What the senior person weighed and decided. Written once."""

    request = models.OneToOneField(
        SeniorRequest, primary_key=True, on_delete=models.PROTECT, related_name="decision"
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_as = models.CharField(max_length=40, choices=_choices(role.value for role in Role))
    decided_at = models.DateTimeField()
    harm = models.CharField(max_length=20, choices=_choices(HARMS))
    harm_words = models.TextField(blank=True)
    to_whom = models.TextField(blank=True)
    how_soon = models.TextField(blank=True)
    other_way = models.TextField(blank=True)
    telling = models.CharField(max_length=10, blank=True, choices=_choices(TELLING))
    note = models.TextField(blank=True)
    opening = models.OneToOneField(
        Opening, null=True, on_delete=models.PROTECT, related_name="decision"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(harm__in=list(HARMS)), name="senior_harm_is_a_known_one"
            ),
            models.CheckConstraint(
                condition=Q(opening=None)
                | (
                    Q(harm__in=["serious_harm", "serious_crime"])
                    & ~Q(harm_words="")
                    & ~Q(to_whom="")
                    & ~Q(how_soon="")
                    & ~Q(other_way="")
                    & ~Q(telling="")
                ),
                name="nothing_opens_without_serious_harm",
            ),
            models.CheckConstraint(
                condition=Q(opening__isnull=False) | ~Q(note=""), name="senior_refusal_says_why"
            ),
        ]
