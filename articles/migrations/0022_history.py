import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import articles.models.fields


class Migration(migrations.Migration):

    dependencies = [
        ("articles", "0021_checks"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DeletedDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.BigIntegerField(unique=True)),
                ("headline", articles.models.fields.LineField(max_length=300, verbose_name="headline")),
                ("deleted_at", models.DateTimeField(auto_now_add=True, verbose_name="deleted")),
                ("old_addresses", models.JSONField(default=list)),
                (
                    "deleted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="deleted by",
                    ),
                ),
                (
                    "origin",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="articles.importedsource",
                    ),
                ),
                ("owners", models.ManyToManyField(blank=True, related_name="+", to=settings.AUTH_USER_MODEL)),
                (
                    "revision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reversion.revision"
                    ),
                ),
            ],
            options={
                "verbose_name": "deleted draft",
                "verbose_name_plural": "deleted drafts",
                "ordering": ("-deleted_at", "-pk"),
                "indexes": [models.Index(fields=["-deleted_at", "-id"], name="deleted_draft_newest")],
            },
        ),
    ]
