from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from articles import formats
from articles.formats.record import FormatError, Item, Place, Rejection
from articles.importer import ImportIsRunning, Options, Outcome, Result, Summary, import_items
from articles.keys import fold_blanks
from articles.models.fields import FORBIDDEN_IN_LINE

LONGEST_NAME = 60
INTERRUPTED = 130  # as a shell has it for a program that Ctrl-C ended


class Command(BaseCommand):
    help = "Import legacy articles from files or folders. Safe to run again: what is here already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder of files")
        parser.add_argument("--format", choices=[each.NAME for each in formats.FORMATS], help="instead of detecting it")
        parser.add_argument(
            "--source",
            default="archive",
            help="name of the archive; a story is known by it and by its own name there (default: archive)",
        )
        parser.add_argument("--section", default="Berita", help="for stories that name none (default: Berita)")
        parser.add_argument("--as-draft", action="store_true", help="publish nothing")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, and change nothing")
        parser.add_argument("--quiet", action="store_true", help="print the summary only")
        parser.add_argument("--limit", type=int, help="stop after so many stories")

    def handle(self, *, paths: list[Path], **options: Any) -> None:
        for path in paths:
            if not path.exists():
                raise CommandError(f"{path} does not exist. Give a file or a folder.")
        limit = options["limit"]
        if limit is not None and limit < 1:
            raise CommandError(f"--limit is {limit}. Give a number of stories from 1 on.")
        items = islice(self.items(paths, options["format"]), limit)
        choices = Options(
            source=name_of("--source", options["source"]),
            section=name_of("--section", options["section"]),
            as_draft=options["as_draft"],
            dry_run=options["dry_run"],
        )
        with self.progress() as progress:
            task = progress.add_task("stories", total=None)

            def report(result: Result) -> None:
                progress.advance(task)
                if not options["quiet"]:
                    self.print_problems(result)

            try:
                summary = import_items(items, choices, report=report)
            except ImportIsRunning as error:
                raise CommandError(str(error)) from error
        self.print_summary(summary)
        if summary.was_interrupted:
            self.stderr.write("Interrupted; run the same command again to go on.")
            raise SystemExit(INTERRUPTED)
        if summary.counts[Outcome.REJECTED]:
            raise SystemExit(1)

    def items(self, paths: list[Path], format_name: str | None) -> Iterator[Item]:
        reading = formats.Reading(zone=timezone.get_default_timezone())
        for path in paths:
            for found in formats.story_files(path):
                if isinstance(found, Rejection):
                    yield found
                    continue
                try:
                    yield from formats.read(
                        found.path,
                        source_id=found.source_id,
                        reading=replace(reading, section=found.section),
                        format_name=format_name,
                    )
                except FormatError as error:
                    name = formats.printable(found.path)
                    yield Rejection(Place(name), str(error).removeprefix(f"{name}: "))

    def progress(self) -> Progress:
        console = Console(stderr=True)
        return Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )

    def print_problems(self, result: Result) -> None:
        style = self.style.ERROR if result.outcome is Outcome.REJECTED else self.style.WARNING
        for problem in result.problems:
            self.stdout.write(style(f"{result.place}: {result.outcome}: {problem}"))

    def print_summary(self, summary: Summary) -> None:
        counts = ", ".join(f"{summary.counts[outcome]} {outcome}" for outcome in Outcome)
        line = f"Import: {counts}; {summary.warnings} to check, {summary.residue} pieces of residue removed"
        if summary.batch is None:
            self.stdout.write(f"{line}; nothing was changed.")
        elif summary.was_interrupted:
            self.stdout.write(f"{line}.")
        else:
            links = f"{summary.resolved} found their story, {summary.pending} of this source wait for theirs"
            self.stdout.write(f"{line}; related links: {links}.")


def name_of(option: str, value: str) -> str:
    """The value with its blanks folded. Raise CommandError if it cannot be the name of a source or a section."""
    if not value.strip():
        raise CommandError(f"{option} is empty. Give a name, or leave the option out.")
    if FORBIDDEN_IN_LINE.search(value):
        raise CommandError(f"{option} {value!r} holds a character that cannot be kept. Give a name without it.")
    if len(name := fold_blanks(value)) > LONGEST_NAME:
        raise CommandError(f"{option} has {len(name)} characters. Give a name of at most {LONGEST_NAME}.")
    return name
