from django.db import models


class ContentMark(models.Model):
    """All marks together are the state of what readers see (content_version.py; docs/decisions/0038).

    As many rows as there have been transactions at once that changed it: none of them waits for another.
    """

    mark = models.BigIntegerField()  # drawn anew with each change: no state bears the name of an earlier one
    withdrawals = models.PositiveBigIntegerField(default=0)  # how often something was taken from readers

    class Meta:
        verbose_name = "mark of what readers see"
        verbose_name_plural = "marks of what readers see"

    def __str__(self) -> str:
        return f"{self.mark:x}"
