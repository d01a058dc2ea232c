"""One story, and the ways on from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import BigIntegerField, QuerySet
from django.utils import timezone

from articles import remembered
from articles.models import Article, RelatedLink, Section, Tag
from articles.models.article import Kind
from articles.prepared import Prepared, instant, number

from .hung import hang_all, hang_bylines
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
    hang_all({story.pk: story for story in found})
    return found[0] if found else None


_WHOLE = Prepared(
    Article,
    lambda: Article.objects.public(instant("now")).select_related("section", "lead_photo").filter(pk=number("pk")),
)


def any_story(pk: int) -> Article | None:
    """The same of a story that readers may not see: for the desk, and for whom it lets look."""
    story = Article.objects.select_related("section", "lead_photo").filter(pk=pk).first()
    hang_all({pk: story} if story else {})
    return story


def listed_story(pk: int) -> Article | None:
    """A public story as a list has it: without its text."""
    story = Article.objects.public().select_related("section", "lead_photo").defer("body").filter(pk=pk).first()
    hang_bylines({pk: story} if story else {})
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
    """`links` are those chosen by hand, which are not repeated."""
    newest, *tagged = _heads(article.section_id, [tag.pk for tag in article.tags.all()[:TAGS]])
    place = {"at": article.published_at, "pk": article.pk, "section": article.section_id}
    earlier, later = by_part(_BESIDE.ask(now=timezone.now(), **place), 2, Line)

    by_hand = [link.target_id for link in links if link.target_id]
    known = {article.pk, *by_hand}
    near = (other for other in _nearest(article, newest, tagged) if other.pk not in known)
    related = list(islice(near, max(0, RELATED - len(by_hand))))
    known |= {other.pk for other in [*related, *earlier, *later]}
    return Around(related, list(islice((other for other in newest if other.pk not in known), MORE)), earlier, later)


def nearest(article: Article, tags: Sequence[Tag], section: Section | None) -> list[Article]:
    """Public stories near to one that may not be saved yet, the nearest first."""
    newest, *tagged = _heads(section.pk if section else None, [tag.pk for tag in tags[:TAGS]])
    return [line.story for line in _nearest(article, newest, tagged)]


def _heads(section_id: int | None, tag_ids: Sequence[int]) -> list[list[Line]]:
    """The newest of a section, and of each tag. Stories share them: what is not remembered is read in one query."""
    known = remembered.of_now()
    names = [("section", section_id), *(("tag", pk) for pk in tag_ids)]
    wanted = [name for name in dict.fromkeys(names) if name not in known and name[1] is not None]
    if wanted:
        kinds = tuple(kind for kind, _pk in wanted)
        rows = _HEADS.ask(kinds, now=timezone.now(), **{f"list_{place}": pk for place, (_, pk) in enumerate(wanted)})
        known.update(zip(wanted, by_part(rows, len(wanted), Line), strict=True))
    return [known.get(name, []) for name in names]


def _heads_of(kinds: Sequence[str]) -> QuerySet[Any, tuple[Any, ...]]:
    now: Any = instant("now")
    heads = [
        Walk([of_section(number(f"list_{place}"), now)]).heads(OF_THE_SECTION)
        if kind == "section"
        else Walk([of_tag(number(f"list_{place}"), now)], *COPY_OF_TAG).heads(WITH_A_TAG)
        for place, kind in enumerate(kinds)
    ]
    return in_one_query([head for (head,) in heads], *COLUMNS)


def _beside() -> QuerySet[Any, tuple[Any, ...]]:
    section = Walk([of_section(number("section"), instant("now"))])
    return in_one_query(section.heads(1, before=GIVEN_PLACE) + section.heads(1, after=GIVEN_PLACE), *COLUMNS)


COLUMNS = Line._fields[2:]
_HEADS = Prepared(Article, _heads_of)
_BESIDE = Prepared(Article, _beside)


def _nearest(article: Article, newest: Sequence[Line], tagged: Sequence[Sequence[Line]]) -> list[Line]:
    """Those that share a tag or two words: most tags first, then most words; the newer of two that are equal.

    None that was paid for.
    """
    tags = Counter(other.pk for part in tagged for other in part)
    others = {other.pk: other for part in [newest, *tagged] for other in part}
    own = {word for word in article.headline_key.split() if len(word) > 3}
    shared = {pk: own.intersection(other.headline_key.split()) for pk, other in others.items()}
    counts = Counter(word for words in shared.values() for word in words)
    # A word that a fifth of the others have too, such as "yang", says nothing.
    own = {word for word, count in counts.items() if count <= max(2, len(others) // 5)}
    near = ((tags[pk], len(own & words), others[pk].published_at, pk) for pk, words in shared.items())
    ranked = sorted((rank for rank in near if rank[:2] > (0, 1)), reverse=True)
    return [others[pk] for *_nearness, pk in ranked if others[pk].kind != Kind.ADVERTORIAL]


def latest(length: int = 5) -> list[Line]:
    """The newest headlines, for who came to an address where nothing is."""
    return by_part(in_one_query(Walk([Article.objects.public()]).heads(length), *COLUMNS), 1, Line)[0]
