"""Questions put to the hub, what was said of them, who covers, and how soon it answers."""

from django.db import models
from django.db.models import F, Q

from alongside.areas.liaison.models.columns import part_of
from alongside.areas.liaison.rules.question_states import Channel, QuestionState
from alongside.foundation.accounts.columns import opaque_id, to_user

OVER = [QuestionState.ANSWERED.value, QuestionState.FOUND.value]


class HubQuestion(models.Model):
    """A question somebody put; a post owns it, and its story is its events.

    ``person`` is set only where it is about somebody, with the purpose and the ground on which
    the sharing decision let it be. ``asker`` is empty where who asked has no account.
    """

    id = opaque_id()
    version = models.PositiveIntegerField(default=1)
    number = models.PositiveIntegerField(unique=True)
    subject = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    urgent = models.BooleanField(default=False)
    channel = models.CharField(max_length=10)
    asker = to_user(null=True)
    recorded_by = to_user()
    caller_name = models.CharField(max_length=120, blank=True)
    caller_organisation = models.CharField(max_length=120, blank=True)
    caller_phone = models.CharField(max_length=30, blank=True)
    mail_from = models.CharField(max_length=254, blank=True)
    mail_key = models.CharField(max_length=64, blank=True)
    attachments = models.TextField(blank=True)
    person = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, related_name="+", null=True
    )
    purpose = models.CharField(max_length=4, blank=True)
    ground = models.CharField(max_length=60, blank=True)
    post = part_of("Post", "questions")
    asked_at = models.DateTimeField()
    promised_by = models.DateTimeField()
    state = models.CharField(max_length=12, default=QuestionState.OPEN.value)
    answered_at = models.DateTimeField(null=True)
    found_kind = models.CharField(max_length=20, blank=True)
    found_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in QuestionState]),
                name="question_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[channel.value for channel in Channel]),
                name="question_channel_is_known",
            ),
            models.CheckConstraint(condition=~Q(subject=""), name="question_has_a_subject"),
            models.CheckConstraint(
                condition=Q(state__in=OVER, answered_at__isnull=False)
                | ~Q(state__in=OVER) & Q(answered_at=None),
                name="question_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=QuestionState.FOUND.value) | Q(found_id__isnull=False),
                name="question_found_names_what_was_found",
            ),
            models.CheckConstraint(
                condition=Q(person=None, purpose="") | Q(person__isnull=False) & ~Q(purpose=""),
                name="question_about_a_person_for_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.FORM.value, asker__isnull=False)
                | Q(channel=Channel.CALLER.value) & ~Q(caller_name="")
                | Q(channel=Channel.MAIL.value) & ~Q(mail_from=""),
                name="question_says_who_asked",
            ),
            models.UniqueConstraint(
                fields=["mail_key"], condition=~Q(mail_key=""), name="message_taken_once"
            ),
            models.CheckConstraint(
                condition=Q(promised_by__gt=F("asked_at")), name="question_is_promised_an_answer"
            ),
        ]
        indexes = [
            models.Index(fields=["state", "promised_by"], name="question_by_promise"),
            models.Index(fields=["asker", "asked_at"], name="question_by_asker"),
            models.Index(fields=["answered_at"], name="question_by_answer_time"),
        ]


class QuestionEvent(models.Model):
    """What was said or done about a question. Never changed."""

    id = opaque_id()
    question = part_of("HubQuestion", "events")
    sequence = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    at = models.DateTimeField()
    by = to_user()
    words = models.TextField(blank=True)
    post = part_of("Post", "handed_on", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "sequence"], name="question_events_in_order"
            ),
            models.CheckConstraint(
                condition=~Q(kind="handed_on") | Q(post__isnull=False),
                name="question_is_handed_on_to_a_post",
            ),
        ]


class QuestionFeedback(models.Model):
    """Whether an answer helped, said once by whoever asked. Never changed."""

    id = opaque_id()
    question = models.OneToOneField(
        "liaison.HubQuestion", on_delete=models.PROTECT, related_name="feedback"
    )
    helped = models.CharField(max_length=6)
    words = models.CharField(max_length=300, blank=True)
    by = to_user()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(helped__in=["yes", "partly", "no"]), name="feedback_is_known"
            )
        ]


class HubCover(models.Model):
    """Somebody, or whoever holds another post, answers for a post for a while; the end is out."""

    id = opaque_id()
    post = part_of("Post", "covers")
    by_user = to_user(null=True)
    by_post = part_of("Post", "covering", null=True)
    from_at = models.DateTimeField()
    until_at = models.DateTimeField()
    recorded_by = to_user()
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = to_user(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by_user=None, by_post__isnull=False)
                | Q(by_user__isnull=False, by_post=None),
                name="cover_is_one_person_or_one_post",
            ),
            models.CheckConstraint(
                condition=Q(by_post=None) | ~Q(by_post=F("post")), name="no_post_covers_itself"
            ),
            models.CheckConstraint(
                condition=Q(until_at__gt=F("from_at")), name="cover_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="cover_ended_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["post", "until_at"], name="cover_by_post")]


class AnswerPromise(models.Model):
    """How soon the hub answers, and which post is asked first, from an instant on.

    Never changed: a newer one follows.
    """

    id = opaque_id()
    post = part_of("Post", "promises")
    from_at = models.DateTimeField(unique=True)
    urgent_hours = models.PositiveSmallIntegerField()
    ordinary_days = models.PositiveSmallIntegerField()
    set_by = to_user()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(urgent_hours__gte=1, urgent_hours__lte=40)
                & Q(ordinary_days__gte=1, ordinary_days__lte=20),
                name="promise_is_within_reason",
            )
        ]
