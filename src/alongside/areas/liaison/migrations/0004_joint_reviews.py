"""Rows of joint reviews."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_placement_roles"),
        ("liaison", "0003_answers_others_can_find"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AccountVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("went_well", models.TextField(blank=True)),
                ("differently", models.TextField(blank=True)),
                ("saved_at", models.DateTimeField()),
                ("handed_in_at", models.DateTimeField(null=True)),
                (
                    "handed_in_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "saved_by",
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
                            models.Q(("handed_in_at", None), ("handed_in_by", None)),
                            models.Q(
                                ("handed_in_at__isnull", False), ("handed_in_by__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="account_is_handed_in_by_somebody",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="AccountLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("happened_at", models.DateTimeField(null=True)),
                ("about", models.BooleanField(default=False)),
                ("words", models.CharField(max_length=600)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="liaison.accountversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("account", "sequence"), name="account_lines_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="account_line_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("about", False), ("happened_at__isnull", False), _connector="OR"
                        ),
                        name="about_when_says_when",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="IncidentReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField(unique=True)),
                ("title", models.CharField(max_length=160)),
                ("why", models.TextField()),
                ("happened_on", models.DateField()),
                ("accounts_due_on", models.DateField()),
                ("contact_id", models.UUIDField(null=True)),
                ("purpose", models.CharField(blank=True, max_length=10)),
                ("ground", models.CharField(blank=True, max_length=20)),
                ("state", models.CharField(default="gathering", max_length=12)),
                ("raised_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "raised_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "raised_for",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["gathering", "opened", "closed", "withdrawn"])
                        ),
                        name="review_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("why", ""), _negated=True),
                        ),
                        name="review_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accounts_due_on__gte", models.F("happened_on"))),
                        name="accounts_are_due_after_it_happened",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("opened_at", None), ("state", "gathering")),
                            models.Q(("opened_at__isnull", False), ("state", "opened")),
                            models.Q(("opened_at__isnull", False), ("state", "closed")),
                            ("state", "withdrawn"),
                            _connector="OR",
                        ),
                        name="review_is_open_since_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", False), ("state__in", ["closed", "withdrawn"])
                            ),
                            models.Q(
                                models.Q(("state__in", ["closed", "withdrawn"]), _negated=True),
                                ("ended_at", None),
                            ),
                            _connector="OR",
                        ),
                        name="review_ends_at_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact_id", None),
                            models.Q(
                                models.Q(("purpose", ""), _negated=True),
                                models.Q(("ground", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="a_record_is_read_on_a_ground",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewFact",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("taking", models.PositiveIntegerField()),
                ("sequence", models.PositiveIntegerField()),
                ("happened_at", models.DateTimeField()),
                ("words", models.CharField(max_length=200)),
                ("said_by", models.CharField(max_length=60)),
                ("taken_at", models.DateTimeField()),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facts",
                        to="liaison.incidentreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "taking", "sequence"), name="facts_of_a_review_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="review_fact_says_what",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewDifference",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("words", models.CharField(max_length=400)),
                ("marked_at", models.DateTimeField()),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.accountline",
                    ),
                ),
                (
                    "marked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "other_line",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.accountline",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="differences",
                        to="liaison.incidentreview",
                    ),
                ),
                (
                    "fact",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="liaison.reviewfact",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["time", "order", "happening", "one_sided"])
                        ),
                        name="difference_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="difference_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("other_line", None), ("fact", None), _connector="OR"),
                        name="difference_is_from_one_thing",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewFactor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=20)),
                ("words", models.CharField(blank=True, max_length=400)),
                ("added_at", models.DateTimeField()),
                ("gone_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="factors",
                        to="liaison.incidentreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "category__in",
                                [
                                    "communication",
                                    "capacity",
                                    "transport",
                                    "environment",
                                    "training",
                                    "policy",
                                    "systems",
                                    "handover",
                                    "other",
                                ],
                            )
                        ),
                        name="factor_is_known",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewInvitation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("relation", models.CharField(max_length=12)),
                ("asked_how", models.CharField(max_length=12)),
                ("asked_on", models.DateField()),
                ("invited_at", models.DateTimeField()),
                ("answer", models.CharField(default="waiting", max_length=12)),
                ("words", models.TextField(blank=True)),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="liaison.incidentreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("relation__in", ["person", "family", "carer", "friend", "advocate"])
                        ),
                        name="invited_by_known_relation",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "asked_how__in",
                                ["in_person", "phone", "letter", "worker", "advocate"],
                            )
                        ),
                        name="invited_in_a_known_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["waiting", "yes", "no", "taken_back"])),
                        name="invitation_answer_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", "yes"), models.Q(("words", ""), _negated=True)),
                            models.Q(models.Q(("answer", "yes"), _negated=True), ("words", "")),
                            _connector="OR",
                        ),
                        name="words_are_kept_while_given",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewLearning",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("words", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("held_back_for", models.CharField(blank=True, max_length=200)),
                ("published_at", models.DateTimeField(null=True)),
                ("taken_out_at", models.DateTimeField(null=True)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="learning",
                        to="liaison.incidentreview",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("review", "number"), name="learning_in_order"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("words", ""), _negated=True),
                        ),
                        name="learning_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("published_at", None), ("published_by", None)),
                            models.Q(
                                ("held_back_for", ""),
                                ("published_at__isnull", False),
                                ("published_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="held_back_learning_is_not_published",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("taken_out_at", None), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="only_published_learning_is_taken_out",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("published_at__isnull", False), ("taken_out_at", None)),
                        fields=("review",),
                        name="review_has_one_published_learning",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewParty",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                (
                    "asked_by",
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
                (
                    "post",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviews",
                        to="liaison.post",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parties",
                        to="liaison.incidentreview",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "organisation"), name="service_gives_one_account"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("happened_at", models.DateTimeField()),
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="liaison.incidentreview",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="liaison.reviewparty",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("review", "sequence"), name="review_events_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "raised",
                                    "asked",
                                    "handed_in",
                                    "all_in",
                                    "opened",
                                    "facts",
                                    "difference",
                                    "factor",
                                    "factor_gone",
                                    "learnt",
                                    "held_back",
                                    "published",
                                    "taken_out",
                                    "invited",
                                    "answered",
                                    "words_back",
                                    "agreed",
                                    "closed",
                                    "withdrawn",
                                    "reopened",
                                ],
                            )
                        ),
                        name="review_event_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "opened"), _negated=True),
                            models.Q(("words", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="opening_early_says_why",
                    ),
                ]
            },
        ),
        migrations.AddField(
            model_name="accountversion",
            name="party",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="liaison.reviewparty",
            ),
        ),
        migrations.AddIndex(
            model_name="incidentreview",
            index=models.Index(fields=["state", "accounts_due_on"], name="review_by_state"),
        ),
        migrations.AddIndex(
            model_name="incidentreview",
            index=models.Index(fields=["contact_id"], name="review_by_contact"),
        ),
        migrations.AddIndex(
            model_name="reviewfactor",
            index=models.Index(fields=["category"], name="factor_by_category"),
        ),
        migrations.AddIndex(
            model_name="reviewparty",
            index=models.Index(fields=["organisation"], name="party_by_organisation"),
        ),
        migrations.AddConstraint(
            model_name="accountversion",
            constraint=models.UniqueConstraint(
                fields=("party", "number"), name="account_versions_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="accountversion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("handed_in_at__isnull", False)),
                fields=("party",),
                name="account_is_handed_in_once",
            ),
        ),
    ]
