"""Two columns that a person fills in: a name in the source, and what it is here."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from django.core.management.base import CommandError

from articles.formats import ArticleRecord, Item
from articles.keys import fold_blanks, tag_key

COLUMNS = ("in the source", "here", "stories")
LEFT_OUT = "-"


def read_names(path: Path) -> Mapping[str, str]:
    """Key of the name in the source → the name here; "" for one to leave out. An empty cell changes nothing."""
    names: dict[str, str] = {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                given = fold_blanks(row.get(COLUMNS[1]) or "")
                if given:
                    names[tag_key(row.get(COLUMNS[0]) or "")] = "" if given == LEFT_OUT else given
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CommandError(
            f"{path} cannot be read: {error}. It must be CSV in UTF-8 with a row of column names."
        ) from error
    return names


def write_names(path: Path, counts: Counter[str]) -> None:
    """The list to fill in, the most frequent first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        table.writerows((name, "", count) for name, count in counts.most_common())


def names_in(items: Iterable[Item]) -> tuple[Counter[str], Counter[str]]:
    """How many stories name each author, and each section or category."""
    authors: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    for item in items:
        if isinstance(item, ArticleRecord):
            authors.update(dict.fromkeys(item.bylines, 1))
            sections.update(dict.fromkeys(item.categories or filter(None, [item.section]), 1))
    return authors, sections
