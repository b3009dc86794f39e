import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0005_groups_that_meet"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Handover",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("changes_at", models.DateTimeField(null=True)),
                ("coffee", models.TextField(blank=True)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("started_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "confirmed", "called_off"])),
                        name="handover_state_is_known",
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="HandoverPart",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("part", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("read_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="PostFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField(default=1)),
                ("made_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.AddField(
            model_name="agreedaction",
            name="escalated_to",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="escalated",
                to="liaison.liaisongroup",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("escalated_at", None), ("escalated_to", None)),
                    models.Q(("escalated_at__isnull", False), ("escalated_to__isnull", False)),
                    _connector="OR",
                ),
                name="action_is_escalated_to_a_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedactionevent",
            constraint=models.UniqueConstraint(
                condition=models.Q(("by", None), ("kind", "escalated")),
                fields=("action", "was"),
                name="missed_day_escalates_once",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="leaver",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="handovers",
                to="liaison.post",
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="started_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handover",
            name="successor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="handoverpart",
            name="handover",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="parts",
                to="liaison.handover",
            ),
        ),
        migrations.AddField(
            model_name="postfeed",
            name="holding",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="feed",
                to="liaison.postholding",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "draft")),
                fields=("post",),
                name="one_handover_of_a_post_prepared_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "confirmed"), _negated=True),
                    models.Q(
                        ("changes_at__isnull", False),
                        ("confirmed_at__isnull", False),
                        ("successor__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="handover_is_confirmed_to_somebody_on_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="handover",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("successor", None),
                    models.Q(("successor", models.F("leaver")), _negated=True),
                    _connector="OR",
                ),
                name="nobody_hands_over_to_themselves",
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverpart",
            constraint=models.UniqueConstraint(
                fields=("handover", "part"), name="handover_part_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="handoverpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "part__in",
                        [
                            "questions",
                            "actions",
                            "promises",
                            "reviews",
                            "meetings",
                            "answers",
                            "guide",
                            "contacts",
                            "cover",
                        ],
                    )
                ),
                name="handover_part_is_known",
            ),
        ),
    ]
