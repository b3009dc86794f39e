"""Rows of questions."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0001_the_hub_begins"),
        ("people", "0004_two_records_of_one_person"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="HubQuestion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("subject", models.CharField(max_length=160)),
                ("words", models.TextField(blank=True)),
                ("urgent", models.BooleanField(default=False)),
                ("channel", models.CharField(max_length=10)),
                ("caller_name", models.CharField(blank=True, max_length=120)),
                ("caller_organisation", models.CharField(blank=True, max_length=120)),
                ("caller_phone", models.CharField(blank=True, max_length=30)),
                ("mail_from", models.CharField(blank=True, max_length=254)),
                ("mail_key", models.CharField(blank=True, max_length=64)),
                ("attachments", models.TextField(blank=True)),
                ("purpose", models.CharField(blank=True, max_length=4)),
                ("ground", models.CharField(blank=True, max_length=60)),
                ("asked_at", models.DateTimeField()),
                ("promised_by", models.DateTimeField()),
                ("state", models.CharField(default="open", max_length=12)),
                ("answered_at", models.DateTimeField(null=True)),
                ("found_kind", models.CharField(blank=True, max_length=20)),
                ("found_id", models.UUIDField(null=True)),
                (
                    "asker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="questions",
                        to="liaison.post",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["open", "asked_back", "answered", "found"])
                        ),
                        name="question_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("channel__in", ["form", "caller", "mail"])),
                        name="question_channel_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        name="question_has_a_subject",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False), ("state__in", ["answered", "found"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["answered", "found"]), _negated=True),
                                ("answered_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="question_answered_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "found"), _negated=True),
                            ("found_id__isnull", False),
                            _connector="OR",
                        ),
                        name="question_found_names_what_was_found",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person", None), ("purpose", "")),
                            models.Q(
                                ("person__isnull", False), models.Q(("purpose", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="question_about_a_person_for_a_purpose",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("asker__isnull", False), ("channel", "form")),
                            models.Q(
                                ("channel", "caller"), models.Q(("caller_name", ""), _negated=True)
                            ),
                            models.Q(
                                ("channel", "mail"), models.Q(("mail_from", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="question_says_who_asked",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("mail_key", ""), _negated=True),
                        fields=("mail_key",),
                        name="message_taken_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("promised_by__gt", models.F("asked_at"))),
                        name="question_is_promised_an_answer",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="QuestionEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("words", models.TextField(blank=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="handed_on",
                        to="liaison.post",
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="liaison.hubquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("question", "sequence"), name="question_events_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "handed_on"), _negated=True),
                            ("post__isnull", False),
                            _connector="OR",
                        ),
                        name="question_is_handed_on_to_a_post",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="QuestionFeedback",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("helped", models.CharField(max_length=6)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="feedback",
                        to="liaison.hubquestion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("helped__in", ["yes", "partly", "no"])),
                        name="feedback_is_known",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="AnswerPromise",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_at", models.DateTimeField(unique=True)),
                ("urgent_hours", models.PositiveSmallIntegerField()),
                ("ordinary_days", models.PositiveSmallIntegerField()),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="promises",
                        to="liaison.post",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("urgent_hours__gte", 1),
                            ("urgent_hours__lte", 40),
                            ("ordinary_days__gte", 1),
                            ("ordinary_days__lte", 20),
                        ),
                        name="promise_is_within_reason",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="HubCover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("from_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "by_post",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covering",
                        to="liaison.post",
                    ),
                ),
                (
                    "by_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="covers",
                        to="liaison.post",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["post", "until_at"], name="cover_by_post")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by_post__isnull", False), ("by_user", None)),
                            models.Q(("by_post", None), ("by_user__isnull", False)),
                            _connector="OR",
                        ),
                        name="cover_is_one_person_or_one_post",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by_post", None),
                            models.Q(("by_post", models.F("post")), _negated=True),
                            _connector="OR",
                        ),
                        name="no_post_covers_itself",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_at__gt", models.F("from_at"))),
                        name="cover_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at", None), ("ended_by", None)),
                            models.Q(("ended_at__isnull", False), ("ended_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="cover_ended_by_somebody",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="hubquestion",
            index=models.Index(fields=["state", "promised_by"], name="question_by_promise"),
        ),
        migrations.AddIndex(
            model_name="hubquestion",
            index=models.Index(fields=["asker", "asked_at"], name="question_by_asker"),
        ),
        migrations.AddIndex(
            model_name="hubquestion",
            index=models.Index(fields=["answered_at"], name="question_by_answer_time"),
        ),
    ]
