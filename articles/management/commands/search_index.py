from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from articles import search
from articles.management.progress import Progress
from articles.models import Article, SearchErrand
from articles.search import telling

if TYPE_CHECKING:
    from articles.search.opensearch import Server

AT_ONCE = 200
MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Prove that a search finds every story by what it says, and mend the entries that do not say it; with "
        "SEARCH_URL, the index there too."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Only say what differs; exit 1 if anything does.")
        parser.add_argument(
            "--anew", action="store_true", help="Make the index of SEARCH_URL anew: after a backup was restored."
        )

    def handle(self, *, check: bool, anew: bool, **_options: Any) -> None:
        there = search.server()
        if anew and (there is None or check):
            raise CommandError("--anew makes the index of SEARCH_URL anew: it needs one, and goes without --check.")
        self.named = 0
        numbers = list(Article.objects.order_by("pk").values_list("pk", flat=True))
        try:
            if there is not None and not check:
                telling.prepare(there, anew=anew)
            wrong = self._entries(numbers, check=check)
            if there is not None:
                wrong |= self._index(there, numbers, check=check)
        except search.Away as fault:
            raise CommandError(f"{fault} What is to be told waits; the database answers meanwhile.") from fault
        self._conclude(len(numbers), len(wrong), check=check)

    def _entries(self, numbers: list[int], *, check: bool) -> set[int]:
        stories = Article.objects.only(*search.COLUMNS)
        wrong: set[int] = set()
        with Progress("Looking at stories", total=len(numbers)) as progress:
            for begin in range(0, len(numbers), AT_ONCE):
                some = numbers[begin : begin + AT_ONCE]
                with transaction.atomic():  # a story changed meanwhile is read and mended as one
                    found = dict(search.differing(list(stories.filter(pk__in=some).order_by("pk"))))
                    if not check:
                        search.index_of(Article.objects.filter(pk__in=found))
                for number, why in found.items():
                    self._name(
                        f"Story {number} has no entry."
                        if why == "missing"
                        else f"Story {number}: its entry differs in “{why}”."
                    )
                wrong |= set(found)
                progress.advance(len(some))
        return wrong

    def _index(self, there: "Server", numbers: list[int], *, check: bool) -> set[int]:
        """What the server knows of stories, once it was told what waits."""
        there.begin_anew()
        if not check:
            self._tell()
        wrong = self._differing(there, numbers) | set(telling.strangers(there))
        # What was changed meanwhile, or is on its way, is not wrong.
        wrong = self._differing(there, sorted(wrong)) - set(SearchErrand.objects.values_list("story", flat=True))
        for number in sorted(wrong):
            self._name(f"Story {number}: the search server knows something else of it.")
        if not check and wrong:
            telling.remember_anew(sorted(wrong))
            self._tell()
            if left := self._differing(there, sorted(wrong)):
                raise CommandError(
                    f"{there} was told, and still knows something else of {len(left):,} stories. Either the log says "
                    "that it refuses them, or it has seen later changes than this database knows: that was restored, "
                    "or another site writes there. Run search_index --anew, or name another index."
                )
        return wrong

    def _differing(self, there: "Server", numbers: list[int]) -> set[int]:
        differing: set[int] = set()
        with Progress(f"Looking at {there}", total=len(numbers)) as progress:
            for begin in range(0, len(numbers), AT_ONCE):
                some = numbers[begin : begin + AT_ONCE]
                differing |= set(telling.untold(there, some))
                progress.advance(len(some))
        return differing

    def _tell(self) -> None:
        waiting = SearchErrand.objects.count()
        if not waiting:
            return
        with Progress("Telling the search server", total=waiting) as progress:
            for count in telling.tell():
                progress.advance(count)

    def _name(self, sentence: str) -> None:
        self.named += 1
        if self.named <= MOST_NAMED:
            self.stderr.write(sentence)
        elif self.named == MOST_NAMED + 1:
            self.stderr.write("… and more.")

    def _conclude(self, looked_at: int, wrong: int, *, check: bool) -> None:
        if check and wrong:
            raise CommandError(f"{wrong:,} of {looked_at:,} stories differ. Run search_index to mend them.")
        self.stdout.write(f"{looked_at:,} stories looked at, {wrong:,} {'differ' if check else 'mended'}.")
