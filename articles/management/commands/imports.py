from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from articles.importer import Outcome
from articles.models import ImportBatch


class Command(BaseCommand):
    help = "List the imports, newest first, with their numbers for undo_import and import_articles --verify."

    def handle(self, **_options: Any) -> None:
        batches = list(ImportBatch.objects.all())
        if not batches:
            self.stdout.write("Nothing has been imported yet. Begin with import_articles PATH --plan.")
        for batch in batches:
            counts = ", ".join(f"{count} {outcome}" for outcome in Outcome if (count := getattr(batch, outcome.value)))
            started = timezone.localtime(batch.started_at)
            self.stdout.write(f"#{batch.pk}  {batch.source}  {started:%Y-%m-%d %H:%M}  {state(batch)}  {counts}")


def state(batch: ImportBatch) -> str:
    if batch.undone_at:
        return "undone"
    return "finished" if batch.finished_at else "running or cut short"
