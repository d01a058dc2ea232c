"""What readers ask for, as a queryset of public stories."""

from functools import reduce

from django.db.models import QuerySet

from articles.keys import headline_key
from articles.models import Article
from articles.models.fields import clean_line

MAX_CHARACTERS = 200


def words_of(text: str) -> list[str]:
    """The distinct words of a query in the form in which stories keep theirs. Any text is harmless."""
    return list(dict.fromkeys(headline_key(clean_line(text[:MAX_CHARACTERS])).split()))


def search(text: str) -> QuerySet[Article]:
    """Public stories that hold every word, anywhere in a word of theirs. No word: no story."""
    words = words_of(text)
    if not words:
        return Article.objects.none()
    return reduce(lambda found, word: found.filter(search_text__contains=word), words, Article.objects.public())
