"""A record becomes a story: its own columns, and the rows that hang on it."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from articles import search
from articles.formats.record import ArticleRecord, RelatedReference, Standing
from articles.importer.names import Names
from articles.importer.options import Options
from articles.importer.photos import Photos
from articles.keys import headline_key, tag_key
from articles.models import Article, Byline, LegacyAddress, RelatedLink, TaggedArticle
from articles.models.article import Kind
from articles.models.fields import EARLIEST_YEAR, LATEST_YEAR
from articles.models.section import BETWEEN_SECTIONS
from articles.models.slugs import MAX_LENGTH, slug_of
from articles.remark import Remark, gettext_noop
from articles.workflow import Status

LONGEST_SECTION = 60
LONGEST_TAG, LONGEST_TAG_KEY = 100, 200  # folding case makes some letters two or three
MOST_TAGS = 200
LONGEST_STANDFIRST = 600
LONGEST_NAME = 120
LONGEST_REFERENCE = 1000
LINE_LIMITS = {"kicker": 60, "place": 80, "edited_by": 200, "rights": 200, "sponsor_name": 120}
MARKUP = re.compile(r"<[^>]*>")
SLUG = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(slots=True)
class Story:
    """A record on its way, and what a person should check of it."""

    record: ArticleRecord
    article: Article
    remarks: list[Remark] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    lacks_photos: bool = False


def begin(record: ArticleRecord, article: Article, options: Options, names: Names, photos: Photos) -> Story:
    """Fill the story's own columns. Nothing of it is written yet; a section or a photo may be."""
    story = Story(record, article, list(record.warnings))
    body, lead_photo, remarks = photos.take(record)
    story.remarks += remarks
    story.lacks_photos = bool(remarks)
    article.lead_photo = lead_photo
    article.headline = record.headline
    article.body, article.standfirst = _body_and_standfirst(body, record.standfirst, story)
    is_slug = len(record.slug) <= MAX_LENGTH and SLUG.fullmatch(record.slug)
    article.slug = record.slug if is_slug else slug_of(record.slug or record.headline, otherwise="berita")
    for name, value in (
        ("kicker", record.kicker),
        ("place", record.dateline),
        ("edited_by", ", ".join(record.editors)),
        ("rights", record.rights),
        ("sponsor_name", record.sponsor_name),
    ):
        setattr(article, name, _line(name, value, story))
    article.kind = record.kind if record.kind in Kind.values else Kind.NEWS
    article.unverified_reason = record.unverified_reason
    article.embargo_until = _instant(record.embargo_until, story)
    article.updated_at = _instant(record.updated_at, story)
    # A date that the source has lost since stays: readers have seen the story under it.
    article.published_at = _instant(record.published_at, story) or article.published_at
    _file_under(story, options, names)
    return story


def stand(story: Story, *, as_draft: bool) -> None:
    """Whether readers see it. Only when it is made: an update neither publishes a story nor takes it from them."""
    record, article = story.record, story.article
    article.status = Status(record.status.value)
    article.first_published_at = _instant(record.first_published_at, story) or article.published_at
    if record.status is Standing.WITHDRAWN and article.first_published_at is not None:
        article.withdrawn_because = record.withdrawn_because
        return
    if record.status is not Standing.PUBLISHED:
        article.status = Status.IN_REVIEW if record.status is Standing.IN_REVIEW else Status.DRAFT
    elif as_draft or article.published_at is None:
        article.status = Status.DRAFT
    elif article.kind == Kind.ADVERTORIAL and not article.sponsor_name:
        article.status = Status.DRAFT
        story.remarks.append(Remark(gettext_noop("An advertorial that names no sponsor; it is a draft.")))
    elif article.published_at > timezone.now() and not record.may_be_scheduled:
        article.status = Status.DRAFT
        story.remarks.append(
            Remark(
                gettext_noop("Its date, %(date)s, is still to come; it is a draft."),
                date=f"{timezone.localtime(article.published_at):%d/%m/%Y}",
            )
        )
    if article.status != Status.PUBLISHED and record.first_published_at is None:
        article.first_published_at = None


