from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.importer.undo import Undoing, look_ahead, undo
from articles.management.batches import batch_numbered
from articles.management.progress import Progress
from articles.models import ImportBatch


class Command(BaseCommand):
    help = "Take an import back: what it made goes, what it changed is again as it was, what editors did stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("batch", type=int, metavar="NUMBER", help="of the import; `imports` lists them")
        parser.add_argument("--yes", action="store_true", help="do not ask")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")
        parser.add_argument(
            "--with-edited", action="store_true", help="stories too that editors have worked on since the import"
        )

    def handle(self, *, batch: int, **options: Any) -> None:
        chosen = batch_numbered(batch)
        ahead = look_ahead(chosen, with_edited=options["with_edited"])
        self.say(chosen, ahead)
        if options["dry_run"]:
            self.stdout.write("Nothing was changed.")
            return
        if not options["yes"] and not self.is_confirmed():
            raise CommandError("Nothing was changed. Give --yes to go on without being asked.")
        with Progress("undoing", total=ahead.removed + ahead.put_back) as progress:
            done = undo(chosen, with_edited=options["with_edited"], advance=progress.advance)
        nouns = "".join(f"; {noun}s removed: {count:,}" for noun, count in done.nouns.items())
        self.stdout.write(
            f"Undone. Stories removed: {done.removed:,}, put back: {done.put_back:,}, kept: {len(done.kept):,}{nouns}."
        )

    def say(self, batch: ImportBatch, ahead: Undoing) -> None:
        self.stdout.write(
            f"Import #{batch.pk} of {batch.source!r}: {ahead.removed} stories will be removed with their links and "
            f"addresses, {ahead.put_back} will be again as they were before it; then the sections, authors, tags and "
            "photos that it made and nobody uses."
        )
        for article in ahead.kept:
            self.stdout.write(f"  stays, an editor has worked on it: {article.pk} {article.headline}")

    def is_confirmed(self) -> bool:
        try:
            return input("Go on? (yes/no) ").strip().lower() == "yes"
        except EOFError:  # nobody is there to ask
            return False
