import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_placement_roles"),
        ("liaison", "0006_posts_and_handovers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="GuidePage",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("section", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=120)),
                ("kind", models.CharField(max_length=10)),
                ("created_at", models.DateTimeField()),
                (
                    "created_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_pages",
                        to="liaison.post",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("slug", ""), _negated=True),
                        ),
                        name="guide_page_named",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["page", "policy"])),
                        name="guide_page_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "section__in",
                                [
                                    "first",
                                    "held",
                                    "hospital",
                                    "missing",
                                    "sharing",
                                    "calls",
                                    "together",
                                ],
                            )
                        ),
                        name="guide_page_section_is_known",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="GuideVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("number", models.PositiveIntegerField()),
                ("markdown", models.TextField(blank=True)),
                ("said_as", models.TextField(blank=True)),
                ("why", models.CharField(blank=True, max_length=400)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("published_at", models.DateTimeField(null=True)),
                ("review_again_on", models.DateField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "asked",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guide_reviews",
                        to="liaison.post",
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="liaison.guidepage",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "text_of",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="taken_up_as",
                        to="liaison.guideversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "number"), name="guide_version_numbered"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("page",),
                        name="one_guide_version_stands",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["draft", "in_review"])),
                        fields=("page",),
                        name="one_guide_version_in_hand",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "in_review",
                                    "published",
                                    "superseded",
                                    "withdrawn",
                                    "given_up",
                                ],
                            )
                        ),
                        name="guide_version_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reviewer", models.F("author")), _negated=True),
                        name="guide_is_published_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state__in", ["published", "superseded", "withdrawn"]),
                                _negated=True,
                            ),
                            models.Q(
                                ("published_at__isnull", False),
                                ("review_again_on__isnull", False),
                                ("reviewer__isnull", False),
                                models.Q(("markdown", ""), _negated=True),
                                models.Q(("why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="guide_is_published_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["superseded", "withdrawn"]), _negated=True),
                            ("ended_at__gte", models.F("published_at")),
                            _connector="OR",
                        ),
                        name="guide_version_ends_after_it_began",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="GuideEvent",
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="liaison.guideversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("of", "sequence"), name="guide_events_in_order")
                ]
            },
        ),
        migrations.CreateModel(
            name="LawQuote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("said", models.CharField(max_length=120)),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="quotes",
                        to="liaison.guideversion",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("of", "name"), name="law_quoted_once")
                ]
            },
        ),
        migrations.CreateModel(
            name="MustRead",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("role", models.CharField(max_length=40)),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="must_read",
                        to="liaison.guidepage",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "role"), name="role_must_read_page_once"
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="PracticeNote",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("title", models.CharField(max_length=120)),
                ("tried", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("services", models.CharField(max_length=200)),
                ("period", models.CharField(blank=True, max_length=80)),
                ("said_as", models.TextField(blank=True)),
                ("measured", models.BooleanField()),
                ("how", models.TextField(blank=True)),
                ("found", models.TextField(blank=True)),
                ("counted", models.PositiveIntegerField(null=True)),
                ("interval", models.CharField(blank=True, max_length=120)),
                ("finding", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(default="added", max_length=10)),
                ("added_at", models.DateTimeField()),
                ("kept_at", models.DateTimeField(null=True)),
                ("ended_why", models.CharField(blank=True, max_length=400)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="practice_notes",
                        to="liaison.post",
                    ),
                ),
                (
                    "kept_by",
                    models.ForeignKey(
                        null=True,
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("tried", ""), _negated=True),
                            models.Q(("place", ""), _negated=True),
                            models.Q(("services", ""), _negated=True),
                        ),
                        name="practice_says_what_and_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted", None), ("measured", False)),
                            models.Q(
                                ("measured", True),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("found", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="practice_measured_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["added", "kept", "not_kept", "taken_down"])
                        ),
                        name="practice_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("finding", ""), ("finding__startswith", "/insight/"), _connector="OR"
                        ),
                        name="practice_finding_is_ours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["kept", "taken_down"]), _negated=True),
                            models.Q(("kept_at__isnull", False), ("kept_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="practice_kept_by_somebody",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="PracticeTrial",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("services", models.CharField(max_length=200)),
                ("measured", models.BooleanField()),
                ("how", models.TextField(blank=True)),
                ("found", models.TextField()),
                ("counted", models.PositiveIntegerField(null=True)),
                ("interval", models.CharField(blank=True, max_length=120)),
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
                    "note",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="trials",
                        to="liaison.practicenote",
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
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("found", ""), _negated=True),
                            models.Q(("services", ""), _negated=True),
                        ),
                        name="trial_says_who_and_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("counted", None), ("measured", False)),
                            models.Q(
                                ("measured", True),
                                models.Q(("how", ""), _negated=True),
                                models.Q(("found", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="trial_measured_says_how",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="ReadReceipt",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("read_at", models.DateTimeField()),
                (
                    "of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="liaison.guideversion",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("of", "user"), name="guide_read_once")
                ]
            },
        ),
        migrations.AddIndex(
            model_name="guideversion",
            index=models.Index(fields=["state", "review_again_on"], name="guide_by_review_day"),
        ),
        migrations.AddIndex(
            model_name="lawquote",
            index=models.Index(fields=["name"], name="law_quote_by_name"),
        ),
        migrations.AddIndex(
            model_name="practicenote",
            index=models.Index(fields=["state", "kept_at"], name="practice_by_state"),
        ),
    ]
