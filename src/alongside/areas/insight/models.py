"""Questions put before their answers were seen, and what was published."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


def _user() -> models.ForeignKey:
    return models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")


def _organisation() -> models.ForeignKey:
    return models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="+")


class RegisteredQuestion(models.Model):
    """What was asked of a change, how, and when. Never changed: amended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    registered_at = models.DateTimeField()
    registered_by = _user()
    registered_by_name = models.CharField(max_length=120)
    organisation = _organisation()
    change = models.CharField(max_length=200)
    measure = models.CharField(max_length=20)
    area = _organisation()
    locality = models.CharField(max_length=80, blank=True)
    start_month = models.CharField(max_length=7)
    months_after = models.PositiveSmallIntegerField()
    method = models.JSONField()
    seen_before = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(change=""), name="question_names_the_change"),
            models.CheckConstraint(
                condition=Q(months_after__range=(3, 60)), name="question_waits_long_enough"
            ),
        ]
        indexes = [models.Index(fields=["-registered_at"], name="question_newest")]


class QuestionAmendment(models.Model):
    """A change of method, with why, and whether the data had been seen."""

    question = models.ForeignKey(
        RegisteredQuestion, on_delete=models.PROTECT, related_name="amendments"
    )
    amended_at = models.DateTimeField()
    amended_by = _user()
    amended_by_name = models.CharField(max_length=120)
    method = models.JSONField()
    reason = models.CharField(max_length=500)
    data_seen = models.BooleanField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_says_why"),
        ]


class AnswerLook(models.Model):
    """Somebody looked at the answer. The first of these is when the data were seen."""

    question = models.ForeignKey(RegisteredQuestion, on_delete=models.PROTECT, related_name="looks")
    looked_at = models.DateTimeField()
    looked_by = _user()
    looked_by_name = models.CharField(max_length=120)


class Publication(models.Model):
    """A monthly report that went out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = _organisation()
    month = models.CharField(max_length=7)
    profile = models.CharField(max_length=20)
    published_at = models.DateTimeField()
    published_by = _user()
    published_by_name = models.CharField(max_length=120)
    kept_earlier = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["area", "month"], name="publication_by_month")]


class PublishedFigure(models.Model):
    """One number of a publication: what was shown, and the true count for later comparison."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="figures")
    geography = models.CharField(max_length=160)
    month = models.CharField(max_length=7)
    measure = models.CharField(max_length=80)
    count = models.PositiveIntegerField()
    text = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "geography", "month", "measure"],
                name="published_figure_once",
            )
        ]
        indexes = [models.Index(fields=["geography", "month"], name="figure_by_geography")]


class MonthCount(models.Model):
    """One month of one organisation's record as it was last counted, so that no page waits."""

    organisation = _organisation()
    month = models.CharField(max_length=7)
    mark = models.CharField(max_length=40)
    tallies = models.JSONField()
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "month"], name="month_counted_once")
        ]
