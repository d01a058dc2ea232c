from django.core.management.base import CommandError

from articles.models import ImportBatch


def batch_numbered(number: int) -> ImportBatch:
    """Raise CommandError if there is none."""
    batch = ImportBatch.objects.filter(pk=number).first()
    if batch is None:
        raise CommandError(f"There is no import {number}. `imports` lists them.")
    return batch
