import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0014_photo_narrower")]

    operations = [
        migrations.AddField(
            model_name="article",
            name="revises",
            field=models.OneToOneField(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="working_copy",
                to="articles.article",
                verbose_name="working copy of",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="revises_version",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="legacyaddress",
            name="article",
            field=models.ForeignKey(
                limit_choices_to={"revises": None},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="legacy_addresses",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AlterField(
            model_name="pin",
            name="article",
            field=models.ForeignKey(
                limit_choices_to={"revises": None},
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pins",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AlterField(
            model_name="relatedlink",
            name="target",
            field=models.ForeignKey(
                blank=True,
                limit_choices_to={"revises": None},
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="linked_from",
                to="articles.article",
                verbose_name="story",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("revises__isnull", True), ("revises_version__isnull", True)),
                    models.Q(
                        ("first_published_at__isnull", True),
                        ("published_at__isnull", True),
                        ("revises__isnull", False),
                        ("revises_version__isnull", False),
                        ("status__in", ("draft", "in_review")),
                    ),
                    _connector="OR",
                ),
                name="article_working_copy_is_never_out",
            ),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("revises__isnull", True), models.Q(("revises", models.F("id")), _negated=True), _connector="OR"
                ),
                name="article_working_copy_is_of_another",
            ),
        ),
    ]
