from typing import Any

from django.db import migrations


# PostgreSQL would put so long a value elsewhere, and find it again by an index: for each story that has all words of a
# phrase, as only the places in it say whether it has the phrase. It holds for entries that are written from now on.
def store(how: str) -> Any:
    def forwards(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE articles_searchentry ALTER COLUMN vector SET STORAGE {how}")

    return forwards


class Migration(migrations.Migration):

    dependencies = [("articles", "0029_search_errands")]

    operations = [migrations.RunPython(store("MAIN"), store("EXTENDED"))]
