"""Answers others can find: each with its versions, kept, and its story."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.answer_states import EVENT_WORDS, VersionState
from alongside.foundation.accounts.columns import opaque_id, to_user


class KnowledgeAnswer(models.Model):
    """An answer of the hub; a post keeps it right. What it says is in its versions."""

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    owner = part_of("Post", "answers")
    from_question_id = models.UUIDField(null=True)
    look_again_on = models.DateField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["look_again_on"], name="answer_by_when_to_look")]


class AnswerVersion(models.Model):
    """What an answer says, or said. Its words are never changed; its state is."""

    id = opaque_id()
    answer_of = part_of("KnowledgeAnswer", "versions")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, default=VersionState.PROPOSED.value)
    question = models.CharField(max_length=200)
    answer = models.TextField()
    said_as = models.TextField(blank=True)
    why = models.CharField(max_length=300, blank=True)
    written_by = to_user()
    written_at = models.DateTimeField()
    reviewed_by = to_user(null=True)
    reviewed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer_of", "number"], name="answer_versions_counted"),
            models.UniqueConstraint(
                fields=["answer_of"],
                condition=Q(state=VersionState.PUBLISHED.value),
                name="one_version_of_an_answer_is_published",
            ),
            models.UniqueConstraint(
                fields=["answer_of"],
                condition=Q(state=VersionState.PROPOSED.value),
                name="one_version_of_an_answer_is_proposed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in VersionState]),
                name="answer_state_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(question="") & ~Q(answer=""), name="answer_has_its_words"
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by=None, reviewed_at=None)
                | Q(reviewed_by__isnull=False, reviewed_at__isnull=False)
                & ~Q(reviewed_by=F("written_by")),
                name="answer_is_looked_over_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[VersionState.PUBLISHED.value, VersionState.WITHDRAWN.value])
                | Q(reviewed_at__isnull=False),
                name="answer_is_published_once_looked_over",
            ),
        ]


class AnswerEvent(models.Model):
    """What became of an answer. Never changed."""

    id = opaque_id()
    answer_of = part_of("KnowledgeAnswer", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    number = models.PositiveIntegerField()
    happened_at = models.DateTimeField()
    by = to_user(null=True)
    words = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["answer_of", "sequence"], name="answer_events_in_order"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=list(EVENT_WORDS)), name="answer_event_is_known"
            ),
        ]
