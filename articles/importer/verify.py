"""Walk what an import made through the site, as readers will: every story, every old address, every link."""

import logging
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.test import Client
from lxml import html

from articles.models import Article, ImportBatch, ImportedSource
from articles.remark import Remark, gettext_noop

CHUNK = 200
logger = logging.getLogger("django.request")
BODY = "story-body"  # the element of the page that holds the text
NOT_THE_TEXT = ("read-also", "story-unverified")
OWN_PATH = re.compile(r'<a href="(/[^"]*)"')


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be."""

    story: int  # number
    headline: str
    problem: Remark


def verify(batch: ImportBatch, *, report: Callable[[Finding], None], advance: Callable[[], None]) -> Counter[str]:
    """How many stories and addresses were asked for, and how many findings there were; `report` hears of each."""
    counts: Counter[str] = Counter(stories=0, addresses=0, findings=0)
    reader = Reader()
    for tie in _ties(batch).iterator(chunk_size=CHUNK):
        article = tie.article
        assert article is not None
        counts["stories"] += 1
        counts["addresses"] += len(article.legacy_addresses.all())
        for problem in _problems(reader, tie, article):
            counts["findings"] += 1
            report(Finding(article.pk, article.headline, problem))
        advance()
    return counts


class Reader:
    """Someone who reads the site, in this process: no server, no network."""

    def __init__(self) -> None:
        site = urlsplit(settings.SITE_ADDRESS)
        self.secure = site.scheme == "https"
        self.client = Client(SERVER_NAME=site.hostname or "localhost", raise_request_exception=False)

    def get(self, path: str) -> HttpResponseBase:
        # What is not found is what we are looking for: no log need hear of it.
        logger.disabled = True
        try:
            return self.client.get(path, secure=self.secure)
        finally:
            logger.disabled = False


def _ties(batch: ImportBatch) -> QuerySet[ImportedSource]:
    ties = ImportedSource.objects.filter(batch=batch, article__isnull=False).order_by("pk")
    return ties.select_related("article__section").prefetch_related(
        "article__legacy_addresses", "article__related_links"
    )


def _problems(reader: Reader, tie: ImportedSource, article: Article) -> Iterator[Remark]:
    address = article.get_absolute_url()
    response = reader.get(address)
    expected = 200 if article.is_public() else 404
    if response.status_code != expected:
        yield Remark(
            gettext_noop("%(address)s answers %(status)d; expected %(expected)d."),
            address=address,
            status=response.status_code,
            expected=expected,
        )
    elif expected == 200:
        yield from _missing_words(tie, article, response)
        yield from _links(reader, article)
    yield from _addresses(reader, article, address)


def _missing_words(tie: ImportedSource, article: Article, response: HttpResponseBase) -> Iterator[Remark]:
    """An editor may have shortened the story since; the importer may not."""
    if article.version != tie.article_version:
        return
    shown = _words_in(response.content)  # type: ignore[attr-defined]  # our pages are no streams
    if shown < tie.word_count:
        yield Remark(
            gettext_noop("The page shows %(shown)d words of the text; the source has %(words)d."),
            shown=shown,
            words=tie.word_count,
        )


def _words_in(page: bytes) -> int:
    bodies = html.fromstring(page).find_class(BODY)
    for body in bodies:
        for name in NOT_THE_TEXT:
            for element in body.find_class(name):
                element.drop_tree()
    # Words of two blocks must not run together.
    return sum(len(text.split()) for body in bodies for text in body.itertext())


def _addresses(reader: Reader, article: Article, address: str) -> Iterator[Remark]:
    for legacy in article.legacy_addresses.all():
        response = reader.get(legacy.path)
        to = response.headers.get("Location", "")
        if article.is_public() and (response.status_code != 301 or urlsplit(to).path != address):
            yield Remark(
                gettext_noop("The old address %(path)s answers %(status)d %(to)s; expected 301 to %(address)s."),
                path=legacy.path,
                status=response.status_code,
                to=to,
                address=address,
            )
        elif not article.is_public() and response.status_code != 404 and not _is_front_page(legacy.path, response):
            yield Remark(
                gettext_noop("The old address %(path)s answers %(status)d, though its story is not public."),
                path=legacy.path,
                status=response.status_code,
            )


def _is_front_page(path: str, response: HttpResponseBase) -> bool:
    """WordPress's plain addresses, "/?p=13", are the front page's where they lead to no story."""
    return path.startswith("/?") and response.status_code == 200


def _links(reader: Reader, article: Article) -> Iterator[Remark]:
    for link in article.related_links.all():
        if link.pending_headline:
            yield Remark(
                gettext_noop("The related link “%(headline)s” waits for its story."), headline=link.pending_headline
            )
    for path in dict.fromkeys(OWN_PATH.findall(article.body)):
        if reader.get(html.fromstring(f"<a>{path}</a>").text_content()).status_code not in {200, 301}:
            yield Remark(gettext_noop("A link in the text leads to %(path)s, where nothing is."), path=path)
