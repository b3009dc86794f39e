"""Good practice: what somebody tried, what came of it, and who tried it after them."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.practice import NoteState
from alongside.foundation.accounts.columns import opaque_id, to_organisation, to_user

MEASURED = ~Q(how="") & ~Q(found="")


class PracticeNote(models.Model):
    """What was tried, where and by which services. It names no person."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    tried = models.TextField()
    place = models.CharField(max_length=120)
    services = models.CharField(max_length=200)
    period = models.CharField(max_length=80, blank=True)
    said_as = models.TextField(blank=True)
    measured = models.BooleanField()
    how = models.TextField(blank=True)
    found = models.TextField(blank=True)
    counted = models.PositiveIntegerField(null=True)
    interval = models.CharField(max_length=120, blank=True)
    finding = models.CharField(max_length=200, blank=True)
    ask = part_of("Post", "practice_notes", null=True)
    state = models.CharField(max_length=10, default=NoteState.ADDED.value)
    organisation = to_organisation()
    added_by = to_user()
    added_at = models.DateTimeField()
    kept_by = to_user(null=True)
    kept_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(tried="") & ~Q(place="") & ~Q(services=""),
                name="practice_says_what_and_where",
            ),
            models.CheckConstraint(
                condition=Q(measured=False, counted=None) | Q(measured=True) & MEASURED,
                name="practice_measured_says_how",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in NoteState]),
                name="practice_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(finding="") | Q(finding__startswith="/insight/"),
                name="practice_finding_is_ours",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[NoteState.KEPT.value, NoteState.TAKEN_DOWN.value])
                | Q(kept_by__isnull=False, kept_at__isnull=False),
                name="practice_kept_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["state", "kept_at"], name="practice_by_state")]


class PracticeTrial(models.Model):
    """That another service tried it too, and what they found."""

    id = opaque_id()
    note = part_of("PracticeNote", "trials")
    organisation = to_organisation()
    services = models.CharField(max_length=200)
    measured = models.BooleanField()
    how = models.TextField(blank=True)
    found = models.TextField()
    counted = models.PositiveIntegerField(null=True)
    interval = models.CharField(max_length=120, blank=True)
    added_by = to_user()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(found="") & ~Q(services=""), name="trial_says_who_and_what"
            ),
            models.CheckConstraint(
                condition=Q(measured=False, counted=None) | Q(measured=True) & MEASURED,
                name="trial_measured_says_how",
            ),
        ]
