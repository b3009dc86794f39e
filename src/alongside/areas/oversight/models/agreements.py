"""Sharing agreements, their parties and who signed them."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from alongside.areas.oversight.rules.agreements import Controllers


class SharingAgreement(models.Model):
    """What organisations have agreed to share, why, and on what terms.

    ``signed_at`` is worked out from the signatures by the same action that writes the last of
    them, so that the sharing decision reads one row.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.PositiveIntegerField(default=1)
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=160)
    purposes = models.JSONField(default=list)
    categories = models.JSONField(default=list)
    gateways = models.JSONField(default=list)
    controllers = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in Controllers]
    )
    special_category = models.BooleanField(default=True)
    criminal_offence = models.BooleanField(default=False)
    purpose_words = models.TextField(blank=True)
    benefits = models.TextField(blank=True)
    necessity = models.TextField(blank=True)
    items = models.TextField(blank=True)
    lawful_basis = models.TextField(blank=True)
    conditions = models.TextField(blank=True)
    policy_document = models.TextField(blank=True)
    people_affected = models.TextField(blank=True)
    who_has_access = models.TextField(blank=True)
    accuracy = models.TextField(blank=True)
    retention = models.TextField(blank=True)
    security = models.TextField(blank=True)
    transfer = models.TextField(blank=True)
    breach = models.TextField(blank=True)
    rights = models.TextField(blank=True)
    rights_contact = models.TextField(blank=True)
    foi = models.TextField(blank=True)
    quality_review = models.TextField(blank=True)
    dpia_reference = models.CharField(max_length=120, blank=True)
    withdrawal = models.TextField(blank=True)
    return_of_data = models.TextField(blank=True)
    starts_on = models.DateField()
    review_on = models.DateField()
    ends_on = models.DateField()
    signed_at = models.DateTimeField(null=True)
    replaces = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_by_name = models.CharField(max_length=120)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_by_name = models.CharField(max_length=120, blank=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(review_on__gt=F("starts_on"), ends_on__gte=F("review_on")),
                name="agreement_dates_run_forward",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(reference=""), name="agreement_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(controllers__in=[one.value for one in Controllers]),
                name="agreement_controllers_are_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False))
                & ~Q(withdrawn_reason=""),
                name="agreement_withdrawn_by_somebody_for_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["ends_on"], name="agreement_by_end")]


class AgreementParty(models.Model):
    """One organisation in an agreement, and on what power it shares."""

    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.CASCADE, related_name="parties"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    lead_name = models.CharField(max_length=120, blank=True)
    lead_contact = models.CharField(max_length=120, blank=True)
    dpo = models.CharField(max_length=120, blank=True)
    power = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="agreement_party_named_once"
            )
        ]


class AgreementSignature(models.Model):
    """A named person of one party signed one version. Never changed."""

    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, related_name="signatures"
    )
    organisation = models.ForeignKey(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    agreement_version = models.PositiveIntegerField()
    signed_by = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    signed_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_by_name = models.CharField(max_length=120)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "organisation", "agreement_version"],
                name="agreement_version_signed_once_by_each",
            ),
            models.CheckConstraint(
                condition=~Q(signed_by="") & ~Q(post=""), name="agreement_signed_by_a_named_person"
            ),
        ]


class AgreementReview(models.Model):
    """Somebody looked at an agreement again and said it stands, until the next review."""

    agreement = models.ForeignKey(
        SharingAgreement, on_delete=models.PROTECT, related_name="reviews"
    )
    reviewed_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    reviewed_by_name = models.CharField(max_length=120)
    words = models.CharField(max_length=1000)
    next_review_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="agreement_review_says_something")
        ]
