"""What those who were placed say afterwards. Answers do not say whose they are."""

from django.db import models
from django.db.models import Q

from alongside.areas.placements.models.columns import part_of
from alongside.foundation.accounts.columns import opaque_id, to_user


class SurveyAnswer(models.Model):
    """One filled-in survey. ``answers`` is by question code; nothing says whose it is.

    ``received_on`` is a day and no more, so that the hour does not give somebody away.
    """

    id = opaque_id()
    cohort = part_of("PlacementCohort", "answers")
    survey = models.CharField(max_length=40)
    answers = models.JSONField(default=dict)
    word = models.CharField(max_length=40, blank=True)
    received_on = models.DateField()


class SurveyReceipt(models.Model):
    """That somebody has answered, apart from what they answered."""

    id = opaque_id()
    learner = part_of("Learner", "receipts")
    survey = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["learner", "survey"], name="survey_answered_once")
        ]


class SurveyTheme(models.Model):
    """What the coordinator hears in several answers, in the coordinator's words."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    scheme = part_of("PlacementScheme", "themes")
    words = models.CharField(max_length=120)
    made_by = to_user()
    made_at = models.DateTimeField()
    taken_away_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="theme_has_words")]


class ThemeMark(models.Model):
    """That a theme is heard in an answer to a question."""

    id = opaque_id()
    theme = part_of("SurveyTheme", "marks")
    answer = part_of("SurveyAnswer", "marks")
    question = models.CharField(max_length=40)
    marked_by = to_user()
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["theme", "answer", "question"], name="theme_marked_once"
            )
        ]
