"""A record becomes a story, with everything that hangs on it."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from articles import history
from articles.formats.record import ArticleRecord
from articles.keys import headline_key, tag_key
from articles.models import Article, Author, Byline, LegacyAddress, RelatedLink, Section
from articles.models.section import RESERVED_SLUGS
from articles.models.slugs import distinct_slug, slug_of
from articles.remark import Remark, gettext_noop
from articles.workflow import Status

LONGEST_SECTION = 60
LONGEST_TAG, LONGEST_TAG_KEY = 100, 200  # folding case makes some letters two or three
MOST_TAGS = 200


def write(article: Article, record: ArticleRecord, *, source: str, section: str) -> list[Remark]:
    """The story as the record has it. `section` is for a record that names none. Returns what a person should check."""
    with translation.override(settings.LANGUAGE_CODE):  # the history is read at the desk
        comment = _("Imported from %(source)s") % {"source": source}
    remarks = list(record.warnings)
    with history.recorded(by=None, comment=comment):
        _fill(article, record)
        remarks += _put_section(article, record.section, otherwise=section)
        article.save()
        _put_bylines(article, record.bylines)
        remarks += _put_tags(article, record.tags)
        _put_links(article, record)
        remarks += _put_addresses(article, record.addresses)
        history.record(article)
    return remarks


def signs_of_record(record: ArticleRecord) -> frozenset[tuple[str, str]]:
    """What a story is told from others by. A story that changes at its source keeps one of them at least."""
    signs = {("headline", headline_key(record.headline)[:600])}
    signs |= {("address", LegacyAddress.path_of(address)) for address in record.addresses}
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


def _fill(article: Article, record: ArticleRecord) -> None:
    article.headline = record.headline
    article.standfirst = record.standfirst
    article.body = record.body
    article.edited_by = ", ".join(record.editors)
    article.rights = record.rights
    # A date that the source has lost since stays: readers have seen the story under it.
    article.published_at = record.published_at or article.published_at
    if article.status == Status.PUBLISHED:
        article.first_published_at = article.first_published_at or article.published_at


def _put_section(article: Article, name: str, *, otherwise: str) -> Iterator[Remark]:
    if len(name) > LONGEST_SECTION:
        yield Remark(
            gettext_noop("No section can have the long name “%(name)s”; the story is in “%(section)s”."),
            name=name[:200],
            section=otherwise,
        )
        name = ""
    article.section = _section(name or otherwise)


def _section(name: str) -> Section:
    """The section of this name, made if there is none. Names that differ in case alone are one."""
    key = tag_key(name)
    for section in Section.objects.order_by("pk"):  # few
        if tag_key(section.name) == key:
            return section
    slug = slug_of(name, otherwise="rubrik")[:50]
    if slug in RESERVED_SLUGS:
        slug = f"rubrik-{slug}"
    if Section.objects.filter(slug=slug).exists():  # "Seni & Budaya" beside "Seni Budaya"
        slug = distinct_slug(slug[:50], key)
    return Section.objects.create(name=name, slug=slug, position=100)


def _put_bylines(article: Article, names: tuple[str, ...]) -> None:
    article.bylines.all().delete()
    for position, name in enumerate(dict.fromkeys(names)):
        author = Author.objects.filter(key=tag_key(name)).order_by("pk").first() or Author.objects.create(name=name)
        Byline.objects.get_or_create(article=article, author=author, defaults={"position": position})


def _put_tags(article: Article, names: tuple[str, ...]) -> Iterator[Remark]:
    """A name that cannot be a tag is no reason to do without the story."""
    tags: dict[str, str] = {}  # key: name
    for name in names:
        if len(name) > LONGEST_TAG or len(tag_key(name)) > LONGEST_TAG_KEY:
            yield Remark(
                gettext_noop("The tag “%(tag)s…” was left out: it has more than %(most)d characters."),
                tag=name[:60],
                most=LONGEST_TAG,
            )
        else:
            tags.setdefault(tag_key(name), name)
    if len(tags) > MOST_TAGS:
        yield Remark(gettext_noop("Of %(count)d tags the first %(most)d were taken."), count=len(tags), most=MOST_TAGS)
    article.tags.set(list(tags.values())[:MOST_TAGS])


def _put_links(article: Article, record: ArticleRecord) -> None:
    article.related_links.all().delete()
    for position, reference in enumerate(record.related):
        link = RelatedLink(article=article, key=reference.key, position=position)
        if reference.url:
            link.url, link.label = reference.url, reference.headline
        else:
            link.pending_headline = reference.headline
        link.save()


def _put_addresses(article: Article, addresses: tuple[str, ...]) -> Iterator[Remark]:
    for address in addresses:
        path = LegacyAddress.path_of(address)
        if path == "/" or len(path) > LegacyAddress.MAX_LENGTH:
            yield Remark(gettext_noop("The old address %(address)s cannot lead here."), address=address[:200])
            continue
        legacy, _made = LegacyAddress.objects.get_or_create(path=path, defaults={"article": article})
        if legacy.article_id != article.pk:
            yield Remark(
                gettext_noop("The old address %(path)s already leads to story %(number)d."),
                path=path,
                number=legacy.article_id,
            )
