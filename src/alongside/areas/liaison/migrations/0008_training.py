"""Rows of training."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_placement_roles"),
        ("liaison", "0007_practice_guide"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="TrainingCourse",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("what_for", models.TextField()),
                ("roles", models.JSONField(default=list)),
                ("lasts_months", models.PositiveSmallIntegerField(null=True)),
                ("minutes", models.PositiveSmallIntegerField()),
                ("led_by", models.CharField(max_length=160)),
                ("materials", models.TextField(blank=True)),
                ("said_as", models.TextField(blank=True)),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("title",),
                        name="course_named_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("what_for", ""), _negated=True),
                        ),
                        name="course_says_what_it_is_for",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("lasts_months", None), ("lasts_months__gte", 1), _connector="OR"
                        ),
                        name="course_lasts_a_month",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 5)), name="course_takes_some_time"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TrainingSession",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("where", models.CharField(max_length=200)),
                ("places", models.PositiveSmallIntegerField()),
                ("state", models.CharField(default="planned", max_length=10)),
                ("cancelled_why", models.CharField(blank=True, max_length=200)),
                ("code_key", models.CharField(max_length=64)),
                ("planned_at", models.DateTimeField()),
                (
                    "course",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="liaison.trainingcourse",
                    ),
                ),
                (
                    "planned_by",
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
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))),
                        name="training_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("places__gte", 1)), name="training_session_has_a_place"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["planned", "held", "cancelled"])),
                        name="training_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "cancelled"), _negated=True),
                            models.Q(("cancelled_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="training_cancelled_with_a_reason",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TrainingPlace",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("asked_at", models.DateTimeField()),
                ("offer_ends_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken",
                        to="liaison.trainingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "offered", "booked"])),
                        fields=("session", "user"),
                        name="one_place_for_each_in_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "offered", "booked", "left"])),
                        name="place_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", False), ("state", "left")),
                            models.Q(models.Q(("state", "left"), _negated=True), ("left_at", None)),
                            _connector="OR",
                        ),
                        name="place_given_up_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "offered"), _negated=True),
                            ("offer_ends_at__isnull", False),
                            _connector="OR",
                        ),
                        name="offered_place_has_an_end",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TrainingAttendance",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("way", models.CharField(max_length=10)),
                ("recorded_at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="came",
                        to="liaison.trainingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at", None)),
                        fields=("session", "user"),
                        name="came_once_to_a_session",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["code", "file", "hand"])),
                        name="way_signed_in_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_back_at", None), ("taken_back_by", None)),
                            models.Q(
                                ("taken_back_at__isnull", False), ("taken_back_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="attendance_taken_back_by_somebody",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SessionTrainer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("name", models.CharField(max_length=120)),
                ("used_services", models.BooleanField(default=False)),
                ("on_catalogue", models.CharField(default="unnamed", max_length=10)),
                ("on_session", models.CharField(default="unnamed", max_length=10)),
                ("on_screen", models.CharField(default="unnamed", max_length=10)),
                ("agreed_on", models.DateField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("payment", models.CharField(blank=True, max_length=120)),
                ("paid_on", models.DateField(null=True)),
                ("support", models.CharField(default="owed", max_length=10)),
                ("added_at", models.DateTimeField()),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rung_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trainers",
                        to="liaison.trainingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("session", "name"), name="trainer_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="trainer_has_a_name"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("on_catalogue__in", ["named", "initials", "unnamed"]),
                            ("on_session__in", ["named", "initials", "unnamed"]),
                            ("on_screen__in", ["named", "initials", "unnamed"]),
                        ),
                        name="naming_of_a_trainer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("on_catalogue", "unnamed"),
                                ("on_screen", "unnamed"),
                                ("on_session", "unnamed"),
                            ),
                            models.Q(("agreed_on__isnull", False), ("withdrawn_at", None)),
                            _connector="OR",
                        ),
                        name="trainer_named_only_by_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("paid_on", None),
                            models.Q(("payment", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="trainer_paid_what_was_agreed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("support__in", ["owed", "offered", "taken", "declined"])
                        ),
                        name="support_after_is_known",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="SessionEvaluation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("worth_it", models.BooleanField(null=True)),
                ("will_change", models.BooleanField(null=True)),
                ("words", models.CharField(blank=True, max_length=300)),
                ("received_on", models.DateField()),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="evaluations",
                        to="liaison.trainingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("worth_it__isnull", False),
                            ("will_change__isnull", False),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="evaluation_says_something",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="EvaluationReceipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="liaison.trainingsession",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("session", "user"), name="session_evaluated_once"
                    )
                ]
            },
        ),
        migrations.AddIndex(
            model_name="trainingsession",
            index=models.Index(fields=["course", "starts_at"], name="training_by_course"),
        ),
        migrations.AddIndex(
            model_name="trainingplace",
            index=models.Index(fields=["user", "state"], name="training_place_by_user"),
        ),
        migrations.AddIndex(
            model_name="trainingattendance",
            index=models.Index(fields=["user"], name="training_came_by_user"),
        ),
    ]
