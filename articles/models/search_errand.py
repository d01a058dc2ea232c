from django.db import models
from django.utils import timezone


class SearchErrand(models.Model):
    """A change of a story's search entry that the search server is yet to be told (search/telling.py).

    Written in the transaction that changes the entry, so that none is lost. Their numbers are the order of what was
    done to one story. The story may be gone by now: then that is what is told.
    """

    story = models.BigIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.story)
