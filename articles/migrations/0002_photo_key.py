"""Photos get a name for good: that of the bytes that were uploaded."""

from django.db import migrations, models
from django.db.models import F


def name_by_what_is_kept(apps, schema_editor):
    """What was uploaded is gone by now. What was made of it names the photo as well, and nothing else does."""
    apps.get_model("articles", "Photo").objects.filter(key="").update(key=F("sha256"))


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="key",
            field=models.CharField(default="", editable=False, max_length=64),
            preserve_default=False,
        ),
        migrations.RunPython(name_by_what_is_kept, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="photo",
            name="key",
            field=models.CharField(editable=False, max_length=64, unique=True),
        ),
        migrations.AddConstraint(
            model_name="photo",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="photo_has_a_key"),
        ),
    ]
