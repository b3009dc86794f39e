"""The Herbert Protocol as rows: written in advance, added to when somebody is missing."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.plans.models.joint_event import to_person
from alongside.areas.plans.models.missing import MissingRecord
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

CONSENTS = ("person", "best_interests")
WRITERS = ("family", "carer", "care_home", "person")


class HerbertForm(models.Model):
    """Part 1, as it was written on one day. Writing it again makes a new row."""

    id = opaque_id()
    person = to_person()
    version = models.PositiveIntegerField(default=1)
    completed_on = models.DateField()
    completed_by = models.CharField(max_length=120)
    completed_as = models.CharField(max_length=20)
    completed_phone = models.CharField(max_length=30, blank=True)
    consent = models.CharField(max_length=20)
    best_interests_note = models.TextField(blank=True)
    answers = models.JSONField(default=dict)
    photo_reference = models.CharField(max_length=120, blank=True)
    photo_taken_on = models.DateField(null=True)
    review_due_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    organisation = to_organisation()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(completed_as__in=WRITERS) & ~Q(completed_by=""),
                name="herbert_writer_known",
            ),
            models.CheckConstraint(
                condition=Q(consent="person")
                | (Q(consent="best_interests") & ~Q(best_interests_note="")),
                name="herbert_consent_or_best_interests_note",
            ),
            models.CheckConstraint(
                condition=Q(photo_reference="", photo_taken_on=None)
                | (~Q(photo_reference="") & Q(photo_taken_on__isnull=False)),
                name="herbert_photo_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__gt=F("completed_on")),
                name="herbert_review_after_completed",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, end_reason="")
                | (Q(ended_at__isnull=False) & ~Q(end_reason="")),
                name="herbert_end_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="herbert_one_in_force"
            ),
            models.UniqueConstraint(fields=["person", "version"], name="herbert_version_once"),
        ]


class HerbertPartTwo(models.Model):
    """Part 2, filled in when the person is missing. A correction stands in the old one's place."""

    id = opaque_id()
    form = models.ForeignKey(HerbertForm, on_delete=models.PROTECT, related_name="parts_two")
    record = models.ForeignKey(MissingRecord, on_delete=models.PROTECT, related_name="parts_two")
    last_seen_at = models.DateTimeField()
    last_seen_place = models.CharField(max_length=200)
    clothing = models.TextField(blank=True)
    money = models.CharField(max_length=200, blank=True)
    happening = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = to_user()
    organisation = to_organisation()
    supersedes = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(last_seen_at__lte=F("recorded_at")),
                name="herbert_last_seen_before_recorded",
            ),
            models.UniqueConstraint(
                fields=["record"],
                condition=Q(supersedes=None),
                name="herbert_one_first_part_two",
            ),
        ]


class HerbertHolding(models.Model):
    """Whether a police force keeps the forms centrally, before anybody is missing."""

    organisation = models.OneToOneField(
        "accounts.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    held_centrally = models.BooleanField()
    reason = models.CharField(max_length=300)
    decided_by = to_user()
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="herbert_holding_says_why")
        ]
