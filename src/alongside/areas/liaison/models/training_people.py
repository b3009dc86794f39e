"""Who teaches a session, and what those who came thought of it."""

from django.db import models
from django.db.models import Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.training_trainers import Naming, Support
from alongside.foundation.accounts.columns import opaque_id, to_user

_NAMINGS = [naming.value for naming in Naming]


class SessionTrainer(models.Model):
    """Somebody who teaches a session: staff, or somebody who has used services.

    The name is theirs. It is shown where they said it may be, and to liaison leads. Withdrawing
    sets every place to unnamed.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    session = part_of("TrainingSession", "trainers")
    name = models.CharField(max_length=120)
    user = to_user(null=True)
    used_services = models.BooleanField(default=False)
    on_catalogue = models.CharField(max_length=10, default=Naming.UNNAMED.value)
    on_session = models.CharField(max_length=10, default=Naming.UNNAMED.value)
    on_screen = models.CharField(max_length=10, default=Naming.UNNAMED.value)
    agreed_on = models.DateField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    payment = models.CharField(max_length=120, blank=True)
    paid_on = models.DateField(null=True)
    rung_by = to_user(null=True)
    support = models.CharField(max_length=10, default=Support.OWED.value)
    added_by = to_user()
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "name"], name="trainer_named_once"),
            models.CheckConstraint(condition=~Q(name=""), name="trainer_has_a_name"),
            models.CheckConstraint(
                condition=Q(on_catalogue__in=_NAMINGS)
                & Q(on_session__in=_NAMINGS)
                & Q(on_screen__in=_NAMINGS),
                name="naming_of_a_trainer_is_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    on_catalogue=Naming.UNNAMED.value,
                    on_session=Naming.UNNAMED.value,
                    on_screen=Naming.UNNAMED.value,
                )
                | Q(agreed_on__isnull=False, withdrawn_at=None),
                name="trainer_named_only_by_consent",
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | ~Q(payment=""), name="trainer_paid_what_was_agreed"
            ),
            models.CheckConstraint(
                condition=Q(support__in=[support.value for support in Support]),
                name="support_after_is_known",
            ),
        ]


class SessionEvaluation(models.Model):
    """What somebody thought of a session. Nothing says whose it is.

    ``received_on`` is a day and no more, so that the hour does not give somebody away.
    """

    id = opaque_id()
    session = part_of("TrainingSession", "evaluations")
    worth_it = models.BooleanField(null=True)
    will_change = models.BooleanField(null=True)
    words = models.CharField(max_length=300, blank=True)
    received_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(worth_it__isnull=False) | Q(will_change__isnull=False) | ~Q(words=""),
                name="evaluation_says_something",
            )
        ]


class EvaluationReceipt(models.Model):
    """That somebody has said what they thought of a session, apart from what they said."""

    id = opaque_id()
    session = part_of("TrainingSession", "receipts")
    user = to_user()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["session", "user"], name="session_evaluated_once")
        ]
