from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles import search
from articles.management.progress import Progress
from articles.models import Article

AT_ONCE = 200
MOST_NAMED = 20


class Command(BaseCommand):
    help = "Prove that a search finds every story by what it says, and mend the entries that do not say it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say what differs; exit 1 if anything does.")

    def handle(self, *, check: bool, **_options: Any) -> None:
        stories = Article.objects.only(*search.COLUMNS)
        numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        wrong: list[int] = []
        with Progress("Looking at stories", total=len(numbers)) as progress:
            for begin in range(0, len(numbers), AT_ONCE):
                some = numbers[begin : begin + AT_ONCE]
                with transaction.atomic():  # a story changed meanwhile is read and mended as one
                    found = dict(search.differing(list(stories.filter(pk__in=some).order_by("pk"))))
                    if not check:
                        search.index_of(Article.objects.filter(pk__in=found))
                for number, why in found.items():
                    self._name(number, why, already=len(wrong))
                    wrong.append(number)
                progress.advance(len(some))
        self._conclude(len(numbers), len(wrong), check=check)

    def _name(self, number: int, why: str, *, already: int) -> None:
        if already < MOST_NAMED:
            what = "has no entry" if why == "missing" else f"differs in “{why}”"
            self.stderr.write(f"Story {number}: its entry {what}." if why != "missing" else f"Story {number} {what}.")
        elif already == MOST_NAMED:
            self.stderr.write("… and more.")

    def _conclude(self, looked_at: int, wrong: int, *, check: bool) -> None:
        if check and wrong:
            raise CommandError(f"{wrong:,} of {looked_at:,} stories differ. Run search_index to mend them.")
        self.stdout.write(f"{looked_at:,} stories looked at, {wrong:,} {'differ' if check else 'mended'}.")
