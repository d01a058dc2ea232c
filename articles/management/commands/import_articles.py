from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles import formats
from articles.formats import Item, ahead
from articles.formats.media import MediaFolder
from articles.formats.named_fields import FIELDS as COLUMN_FIELDS
from articles.importer import ImportIsRunning, Options, Outcome, Result, Summary, import_items
from articles.importer.verify import Finding, verify
from articles.keys import fold_blanks, tag_key
from articles.management.batches import batch_numbered
from articles.management.import_report import Problems, report_file, summary_lines
from articles.management.name_lists import names_in, read_names, write_names
from articles.management.progress import Progress
from articles.models import ImportBatch
from articles.models.fields import FORBIDDEN_IN_LINE
from articles.models.slugs import slug_of

LONGEST_NAME = 60
INTERRUPTED = 130  # as a shell has it for a program that Ctrl-C ended
DATE_ORDERS = ("dmy", "mdy", "ymd")


class Command(BaseCommand):
    help = "Import legacy articles. Safe to run again: what is here already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add = parser.add_argument
        add("paths", nargs="*", metavar="PATH", help="files, folders, globs, .zip or .gz; - is standard input")
        add("--plan", "--dry-run", dest="plan", action="store_true", help="say what would happen, and change nothing")
        add("--verify", type=int, metavar="NUMBER", help="walk what this import made through the site, as readers will")
        add(
            "--source",
            default="archive",
            help="name of the archive; a story is known by it and by its own name there (default: archive)",
        )
        add("--format", choices=[each.NAME for each in formats.FORMATS], help="instead of detecting it")
        add("--section", default="Berita", help="for stories that name none (default: Berita)")
        add("--author", default="", help="for stories that name none")
        add("--sections", type=Path, metavar="FILE", help="CSV: which section each category is; written if absent")
        add("--authors", type=Path, metavar="FILE", help="CSV: who each author is here; written if absent")
        add("--media", type=Path, metavar="FOLDER", help="where the stories' pictures are")
        add("--as-draft", action="store_true", help="publish nothing")
        add("--timezone", help="of dates that say none, such as Asia/Jakarta (default: the site's)")
        add("--since", help="pass over stories from before this day, such as 2019-05-04")
        add("--limit", type=int, help="stop after so many stories")
        add("--only-changed", action="store_true", help="pass over files unchanged since this source's last import")
        add("--map", action="append", default=[], metavar="COLUMN=FIELD", help="for tables: judul=headline")
        add("--date-order", choices=DATE_ORDERS, default="", help="for tables: how 03/04/2024 is to be read")
        add("--pages", action="store_true", help="take a site's standing pages too")
        add("--report", type=Path, metavar="FILE", help="write a line of JSON for each story that is not unchanged")
        add("--quiet", action="store_true", help="print the summary only")

    def handle(self, *, paths: list[str], **options: Any) -> None:
        if options["verify"] is not None:
            self.verify(batch_numbered(options["verify"]))
            return
        if not paths:
            raise CommandError("Name at least one file or folder to import.")
        choices = chosen(options)
        if missing := [name for name in ("authors", "sections") if is_absent(options[name])]:
            self.write_lists(missing, paths, options)
            return
        summary = self.run(paths, choices, options)
        lines = list(summary_lines(summary, is_plan=choices.dry_run))
        for line in lines[-1:] if options["quiet"] else lines:
            self.stdout.write(line)
        if summary.was_interrupted:
            self.stderr.write("Interrupted; run the same command again to go on.")
            raise SystemExit(INTERRUPTED)
        self.say_next(summary)
        if summary.counts[Outcome.REJECTED]:
            raise SystemExit(1)

    def run(self, paths: list[str], choices: Options, options: dict[str, Any]) -> Summary:
        problems, part = Problems(), Part()
        path = options["report"] or (plan_report(choices.source) if choices.dry_run else None)
        with report_file(path) as write, Progress("stories") as progress:

            def report(result: Result) -> None:
                progress.advance(part_done=part.done)
                write(result)
                if choices.dry_run:
                    problems.add(result)
                elif not options["quiet"]:
                    self.print_problems(result)

            try:
                summary = import_items(self.items(paths, options, part.set), choices, report=report)
            except ImportIsRunning as error:
                raise CommandError(str(error)) from error
        if not options["quiet"]:
            for line in problems.lines():
                self.stdout.write(line)
        if path is not None:
            self.stdout.write(f"Report: {path}")
        return summary

    def say_next(self, summary: Summary) -> None:
        if summary.batch is not None and (summary.counts[Outcome.CREATED] or summary.counts[Outcome.UPDATED]):
            number = summary.batch.pk
            self.stdout.write(f"This is import {number}: check it with --verify {number}, or undo_import {number}.")

    def items(self, paths: list[str], options: dict[str, Any], on_part: Callable[[float], None]) -> Iterator[Item]:
        told = ahead.Told(
            paths=paths,
            reading=formats.Reading(
                zone=zone_of(options["timezone"]),
                columns=columns_of(options["map"]),
                date_order=options["date_order"],
                with_pages=options["pages"],
            ),
            format_name=options["format"],
            changed_since=last_import_at(options["source"]) if options["only_changed"] else None,
        )
        try:
            items = ahead.read(told, on_file=self.say_format(options), on_part=on_part)
        except formats.FormatError as error:
            raise CommandError(str(error)) from error
        return up_to(options["limit"], items)

    def write_lists(self, missing: list[str], paths: list[str], options: dict[str, Any]) -> None:
        part = Part()
        with Progress("stories") as progress:

            def looked_at() -> Iterator[Item]:
                for item in self.items(paths, options, part.set):
                    progress.advance(part_done=part.done)
                    yield item

            authors, sections = names_in(looked_at())
        for name, counts in (("authors", authors), ("sections", sections)):
            if name in missing:
                write_names(options[name], counts)
                self.stdout.write(f"{options[name]}: {len(counts):,} names to look through.")
        self.stdout.write(
            "Nothing was imported. Fill in the second column (empty: as it is; - : leave it out) and give the same "
            "command again."
        )

    def verify(self, batch: ImportBatch) -> None:
        with Progress("stories", total=batch.sources.count()) as progress:

            def report(finding: Finding) -> None:
                self.stdout.write(self.style.WARNING(f"{finding.story} {finding.headline!r}: {finding.problem}"))

            counts = verify(batch, report=report, advance=progress.advance)
        self.stdout.write(
            f"Verified import {batch.pk}: asked for {counts['stories']:,} stories and {counts['addresses']:,} old "
            f"addresses; findings: {counts['findings']:,}."
        )
        if counts["findings"]:
            raise SystemExit(1)

    def print_problems(self, result: Result) -> None:
        style = self.style.ERROR if result.outcome is Outcome.REJECTED else self.style.WARNING
        for problem in result.problems:
            self.stdout.write(style(f"{result.place}: {result.outcome}: {problem}"))

    def say_format(self, options: dict[str, Any]) -> Callable[[str, str], None]:
        """One line a format, at its first file: a folder of 250,000 texts needs no more."""
        said: set[str] = set()

        def say(name: str, format_name: str) -> None:
            if format_name not in said and not options["quiet"]:
                said.add(format_name)
                self.stderr.write(f"{name}: read as {format_name}.")

        return say


