"""A waiting link knows where its story once stood, and how to find the newest of a name in one step."""

import articles.models.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_photo_key"),
    ]

    operations = [
        migrations.AddField(
            model_name="relatedlink",
            name="pending_reference",
            field=articles.models.fields.DerivedLineField(blank=True, editable=False, max_length=1000),
        ),
        migrations.AddConstraint(
            model_name="relatedlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pending_reference", ""),
                    ("target__isnull", False),
                    models.Q(("pending_headline", ""), _negated=True),
                    _connector="OR",
                ),
                name="related_link_reference_waits",
            ),
        ),
        migrations.AddIndex(
            model_name="relatedlink",
            index=models.Index(
                condition=models.Q(("target__isnull", True), models.Q(("pending_reference", ""), _negated=True)),
                fields=["pending_reference"],
                name="related_link_waits_for",
            ),
        ),
        migrations.RemoveIndex(model_name="article", name="article_headline_key"),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                fields=["headline_key", "status", "-published_at", "-id"], name="article_newest_of_headline"
            ),
        ),
    ]
