"""The full-text index of the hub, in each store's own kind; and the words it was made of."""

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
    dependencies = [("liaison", "0002_questions")]

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
    ]