class Part:
    """Which part of all is read."""

    done = 0.0

    def set(self, done: float) -> None:
        self.done = done


def up_to(limit: int | None, items: Iterator[Item]) -> Iterator[Item]:
    """Until so many stories, or what should have been one, have come; what was left out does not count."""
    left = limit
    for item in items:
        yield item
        if left is not None and not isinstance(item, formats.LeftOut):
            left -= 1
            if not left:
                return


def chosen(options: dict[str, Any]) -> Options:
    """Raise CommandError, in a sentence, for what cannot be meant."""
    if options["limit"] is not None and options["limit"] < 1:
        raise CommandError(f"--limit is {options['limit']}. Give a number of stories from 1 on.")
    return Options(
        source=name_of("--source", options["source"]),
        section=name_of("--section", options["section"]),
        author=name_of("--author", options["author"]) if options["author"] else "",
        as_draft=options["as_draft"],
        dry_run=options["plan"],
        since=day_of(options["since"]),
        authors=names_from(options["authors"]),
        sections=names_from(options["sections"]),
        media=media_from(options["media"]),
    )


def name_of(option: str, value: str) -> str:
    """The value with its blanks folded. Raise CommandError if it cannot be the name of anything."""
    if not value.strip():
        raise CommandError(f"{option} is empty. Give a name, or leave the option out.")
    if FORBIDDEN_IN_LINE.search(value):
        raise CommandError(f"{option} {value!r} holds a character that cannot be kept. Give a name without it.")
    if len(name := fold_blanks(value)) > LONGEST_NAME:
        raise CommandError(f"{option} has {len(name)} characters. Give a name of at most {LONGEST_NAME}.")
    return name


def day_of(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise CommandError(f"--since is {text!r}. Give a day as year-month-day, such as 2019-05-04.") from None


def zone_of(name: str | None) -> ZoneInfo:
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        raise CommandError(f"--timezone {name!r} is not known. Give one such as Asia/Makassar.") from None


def columns_of(pairs: list[str]) -> dict[str, str]:
    columns = {}
    for pair in pairs:
        column, equals, field = pair.rpartition("=")
        if not equals or not column.strip() or field.strip() not in COLUMN_FIELDS:
            known = ", ".join(COLUMN_FIELDS)
            raise CommandError(f"--map is {pair!r}. Give COLUMN=FIELD; the fields are: {known}.")
        columns[tag_key(column)] = field.strip()
    return columns


def names_from(path: Path | None) -> Mapping[str, str]:
    return read_names(path) if path is not None and path.exists() else {}


def is_absent(path: Path | None) -> bool:
    return path is not None and not path.exists()


def media_from(path: Path | None) -> MediaFolder | None:
    if path is not None and not path.is_dir():
        raise CommandError(f"--media {path} is not a folder. Give the one that the pictures are in.")
    return MediaFolder(path) if path is not None else None


def last_import_at(source: str) -> float | None:
    """Unix time; None if there was none that ended well."""
    batches = ImportBatch.objects.filter(source=fold_blanks(source), finished_at__isnull=False, undone_at=None)
    batch = batches.order_by("-started_at").first()
    return batch.started_at.timestamp() if batch is not None else None


def plan_report(source: str) -> Path:
    words = slug_of(source, otherwise="archive")
    return settings.IMPORT_REPORTS_ROOT / f"plan-{words}-{timezone.localtime():%Y%m%d-%H%M%S}.jsonl"
