from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.management.progress import Progress
from articles.retention import Pruning, prune

LONGEST = 36_500  # days: a century


class Command(BaseCommand):
    help = (
        "Drop old versions that only the desk ever saw. Never one that readers saw, nor the first or the last of a "
        "story, nor what an import brought. Safe to run again, and twice at once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--keep-days", type=int, default=365, help="keep all that are younger (default: 365)")
        parser.add_argument("--keep-versions", type=int, default=20, help="keep the latest of each story (default: 20)")
        parser.add_argument("--dry-run", action="store_true", help="say what would go, and change nothing")

    def handle(self, *, keep_days: int, keep_versions: int, dry_run: bool, **_options: Any) -> None:
        if not 0 <= keep_days <= LONGEST:
            raise CommandError(f"--keep-days is {keep_days}: give a number from 0 to {LONGEST}.")
        if keep_versions < 0:
            raise CommandError(f"--keep-versions is {keep_versions}: give 0 or more.")
        pruning = Pruning()
        with Progress("stories") as progress:
            for pruning in prune(keep_days=keep_days, keep_versions=keep_versions, dry_run=dry_run):  # noqa: B007
                progress.advance()
        self.say(pruning, dry_run=dry_run)

    def say(self, pruning: Pruning, *, dry_run: bool) -> None:
        verb = "Would drop" if dry_run else "Dropped"
        self.stdout.write(f"{verb} {pruning.dropped:,} versions. Stories looked at: {pruning.stories:,}.")
        for reason, count in pruning.kept.most_common():
            self.stdout.write(f"  kept, {reason.value}: {count:,}")
        if dry_run:
            self.stdout.write("Nothing was changed.")
