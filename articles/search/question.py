"""A reader's search as the address has it: words, filters and the order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Self

from django.utils import timezone
from django.utils.http import urlencode

from articles.keys import tag_key
from articles.listing import family
from articles.models import Article, ArticleQuerySet, Author, Section, Tag
from articles.models.fields import EARLIEST_YEAR, LATEST_YEAR, clean_line

from .asked import MAX_CHARACTERS, Asked

LONGEST_NAME = 100
NEWEST, BEST = "", "best"


@dataclass(frozen=True, slots=True)
class Among:
    """Which stories a search is narrowed to: by their numbers, and from an instant until before another one."""

    sections: Sequence[int] | None = None
    authors: Sequence[int] | None = None
    tags: Sequence[int] | None = None
    since: datetime | None = None
    until: datetime | None = None

    def stories(self) -> ArticleQuerySet:
        stories = Article.objects.public()
        if self.sections is not None:
            stories = stories.in_sections(self.sections)
        if self.authors is not None:
            stories = stories.filter(bylines__author__in=self.authors)
        if self.tags is not None:
            stories = stories.filter(tagged_articles__tag__in=self.tags)
        if self.since is not None:
            stories = stories.filter(published_at__gte=self.since)
        if self.until is not None:
            stories = stories.filter(published_at__lt=self.until)
        return stories


@dataclass(frozen=True, slots=True)
class Question:
    """As the form shows it again. What a filter names and nobody has is kept as typed, and finds nothing."""

    text: str = ""
    section: str = ""  # slugs, or names as they were typed
    author: str = ""
    tag: str = ""
    since: date | None = None  # in the site's zone, both included
    until: date | None = None
    order: str = NEWEST

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        def line(name: str, most: int = LONGEST_NAME) -> str:
            return clean_line(query.get(name, "")[:most])

        return cls(
            text=line("q", MAX_CHARACTERS),
            section=line("section"),
            author=line("author"),
            tag=line("tag"),
            since=_day(query.get("since", "")),
            until=_day(query.get("until", "")),
            order=BEST if query.get("order") == BEST else NEWEST,
        )

    @property
    def asked(self) -> Asked:
        return Asked.read(self.text)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.section or self.author or self.tag or self.since or self.until)

    @property
    def address(self) -> str:
        """The query of this search, without its page."""
        values = {
            "q": self.text,
            "section": self.section,
            "author": self.author,
            "tag": self.tag,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "order": self.order,
        }
        return urlencode({name: value for name, value in values.items() if value})

    def put(self, text: str, *, everywhere: bool = False) -> str:
        """The query of a search for something else, with its filters or without."""
        other = type(self)(order=self.order) if everywhere else self
        return replace(other, text=text).address

    def among(self, sections: Sequence[Section]) -> Among | None:
        """Those among which is searched; None: all. `sections`: all there are."""
        if not self.is_narrowed:
            return None
        chosen = [section for section in sections if section.slug == self.section]
        return Among(
            sections=[part.pk for section in chosen for part in family(section, sections)] if self.section else None,
            authors=_authors(self.author) if self.author else None,
            tags=_tags(self.tag) if self.tag else None,
            since=_midnight(self.since) if self.since else None,
            until=_midnight(self.until + timedelta(days=1)) if self.until else None,
        )


def _authors(named: str) -> list[int]:
    by_slug = Author.objects.filter(slug=named).values_list("pk", flat=True)
    return list(by_slug) or list(Author.objects.filter(key=tag_key(named)).values_list("pk", flat=True))


def _tags(named: str) -> list[int]:
    by_slug = Tag.objects.filter(slug=named).values_list("pk", flat=True)
    return list(by_slug) or [tag.pk for tag in Tag.objects.named([named]).values()]


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if EARLIEST_YEAR <= day.year <= LATEST_YEAR else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, timezone.get_default_timezone()).astimezone(UTC)
