from typing import Any

import articles.models.search_entry
import django.db.models.deletion
from django.db import migrations, models

# Both indexes are the database's own: it writes them as part of the statement that writes an entry. A later migration
# that makes SQLite build the table anew (an altered column) must put the triggers back.
POSTGRESQL = [
    """
    ALTER TABLE articles_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        to_tsvector('simple', ages) || setweight(to_tsvector('simple', title), 'A')
        || setweight(to_tsvector('simple', names), 'B') || to_tsvector('simple', text)
    ) STORED
    """,
    "CREATE INDEX search_entry_vector ON articles_searchentry USING gin (vector)",
]
COLUMNS = "ages, title, names, text"
OLD, NEW = (", ".join(f"{row}.{column}" for column in COLUMNS.split(", ")) for row in ("old", "new"))
TAKE_OUT = f"INSERT INTO articles_searchentry_index(articles_searchentry_index, rowid, {COLUMNS}) VALUES ('delete', old.article_id, {OLD})"
PUT_IN = f"INSERT INTO articles_searchentry_index(rowid, {COLUMNS}) VALUES (new.article_id, {NEW})"
SQLITE = [
    f"CREATE VIRTUAL TABLE articles_searchentry_index USING fts5({COLUMNS}, content='articles_searchentry', content_rowid='article_id', columnsize=0, tokenize='ascii')",
    f"CREATE TRIGGER search_entry_made AFTER INSERT ON articles_searchentry BEGIN {PUT_IN}; END",
    f"CREATE TRIGGER search_entry_gone AFTER DELETE ON articles_searchentry BEGIN {TAKE_OUT}; END",
    f"CREATE TRIGGER search_entry_changed AFTER UPDATE ON articles_searchentry BEGIN {TAKE_OUT}; {PUT_IN}; END",
]


def make_index(apps: Any, schema_editor: Any) -> None:
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def drop_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE articles_searchentry DROP COLUMN vector")
        return
    for trigger in ("made", "gone", "changed"):
        schema_editor.execute(f"DROP TRIGGER search_entry_{trigger}")
    schema_editor.execute("DROP TABLE articles_searchentry_index")


class Migration(migrations.Migration):

    dependencies = [("articles", "0022_history")]

    operations = [
        migrations.RemoveField(model_name="article", name="search_text"),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("article", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="search_entry", serialize=False, to="articles.article")),
                ("listed_at", models.DateTimeField(null=True)),
                ("ages", articles.models.search_entry.TermsField()),
                ("title", articles.models.search_entry.TermsField()),
                ("names", articles.models.search_entry.TermsField()),
                ("text", articles.models.search_entry.TermsField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
