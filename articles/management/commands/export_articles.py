import csv
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet

from articles import exporter
from articles.formats import own_stories
from articles.management.progress import Progress
from articles.models import Article

# What a spreadsheet takes for the beginning of a formula, in the cell or after what it passes over.
FORMULA_BEGINNINGS = tuple("=+-@\t\r\n|%＝＋－＠")
COLUMNS = (
    *("source", "id", "status", "published_at", "section", "kicker", "headline", "standfirst"),
    *("bylines", "tags", "text", "addresses"),
)


class Command(BaseCommand):
    help = "Write the stories out: JSON Lines that import_articles reads back, or CSV for people."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", type=Path, metavar="FILE", help="instead of printing them")
        parser.add_argument("--csv", action="store_true", help="a table to look at, with plain texts; not to import")
        parser.add_argument("--source", help="only stories imported from this archive")
        parser.add_argument("--batch", type=int, metavar="NUMBER", help="only stories that this import made")
        parser.add_argument("--public", action="store_true", help="only what readers see")
        parser.add_argument("--media", type=Path, metavar="FOLDER", help="copy the stories' photos there")

    def handle(self, *, output: Path | None, media: Path | None, **options: Any) -> None:
        stories = chosen(options)
        with written_to(output, self.stdout) as file, Progress("stories", total=stories.count()) as progress:
            write = as_table if options["csv"] else as_lines
            for _line in write(stories, file):
                progress.advance()
        if media is not None:
            self.stderr.write(f"{copy_photos(stories, media)} photos copied to {media}.")


def chosen(options: dict[str, Any]) -> QuerySet[Article]:
    stories = Article.objects.public() if options["public"] else Article.objects.stories()
    if options["source"]:
        stories = stories.filter(imported_from__source=options["source"])
    if options["batch"] is not None:
        stories = stories.filter(imported_from__batch=options["batch"])
    return stories.order_by("pk")


@contextmanager
def written_to(output: Path | None, stdout: Any) -> Iterator[TextIO]:
    """The file appears when it is whole."""
    if output is None:
        yield stdout
        return
    part = output.with_name(f"{output.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}. Give another --output.") from error


def as_lines(stories: QuerySet[Article], file: TextIO) -> Iterator[None]:
    for record in exporter.records(stories):
        file.write(own_stories.written(record) + "\n")
        yield


def as_table(stories: QuerySet[Article], file: TextIO) -> Iterator[None]:
    table = csv.writer(file)
    table.writerow(COLUMNS)
    for record in exporter.records(stories):
        table.writerow(map(harmless, exporter.row(record, COLUMNS)))
        yield


def harmless(cell: str) -> str:
    """A cell that a spreadsheet shows and does not compute."""
    return f"'{cell}" if cell.startswith(FORMULA_BEGINNINGS) else cell


def copy_photos(stories: QuerySet[Article], folder: Path) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    copied = 0
    for photo in exporter.photos_of(stories):
        target = folder / exporter.file_name(photo)
        if not target.exists():
            with photo.file.open("rb") as file:
                target.write_bytes(file.read())
            copied += 1
    return copied