def hang(stories: Sequence[Story], names: Names) -> None:
    """Write what hangs on stories that are written: bylines, tags, links and addresses, of all of them at once."""
    Byline.objects.bulk_create(_bylines(stories, names))
    TaggedArticle.objects.bulk_create(_taggings(stories, names))
    RelatedLink.objects.bulk_create([link for story in stories for link in _links(story)])
    LegacyAddress.objects.bulk_create(_addresses(stories))
    search.index(story.article for story in stories)


def take_off(article: Article) -> None:
    """Remove what an earlier import hung on it. Old addresses stay: readers may still come by them."""
    article.bylines.all().delete()
    article.tagged_articles.all().delete()
    article.related_links.all().delete()


def words_of(body: str) -> int:
    """How many words stand in a record's body."""
    return len(html.unescape(MARKUP.sub(" ", body)).split())


def signs_of_record(record: ArticleRecord) -> frozenset[tuple[str, str]]:
    """What a story is told from others by. A story that changes at its source keeps one of them at least."""
    signs = {("headline", headline_key(record.headline)[:600])}
    signs |= {("address", path) for address in record.addresses if (path := _old_path(address))}
    if record.published_at is not None:
        signs.add(("day", timezone.localdate(record.published_at).isoformat()))
    return frozenset(signs)


def signs_of_story(article: Article) -> frozenset[tuple[str, str]]:
    """The same of a story that is here."""
    signs = {("headline", article.headline_key)}
    signs |= {("address", path) for path in article.legacy_addresses.values_list("path", flat=True)}
    if article.published_at is not None:
        signs.add(("day", timezone.localdate(article.published_at).isoformat()))
    return frozenset(signs)


def _body_and_standfirst(body: str, standfirst: str, story: Story) -> tuple[str, str]:
    if len(standfirst) <= LONGEST_STANDFIRST:
        return body, standfirst
    story.remarks.append(
        Remark(
            gettext_noop("The standfirst has more than %(most)d characters; it is the first paragraph of the text."),
            most=LONGEST_STANDFIRST,
        )
    )
    return f"<p>{html.escape(standfirst, quote=False)}</p>\n{body}", ""


def _line(name: str, value: str, story: Story) -> str:
    if len(value) <= LINE_LIMITS[name]:
        return value
    story.remarks.append(
        Remark(
            gettext_noop("Left out, for it has more than %(most)d characters: %(text)s"),
            most=LINE_LIMITS[name],
            text=value[:2000],
        )
    )
    return ""


def _instant(at: datetime | None, story: Story) -> datetime | None:
    if at is None or EARLIEST_YEAR <= at.year <= LATEST_YEAR:
        return at
    story.remarks.append(
        Remark(gettext_noop("The year %(year)d cannot be meant; the date was left out."), year=at.year)
    )
    return None


def _file_under(story: Story, options: Options, names: Names) -> None:
    """Section and tags. What a source files under several categories is in the first; the others become tags."""
    record = story.record
    if record.may_be_scheduled and not (record.section or record.categories) and record.status is Standing.DRAFT:
        story.tags = list(_possible_tags(record.tags, story))
        return  # our own desk's draft, which nobody has filed yet
    categories = list(record.categories or filter(None, (record.section,)))
    mapped = [options.sections.get(tag_key(name), name) for name in categories]
    # A category that the person gave a section to goes before one that only the source names first.
    chosen = next((to for name, to in zip(categories, mapped, strict=True) if to and to != name), None)
    section = chosen or next(filter(None, mapped), record.section if not categories else "") or options.section
    if any(len(part) > LONGEST_SECTION for part in section.split(BETWEEN_SECTIONS)):
        story.remarks.append(
            Remark(
                gettext_noop("No section can have the long name “%(name)s”; the story is in “%(section)s”."),
                name=section[:200],
                section=options.section,
            )
        )
        section = options.section
    is_private = record.status is not Standing.PUBLISHED and not record.may_be_scheduled
    if is_private and not names.has_section(section):
        # Readers see the names of all sections: what was private elsewhere must not give one its name.
        section = options.section
    story.article.section = names.section(section)
    others = [to for name, to in zip(categories, mapped, strict=True) if to and to != section and name != section]
    story.tags = list(_possible_tags([*record.tags, *others], story))


