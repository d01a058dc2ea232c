from django.db import models


class SetAside(models.Model):
    """What the desk keeps beside a story. It goes aside with a deleted draft, and comes back with it."""

    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="%(class)ss")
    draft_number = models.BigIntegerField(null=True, db_index=True)  # of the deleted draft (DeletedDraft.number)

    class Meta:
        abstract = True
