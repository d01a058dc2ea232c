"""One story, and the ways on from it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from django.db.models import BigIntegerField, Model, QuerySet
from django.utils import timezone

from articles.models import Article, RelatedLink, Section, Tag
from articles.models.article import Kind
from articles.prepared import Prepared, filled, instant, number, numbers

from .hung import hang_all, hang_bylines
from .lists import COPY_OF_TAG, of_section, of_tag
from .walk import GIVEN_PLACE, PAGE_LENGTH, Cursor, Walk, by_part, in_one_query

AnyModel = TypeVar("AnyModel", bound=Model)
RELATED = 4  # with those chosen by hand
MORE = 4
WITH_A_TAG = 12  # looked at, of each tag
OF_THE_SECTION = 60
TAGS = 8


def story(pk: int) -> Article | None:
    """A public story with everything its page shows."""
    return next(iter(_whole_stories([pk])), None) if pk <= BigIntegerField.MAX_BIGINT else None


def any_story(pk: int) -> Article | None:
    """The same of a story that readers may not see: for the desk, and for whom it lets look."""
    story = Article.objects.select_related("section", "lead_photo").filter(pk=pk).first()
    hang_all({pk: story} if story else {})
    return story


def whole_stories(walk: Walk, length: int = PAGE_LENGTH) -> list[Article]:
    """The newest of a list, each with everything its page shows."""
    return _whole_stories([place.pk for place in walk.newest(length)])


def _whole_stories(pks: Sequence[int]) -> list[Article]:
    if not pks:
        return []
    count, given = filled(pks)
    found = {story.pk: story for story in _WHOLE.ask(count, now=timezone.now(), **given)}
    hang_all(found)
    return [found[pk] for pk in pks if pk in found]


_WHOLE = Prepared(
    Article,
    lambda count: (
        Article.objects.public(instant("now")).select_related("section", "lead_photo").filter(pk__in=numbers(count))
    ),
)


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
    related: list[Article]  # the nearest by tags and words
    more: list[Article]  # the newest others of the section
    earlier: Article | None  # its neighbours in the section
    later: Article | None


class Line(NamedTuple):
    """What a line with a headline needs of a story."""

    place: Cursor
    headline_key: str
    headline: str
    slug: str
    kind: str
    sponsor_name: str
    section_id: int
    section_slug: str
    section_name: str

    def story(self) -> Article:
        names = ("headline_key", "headline", "slug", "kind", "sponsor_name", "section_id")
        own = {name: getattr(self, name) for name in names}
        story = _read(Article, id=self.place.pk, published_at=self.place.at, **own)
        story.section = _read(Section, id=self.section_id, slug=self.section_slug, name=self.section_name)
        return story


def _read(model: type[AnyModel], **columns: Any) -> AnyModel:
    """As from a row: the columns that are not there would be asked for."""
    values = [columns[field.attname] for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(None, list(columns), values)


COLUMNS = ("headline_key", "headline", "slug", "kind", "sponsor_name", "section_id", "section__slug", "section__name")


def around(article: Article, links: Sequence[RelatedLink]) -> Around:
    """In one query, whatever the number of tags. `links` are those chosen by hand, which are not repeated."""
    tags = {f"tag_{position}": tag.pk for position, tag in enumerate(article.tags.all()[:TAGS])}
    place = {"at": article.published_at, "pk": article.pk, "section": article.section_id}
    rows = _AROUND.ask(len(tags), now=timezone.now(), **place, **tags)
    earlier, later, newest, *tagged = [[Line(*row) for row in part] for part in by_part(rows, 3 + len(tags))]

    by_hand = [link.target_id for link in links if link.target_id]
    known = {article.pk, *by_hand}
    near = (other for other in _nearest(article, newest, tagged) if other.place.pk not in known)
    related = list(islice(near, max(0, RELATED - len(by_hand))))
    known |= {other.place.pk for other in [*related, *earlier, *later]}
    more = list(islice((other for other in newest if other.place.pk not in known), MORE))
    beside = [next((line.story() for line in side), None) for side in (earlier, later)]
    return Around([line.story() for line in related], [line.story() for line in more], *beside)


def _around(tags: int) -> QuerySet[Any, tuple[Any, ...]]:
    section = Walk([of_section(number("section"), instant("now"))])
    beside = section.heads(1, before=GIVEN_PLACE) + section.heads(1, after=GIVEN_PLACE)
    alike = [head for position in range(tags) for head in _heads_of_tag(number(f"tag_{position}"), instant("now"))]
    return in_one_query([*beside, *section.heads(OF_THE_SECTION), *alike], *COLUMNS)


def _heads_of_tag(tag_id: Any, at: Any) -> list[QuerySet[Any]]:
    return Walk([of_tag(tag_id, at)], *COPY_OF_TAG).heads(WITH_A_TAG)


_AROUND = Prepared(Article, _around)


def nearest(article: Article, tags: Sequence[Tag], section: Section | None) -> list[Article]:
    """Public stories near to one that may not be saved yet, the nearest first. One query."""
    now = timezone.now()
    lists = Walk([of_section(section.pk, now)]).heads(OF_THE_SECTION) if section is not None else []
    lists += [head for tag in tags[:TAGS] for head in _heads_of_tag(tag.pk, now)]
    if not lists:
        return []
    newest, *tagged = [[Line(*row) for row in part] for part in by_part(in_one_query(lists, *COLUMNS), len(lists))]
    if section is None:
        newest, tagged = [], [newest, *tagged]
    return [line.story() for line in _nearest(article, newest, tagged)]


def _nearest(article: Article, newest: Sequence[Line], tagged: Sequence[Sequence[Line]]) -> list[Line]:
    """Those that share a tag or two words: most tags first, then most words; the newer of two that are equal.

    None that was paid for.
    """
    tags = Counter(other.place for part in tagged for other in part)
    others = {other.place: other for part in [newest, *tagged] for other in part}
    keys = {place: set(other.headline_key.split()) for place, other in others.items()}
    counts = Counter(word for words in keys.values() for word in words)
    # A word that a fifth of the others have too, such as "yang", says nothing.
    own = {word for word in article.headline_key.split() if len(word) > 3 and counts[word] <= max(2, len(others) // 5)}
    near = ((tags[place], len(own & words), place) for place, words in keys.items())
    ranked = sorted((rank for rank in near if rank[:2] > (0, 1)), reverse=True)
    return [others[place] for *_nearness, place in ranked if others[place].kind != Kind.ADVERTORIAL]


def latest(length: int = 5) -> QuerySet[Article]:
    """The newest headlines, for who came to an address where nothing is."""
    return Article.objects.public().select_related("section").defer("body").newest_first()[:length]
