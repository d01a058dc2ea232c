"""One story, and the ways on from it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from articles import remembered
from articles.models import Article, RelatedLink, Section, Tag
from articles.models.article import Kind
from articles.prepared import Prepared, instant, number

from .hung import hang_names_on, hang_on
from .lists import COPY_OF_TAG, of_section, of_tag
from .rows import Line
from .walk import GIVEN_PLACE, Walk, by_part, in_one_query

RELATED = 4  # with those chosen by hand
MORE = 4
WITH_A_TAG = 12  # looked at, of each tag
OF_THE_SECTION = 60
TAGS = 8


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    found = _WHOLE.ask(now=timezone.now(), pk=pk) if pk <= BigIntegerField.MAX_BIGINT else []
    if not found:
        return None
    hang_on(found[0])
    return found[0]


_WHOLE = Prepared(
    Article,
    lambda: Article.objects.public(instant("now")).select_related("section", "lead_photo").filter(pk=number("pk")),
)


def any_story(pk: int) -> Article | None:
    """The same of a story that readers may not see: for the desk, and for whom it lets look."""
    story = Article.objects.select_related("section", "lead_photo").filter(pk=pk).first()
    if story is not None:
        hang_on(story)
    return story


def listed_story(pk: int) -> Article | None:
    """A public story as a list has it: without its text."""
    story = Article.objects.public().select_related("section", "lead_photo").defer("body").filter(pk=pk).first()
    if story is not None:
        hang_names_on(story)
    return story


def is_withdrawn(pk: int) -> bool:
    return Article.objects.withdrawn().filter(pk=pk).exists()


def readable_links(article: Article) -> list[RelatedLink]:
    """Those that lead a reader somewhere: to a public story, or to a web address."""
    return [
        link
        for link in article.related_links.all()
        if (link.target.is_public() if link.target else link.url.startswith(("http://", "https://")))
    ]


@dataclass(frozen=True, slots=True)
class Around:
    related: list[Line]  # the nearest by tags and words
    more: list[Line]  # the newest others of the section
    earlier: list[Line]  # its neighbours in the section: one, or none
    later: list[Line]


def around(article: Article, links: Sequence[RelatedLink]) -> Around:
    """In one query. `links` are those chosen by hand, which are not repeated."""
    lists = [("section", article.section_id), *_lists_of(article.tags.all())]
    earlier, later, newest, *tagged = _heads([("earlier", None), ("later", None), *lists], beside=article)

    by_hand = [link.target_id for link in links if link.target_id]
    known = {article.pk, *by_hand}
    near = (other for other in _nearest(article, newest, tagged) if other.pk not in known)
    related = list(islice(near, max(0, RELATED - len(by_hand))))
    known |= {other.pk for other in [*related, *earlier.lines, *later.lines]}
    more = list(islice((other for other in newest.lines if other.pk not in known), MORE))
    return Around(related, more, earlier.lines, later.lines)


def nearest(article: Article, tags: Sequence[Tag], section: Section | None) -> list[Article]:
    """Public stories near to one that may not be saved yet, the nearest first. One query."""
    own = [("section", section.pk)] if section is not None else []
    found = _heads([*own, *_lists_of(tags)])
    newest, tagged = (found[0], found[1:]) if own else (Head([]), found)
    return [line.story for line in _nearest(article, newest, tagged)]


def _lists_of(tags: Iterable[Tag]) -> list[tuple[str, int | None]]:
    return [("tag", tag.pk) for tag in islice(tags, TAGS)]


@dataclass(frozen=True)
class Head:
    """The newest of a list."""

    lines: list[Line]

    @cached_property
    def by_word(self) -> dict[str, list[int]]:
        """The numbers of those whose headlines hold it."""
        found: dict[str, list[int]] = {}
        for line in self.lines:
            for word in line.headline_key.split():
                found.setdefault(word, []).append(line.pk)
        return found


def _heads(lists: Sequence[tuple[str, int | None]], beside: Article | None = None) -> list[Head]:
    """Of sections and of tags, which stories share and which are remembered; and of either side of a story."""
    known = remembered.of_now()
    wanted = [each for each in dict.fromkeys(lists) if each not in known]
    given: dict[str, Any] = {f"list_{place}": pk for place, (_kind, pk) in enumerate(wanted) if pk is not None}
    if beside is not None:
        given |= {"at": beside.published_at, "pk": beside.pk, "section": beside.section_id}
    rows = _HEADS.ask(tuple(kind for kind, _pk in wanted), now=timezone.now(), **given) if wanted else []
    # A story stands in several lists.
    lines: dict[int, Line] = known.setdefault("lines", {})
    parts = ([lines.setdefault(line.pk, line) for line in part] for part in by_part(rows, len(wanted), Line))
    read = dict(zip(wanted, map(Head, parts), strict=True))
    known.update({each: head for each, head in read.items() if each[1] is not None})
    return [read[each] if each in read else known[each] for each in lists]


def _lists(kinds: Sequence[str]) -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    parts: list[QuerySet[Any]] = []
    for place, kind in enumerate(kinds):
        match kind:
            case "earlier":
                parts += Walk([of_section(number("section"), now)]).heads(1, before=GIVEN_PLACE)
            case "later":
                parts += Walk([of_section(number("section"), now)]).heads(1, after=GIVEN_PLACE)
            case "section":
                parts += Walk([of_section(number(f"list_{place}"), now)]).heads(OF_THE_SECTION)
            case "tag":
                parts += Walk([of_tag(number(f"list_{place}"), now)], *COPY_OF_TAG).heads(WITH_A_TAG)
    return in_one_query(parts, *COLUMNS)


COLUMNS = Line._fields[2:]
_HEADS = Prepared(Article, _lists)


def _nearest(article: Article, newest: Head, tagged: Sequence[Head]) -> list[Line]:
    """Those that share a tag or two words: most tags first, then most words; the newer of two that are equal.

    None that was paid for.
    """
    others = {line.pk: line for head in [newest, *tagged] for line in head.lines}
    tags = Counter(line.pk for head in tagged for line in head.lines)
    own = {word for word in article.headline_key.split() if len(word) > 3}
    holding = {word: set(newest.by_word.get(word, ())) for word in own}
    for pk in tags:
        for word in own.intersection(others[pk].headline_key.split()):
            holding[word].add(pk)
    # A word that a fifth of the others have too, such as "yang", says nothing.
    words = Counter(pk for pks in holding.values() if len(pks) <= max(2, len(others) // 5) for pk in pks)
    near = ((tags[pk], words[pk], others[pk].published_at, pk) for pk in {*tags, *words})
    ranked = sorted((rank for rank in near if rank[:2] > (0, 1)), reverse=True)
    return [others[pk] for *_nearness, pk in ranked if others[pk].kind != Kind.ADVERTORIAL]


def latest(length: int = 5) -> list[Line]:
    """The newest headlines, for who came to an address where nothing is."""
    return by_part(in_one_query(Walk([Article.objects.public()]).heads(length), *COLUMNS), 1, Line)[0]
