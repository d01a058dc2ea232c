from datetime import UTC, datetime

from django.db import models

from .article import Article


class TermsField(models.TextField):
    """Terms of articles.words with blanks between: what a search may ask for, and nothing that anyone reads."""


class SearchEntry(models.Model):
    """What a search knows of a story; whether readers may see it is asked when they search.

    The database keeps its own index of these columns, which is never written by us: a tsvector on PostgreSQL, an FTS5
    table on SQLite (migration 0023).
    """

    article = models.OneToOneField(Article, models.CASCADE, primary_key=True, related_name="search_entry")
    listed_at = models.DateTimeField(null=True)
    ages = TermsField()  # the year and the month of listed_at, as ages_of() has them
    title = TermsField()  # kicker and headline
    names = TermsField()  # standfirst, place, bylines, tags
    text = TermsField()

    def __str__(self) -> str:
        return str(self.article_id)


def ages_of(instant: datetime | None) -> str:
    """In UTC. No word is spelt with digits."""
    return f"{year_of(instant)} {month_of(instant)}" if instant else ""


def year_of(instant: datetime) -> str:
    return f"y{instant.astimezone(UTC):%Y}"


def month_of(instant: datetime) -> str:
    return f"m{instant.astimezone(UTC):%Y%m}"