def _possible_tags(tags: Iterable[str], story: Story) -> Iterator[str]:
    """A name that cannot be a tag is no reason to do without the story."""
    taken: dict[str, str] = {}
    for name in tags:
        key = tag_key(name)
        if not key:
            continue
        if len(name) > LONGEST_TAG or len(key) > LONGEST_TAG_KEY:
            story.remarks.append(
                Remark(
                    gettext_noop("The tag “%(tag)s…” was left out: it has more than %(most)d characters."),
                    tag=name[:60],
                    most=LONGEST_TAG,
                )
            )
        else:
            taken.setdefault(key, name)
    if len(taken) > MOST_TAGS:
        story.remarks.append(
            Remark(gettext_noop("Of %(count)d tags the first %(most)d were taken."), count=len(taken), most=MOST_TAGS)
        )
    return iter(list(taken.values())[:MOST_TAGS])


def _bylines(stories: Sequence[Story], names: Names) -> list[Byline]:
    named = {id(story): list(_possible_names(story)) for story in stories}
    numbers = names.authors(name for each in named.values() for name in each)
    return [
        Byline(article=story.article, author_id=number, position=position)
        for story in stories
        for position, number in enumerate(dict.fromkeys(numbers[tag_key(name)] for name in named[id(story)]))
    ]


def _possible_names(story: Story) -> Iterator[str]:
    for name in story.record.bylines:
        if len(name) <= LONGEST_NAME and len(tag_key(name)) <= 2 * LONGEST_NAME:
            yield name
        else:
            story.remarks.append(
                Remark(
                    gettext_noop("Left out, for it has more than %(most)d characters: %(text)s"),
                    most=LONGEST_NAME,
                    text=name[:2000],
                )
            )


def _taggings(stories: Sequence[Story], names: Names) -> list[TaggedArticle]:
    numbers = names.tags(name for story in stories for name in story.tags)
    return [
        TaggedArticle(content_object=story.article, tag_id=number)
        for story in stories
        # Two names may be one tag by an alias.
        for number in dict.fromkeys(numbers[tag_key(name)] for name in story.tags)
    ]


def _links(story: Story) -> Iterator[RelatedLink]:
    for position, reference in enumerate(story.record.related):
        yield _link(story.article, position, reference)


def _link(article: Article, position: int, reference: RelatedReference) -> RelatedLink:
    link = RelatedLink(article=article, key=reference.key, position=position)
    if reference.url:
        link.url, link.label = reference.url, reference.headline
    else:
        link.pending_headline = reference.headline
        link.pending_reference = reference.reference if len(reference.reference) <= LONGEST_REFERENCE else ""
    return link


def _addresses(stories: Sequence[Story]) -> list[LegacyAddress]:
    """Those that lead nowhere yet. The first story that claims an address has it."""
    wanted: list[tuple[str, Story]] = []
    for story in stories:
        for address in story.record.addresses:
            if not (path := _old_path(address)):
                story.remarks.append(
                    Remark(gettext_noop("The old address %(address)s cannot lead here."), address=address[:200])
                )
            else:
                wanted.append((path, story))
    taken = dict(LegacyAddress.objects.filter(path__in={path for path, _ in wanted}).values_list("path", "article_id"))
    made = []
    for path, story in wanted:
        if path not in taken:
            taken[path] = story.article.pk
            made.append(LegacyAddress(path=path, article=story.article))
        elif taken[path] != story.article.pk:
            story.remarks.append(
                Remark(
                    gettext_noop("The old address %(path)s already leads to story %(number)d."),
                    path=path,
                    number=taken[path],
                )
            )
    return made


def _old_path(address: str) -> str:
    """The path by which readers may still come, or "" if none can lead to a story."""
    try:
        path = LegacyAddress.path_of(address)
    except ValueError:  # "http://[x/"
        return ""
    return path if path.startswith("/") and path != "/" and len(path) <= LegacyAddress.MAX_LENGTH else ""
