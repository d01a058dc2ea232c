import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import due, search
from articles.models import Occasion

TELLS_SECONDS = 30.0
SAID = {
    Occasion.APPEARS: "readers see it",
    Occasion.BREAKING_ENDS: "no longer breaking news",
}


class Command(BaseCommand):
    help = (
        "Do what time brings: links that waited for a story, breaking news that is over, notices by mail, old unsaved "
        "work, a search server that was away. For cron, each minute; safe to run again, and twice at once. Readers see "
        "a story at its time whether this runs or not."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="say what is due, and change nothing")

    def handle(self, *, dry_run: bool, **_options: Any) -> None:
        at = timezone.now()
        done = failed = 0
        for kept in due.look_ahead(at) if dry_run else due.keep_appointments(at):
            instant = f"{timezone.localtime(kept.due_at):%Y-%m-%d %H:%M:%S %Z}"
            if kept.fault:
                failed += 1
                self.stderr.write(f"Story {kept.story}, due {instant}: {kept.fault}. It is tried again later.")
            else:
                done += 1
                self.stdout.write(f"Story {kept.story}, due {instant}: {SAID[kept.occasion]}.")
        if dry_run:
            self.stdout.write(f"{done:,} due. Nothing was changed.")
            return
        sent, forgotten = due.tell(at), due.forget_old(at)
        self._tell_search_server()
        if done or sent or forgotten:
            self.stdout.write(f"{done:,} done. Notices sent: {sent:,}. Old rows forgotten: {forgotten:,}.")
        if failed:
            raise CommandError(f"{failed:,} failed. The log says why.")

    def _tell_search_server(self) -> None:
        """What could not be told when it was done."""
        try:
            told, until = 0, time.monotonic() + TELLS_SECONDS
            for count in search.telling.tell():
                told += count
                if time.monotonic() > until:  # the next run goes on
                    break
            if told:
                self.stdout.write(f"The search server was told of {told:,} changed stories.")
        except search.Away as fault:
            self.stderr.write(f"{fault} What it is to be told waits.")
