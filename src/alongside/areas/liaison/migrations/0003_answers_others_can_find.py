"""Answers; the full-text index of the hub, in each store's own kind; the words it is made of."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQLITE = (
    """
    CREATE VIRTUAL TABLE liaison_search_index USING fts5(
        title, said_as, body, content='liaison_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='3 4')
    """,
    """
    CREATE TRIGGER liaison_search_filed AFTER INSERT ON liaison_searchentry BEGIN
        INSERT INTO liaison_search_index(rowid, title, said_as, body)
        VALUES (new.id, new.title, new.said_as, new.body);
    END
    """,
    """
    CREATE TRIGGER liaison_search_taken_out AFTER DELETE ON liaison_searchentry BEGIN
        INSERT INTO liaison_search_index(liaison_search_index, rowid, title, said_as, body)
        VALUES ('delete', old.id, old.title, old.said_as, old.body);
    END
    """,
    """
    CREATE TRIGGER liaison_search_filed_again AFTER UPDATE ON liaison_searchentry BEGIN
        INSERT INTO liaison_search_index(liaison_search_index, rowid, title, said_as, body)
        VALUES ('delete', old.id, old.title, old.said_as, old.body);
        INSERT INTO liaison_search_index(rowid, title, said_as, body)
        VALUES (new.id, new.title, new.said_as, new.body);
    END
    """,
)
SQLITE_BACK = (
    "DROP TRIGGER liaison_search_filed_again",
    "DROP TRIGGER liaison_search_taken_out",
    "DROP TRIGGER liaison_search_filed",
    "DROP TABLE liaison_search_index",
)
ACCENTED, PLAIN = "àáâäãåçèéêëìíîïñòóôöõùúûüýÿŵŷ", "aaaaaaceeeeiiiinooooouuuuyywy"
WEIGHED = " || ".join(
    "setweight(to_tsvector('english'::regconfig, regexp_replace("
    f"translate(lower({column}), '{ACCENTED}', '{PLAIN}'), '[^a-z0-9]+', ' ', 'g')), '{weight}')"
    for column, weight in (("title", "A"), ("said_as", "B"), ("body", "D"))
)
"""Words are cut at every sign, as SQLite's tokenizer does, so that both find the same."""
POSTGRES = (
    "ALTER TABLE liaison_searchentry ADD COLUMN search_index tsvector "
    f"GENERATED ALWAYS AS ({WEIGHED}) STORED",
    "CREATE INDEX liaison_search_index ON liaison_searchentry USING gin (search_index)",
)
POSTGRES_BACK = ("ALTER TABLE liaison_searchentry DROP COLUMN search_index",)


def put_up(apps, editor):
    """Make the index of this store."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement)


def take_down(apps, editor):
    """Remove it."""
    postgres = editor.connection.vendor == "postgresql"
    for statement in POSTGRES_BACK if postgres else SQLITE_BACK:
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [
        ("liaison", "0002_questions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # Nothing was filed yet; the index refers to what it holds by number.
        migrations.DeleteModel(name="SearchEntry"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=20)),
                ("entry_id", models.UUIDField()),
                ("title", models.CharField(max_length=200)),
                ("said_as", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("current_since", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "entry_id"), name="entry_found_once"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="search_entry_has_a_title",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchWord",
            fields=[
                (
                    "word",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("entries", models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.RunPython(put_up, take_down),
        migrations.CreateModel(
            name="KnowledgeAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
                ("from_question_id", models.UUIDField(null=True)),
                ("look_again_on", models.DateField(null=True)),
                ("created_at", models.DateTimeField()),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="liaison.post",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AnswerVersion",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("state", models.CharField(default="proposed", max_length=12)),
                ("question", models.CharField(max_length=200)),
                ("answer", models.TextField()),
                ("said_as", models.TextField(blank=True)),
                ("why", models.CharField(blank=True, max_length=300)),
                ("written_at", models.DateTimeField()),
                ("reviewed_at", models.DateTimeField(null=True)),
                (
                    "reviewed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                (
                    "answer_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="versions",
                        to="liaison.knowledgeanswer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer_of", "number"), name="answer_versions_counted"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "published")),
                        fields=("answer_of",),
                        name="one_version_of_an_answer_is_published",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "proposed")),
                        fields=("answer_of",),
                        name="one_version_of_an_answer_is_proposed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["proposed", "returned", "published", "superseded", "withdrawn"],
                            )
                        ),
                        name="answer_state_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("question", ""), _negated=True),
                            models.Q(("answer", ""), _negated=True),
                        ),
                        name="answer_has_its_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reviewed_at", None), ("reviewed_by", None)),
                            models.Q(
                                ("reviewed_at__isnull", False),
                                ("reviewed_by__isnull", False),
                                models.Q(("reviewed_by", models.F("written_by")), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="answer_is_looked_over_by_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["published", "withdrawn"]), _negated=True),
                            ("reviewed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="answer_is_published_once_looked_over",
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="AnswerEvent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=12)),
                ("number", models.PositiveIntegerField()),
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
                    "answer_of",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="liaison.knowledgeanswer",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("answer_of", "sequence"), name="answer_events_in_order"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["proposed", "published", "returned", "confirmed", "withdrawn"],
                            )
                        ),
                        name="answer_event_is_known",
                    ),
                ]
            },
        ),
        migrations.AddIndex(
            model_name="knowledgeanswer",
            index=models.Index(fields=["look_again_on"], name="answer_by_when_to_look"),
        ),
    ]
