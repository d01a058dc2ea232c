"""Short ways to a story and what hangs on it. Names are filled in; nothing is random."""

import io
from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.db import connection
from django.utils import timezone
from PIL import Image

from articles import renditions
from articles.models import Article, Author, Byline, Photo, RelatedLink, SearchEntry, Section, Tag, TaggedArticle
from articles.workflow import Status

NOW = timezone.now()
YESTERDAY = NOW - timedelta(days=1)
TOMORROW = NOW + timedelta(days=1)
PASSWORD = "sebuah-kata-sandi-uji"

_numbers = count(1)


def article(
    *,
    status: str = Status.PUBLISHED,
    authors: tuple[Author, ...] = (),
    tags: tuple[str, ...] = (),
    **fields: Any,
) -> Article:
    """A published story of yesterday, unless told otherwise."""
    number = next(_numbers)
    fields.setdefault("headline", f"Naskah nomor {number}")
    fields.setdefault("body", f"<p>Isi naskah nomor {number}, cukup untuk dibaca.</p>")
    if "section" not in fields:
        fields["section"] = section()
    if status in {Status.PUBLISHED, Status.WITHDRAWN}:
        fields.setdefault("published_at", YESTERDAY)
        fields.setdefault("first_published_at", fields["published_at"])
    story = Article.objects.create(status=status, **fields)
    for position, writer in enumerate(authors):
        Byline.objects.create(article=story, author=writer, position=position)
    if tags:
        story.tags.add(*tags)
    return story


def archive(number: int = 3000) -> list[Article]:
    """Published stories, one a day, in twelve sections, by as many authors, of as many tags; one in a hundred of rice.

    So many that reading them all would cost a database more than its indexes, and it is told of them: of a table whose
    rows it does not know it plans by what it saw there last, at any time and of any test.
    """
    days = [NOW - timedelta(days=each) for each in range(number)]
    groups = range(12)
    sections = [section(f"Bagian {each}") for each in groups]
    authors = [author(f"Penulis {each}") for each in groups]
    tags = [tag(f"topik {each}") for each in groups]
    stories = Article.objects.bulk_create(
        Article(
            headline=f"Kabar {each}",
            slug=f"kabar-{each}",
            body=f"<p>{'subak harga beras' if each % 100 == 0 else 'sawah'} {'dan banyak kata lain ' * 20}</p>",
            section=sections[each % 12],
            status=Status.PUBLISHED,
            published_at=day,
            first_published_at=day,
        )
        for each, day in enumerate(days)
    )
    Byline.objects.bulk_create(
        Byline(article=story, author=authors[each % 12], position=0) for each, story in enumerate(stories)
    )
    TaggedArticle.objects.bulk_create(
        TaggedArticle(content_object=story, tag=tags[each % 12]) for each, story in enumerate(stories)
    )
    analyze()
    return stories


def analyze() -> None:
    """Tell the database what is in the tables of stories, whatever it was told of them before, in any test."""
    with connection.cursor() as cursor:
        for model in (Article, Section, Byline, Author, TaggedArticle, Tag, SearchEntry):
            cursor.execute(f"ANALYZE {model._meta.db_table}")


def section(name: str = "Berita", **fields: Any) -> Section:
    fields.setdefault("slug", name.lower().replace(" ", "-"))
    return Section.objects.get_or_create(slug=fields.pop("slug"), defaults={"name": name, **fields})[0]


def author(name: str = "Ni Luh Sari", **fields: Any) -> Author:
    return Author.objects.create(name=name, **fields)


def tag(name: str, **fields: Any) -> Tag:
    return Tag.objects.create(name=name, **fields)


def link(article: Article, **fields: Any) -> RelatedLink:
    return RelatedLink.objects.create(article=article, **fields)


def picture_bytes(width_px: int = 60, height_px: int = 40, format: str = "JPEG", **options: Any) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (width_px, height_px), (120, 20, 30)).save(buffer, format, **options)
    return buffer.getvalue()


def photo(**fields: Any) -> Photo:
    number = next(_numbers)
    picture = Photo(**{"alternative_text": "Subak di Jatiluwih", **fields})
    picture.put(renditions.accept(picture_bytes(60 + number % 200, 40)))
    picture.save()
    return picture


def person(name: str, role: str | None = None, **fields: Any) -> User:
    """Someone with an account at the desk: rina (reporter), edo (editor), citra (chief) …"""
    user = User.objects.create_user(name, password=PASSWORD, is_staff=True, first_name=name.title(), **fields)
    if role:
        user.groups.add(Group.objects.get(name=role))
    return user
