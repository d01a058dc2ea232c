"""A search server is told of entries as they change.

What is to be told stands in the database, in the transaction that changes an entry (SearchErrand). It is told after it,
and by `publish_due` what could not be told then.
"""

import hashlib
import json
import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from articles.listing import microseconds_of
from articles.models import Article, Byline, SearchEntry, SearchErrand, TaggedArticle

from .servers import Away, Change, server

if TYPE_CHECKING:
    from .opensearch import Server

logger = logging.getLogger(__name__)

AT_ONCE = 200  # stories
WRITTEN_AT_ONCE = 1000  # errands
PATIENCE = timedelta(minutes=1)  # after which an index that was not told of all is not asked
SOMEBODY_WAITS_SECONDS = 5.0
A_COMMAND_WAITS_SECONDS = 30.0


def remember(stories: Iterable[int], *, made_at: datetime | None = None) -> None:
    """That the entries of these have changed, or are gone, in this transaction."""
    if server() is None:
        return
    rest, at = iter(stories), made_at or timezone.now()
    while some := [SearchErrand(story=story, made_at=at) for story in islice(rest, WRITTEN_AT_ONCE)]:
        SearchErrand.objects.bulk_create(some)
    if _tell_now not in {entry[1] for entry in connection.run_on_commit}:
        transaction.on_commit(_tell_now, robust=True)


def _tell_now() -> None:
    """Not all that waits, if much does: somebody waits for the end of this."""
    with suppress(Away):  # it stands in the log, and what is to be told in the database
        next(tell(seconds=SOMEBODY_WAITS_SECONDS), 0)


def tell(*, seconds: float = A_COMMAND_WAITS_SECONDS) -> Iterator[int]:
    """Tell all that waits. Raise Away. Yields of how many stories, again and again. `seconds`: for each answer."""
    there = server()
    while there is not None and (errands := list(SearchErrand.objects.order_by("pk")[:AT_ONCE])):
        last = {errand.story: errand.pk for errand in errands}
        documents = documents_of(list(last))
        # By the number of the last change that was seen: whoever read earlier and writes later changes nothing.
        changes = [Change(story, number, documents.get(story)) for story, number in last.items()]
        for story, why in there.take(changes, seconds=seconds).items():
            # However long one waits, it is refused.
            logger.error("%s refuses story %d: %s. No search finds it there.", there, story, why)
        SearchErrand.objects.filter(pk__in=[errand.pk for errand in errands]).delete()
        yield len(last)


def is_behind() -> bool:
    """Whether something has waited for so long that the index is no longer that of this paper."""
    return SearchErrand.objects.filter(made_at__lt=timezone.now() - PATIENCE).exists()


def oldest_errand() -> datetime | None:
    oldest: datetime | None = SearchErrand.objects.aggregate(at=Min("made_at"))["at"]
    return oldest


def documents_of(stories: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What the server should know of these, as the database has them now. Three queries."""
    about: dict[int, list[str]] = defaultdict(list)
    authors = Byline.objects.filter(article__in=stories).order_by("article", "author")
    tags = TaggedArticle.objects.filter(content_object__in=stories).order_by("content_object", "tag")
    for kind, rows in (
        ("author", authors.values_list("article", "author")),
        ("tag", tags.values_list("content_object", "tag")),
    ):
        for story, number in rows:
            about[story].append(f"{kind}-{number}")
    entries = SearchEntry.objects.filter(pk__in=stories).select_related("article")
    columns = ("listed_at", "title", "names", "text", "article__section")
    return {entry.pk: _document(entry, about[entry.pk]) for entry in entries.only(*columns)}


def _document(entry: SearchEntry, about: list[str]) -> dict[str, Any]:
    document = {
        "story": entry.pk,
        "title": entry.title,
        "names": entry.names,
        "text": entry.text,
        "about": [f"section-{entry.article.section_id}", *about],
    }
    if entry.listed_at is not None:
        document["listed_at"] = microseconds_of(entry.listed_at)
    told = json.dumps(document, sort_keys=True).encode()
    return {**document, "digest": hashlib.blake2b(told, digest_size=12).hexdigest()}


# ---- Proving it ---------------------------------------------------------------------------------------------------


def prepare(there: "Server", *, anew: bool = False) -> None:
    """Raise Away. Make the index unless there is one; then all stories wait to be told, and the database searches."""
    there.begin_anew()
    if there.is_there() and not anew:
        return
    there.drop()
    # They stand there before the index does, and as if they had waited for long: no search asks an empty one.
    numbers = SearchEntry.objects.order_by("pk").values_list("pk", flat=True)
    remember_anew(numbers.iterator(chunk_size=WRITTEN_AT_ONCE), made_at=timezone.now() - 2 * PATIENCE)
    there.make()


def remember_anew(stories: Iterable[int], *, made_at: datetime | None = None) -> None:
    """Of stories that nobody has changed. After whoever is changing one of them, or before."""
    rest = iter(stories)
    while some := list(islice(rest, WRITTEN_AT_ONCE)):
        with transaction.atomic():
            list(SearchEntry.objects.select_for_update().filter(pk__in=some).order_by("pk").values_list("pk"))
            remember(some, made_at=made_at)


def untold(there: "Server", stories: Sequence[int]) -> list[int]:
    """Raise Away. Those of these of which the server knows something else than it should."""
    known = there.digests(stories)
    documents = documents_of(stories)
    return [story for story in stories if known.get(story) != documents.get(story, {}).get("digest")]


def strangers(there: "Server") -> Iterator[int]:
    """Raise Away. Stories that it has, and there are none of this number."""
    there.refresh()
    after = -1
    while found := there.stories(after=after, length=1000):
        yield from sorted(set(found) - set(Article.objects.filter(pk__in=found).values_list("pk", flat=True)))
        after = found[-1]
