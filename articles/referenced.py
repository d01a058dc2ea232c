"""What the texts of stories name: photos by key, stories by address; and which texts name a photo."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.db.models import CharField, F, Q, Value
from django.urls import Resolver404, resolve

from articles.models import Article, ArticleQuerySet, LegacyAddress, Photo

MOST_DIGITS = 18  # of a number that a database takes


def photos(keys: Iterable[str]) -> dict[str, Photo]:
    """By key. One query, none for no keys."""
    asked = list(keys)
    return Photo.objects.in_bulk(asked, field_name="key") if asked else {}


def stories_with(photo: Photo) -> ArticleQuerySet:
    """Those that show it, at their head or in their text. It reads every text: for rare questions."""
    return Article.objects.filter(Q(lead_photo=photo) | Q(body__contains=photo.key))


def addresses(hrefs: Iterable[str]) -> dict[str, str]:
    """Where those hrefs that mean a story here lead today: its address, or "" if no reader may see it.

    An old address or one of our own, of today or of earlier. One query, none if no href is of this site.
    """
    asked = {href: path for href in hrefs if (path := _Path.of(href)) is not None}
    if not asked:
        return {}
    by_path, by_pk = _stories(asked.values())
    found = ((href, path.leads_to(by_path, by_pk)) for href, path in asked.items())
    return {href: address for href, address in found if address is not None}


@dataclass(frozen=True, slots=True)
class _Path:
    """A path of this site as an href has it."""

    path: str
    old_paths: tuple[str, ...]  # the forms in which LegacyAddress may have it
    pk: int | None  # of the story that it would name as an address of our own
    fragment: str

    @classmethod
    def of(cls, href: str) -> Self | None:
        path = href.removeprefix(settings.SITE_ADDRESS)
        if not path.startswith("/") or path.startswith("//"):
            return None
        try:
            parts, address = urlsplit(path), LegacyAddress.path_of(path)
        except ValueError:  # "/[x"
            return None
        # With its query, or else without, as for who comes by it.
        old_paths = tuple(dict.fromkeys([address, address.partition("?")[0]]))
        if old_paths == ("/",):
            return None
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        return cls(parts.path, tuple(path for path in old_paths if path != "/"), _number(parts.path), fragment)

    def leads_to(self, by_path: dict[str, Article], by_pk: dict[int, Article]) -> str | None:
        """None: to no story, nor to the place of one."""
        own = by_pk.get(self.pk) if self.pk else None
        # /berita/12/panen/ of an earlier site is not our story 12, unless that is what we call it.
        is_ours = own is not None and own.get_absolute_url() == self.path
        once = [by_path[path] for path in self.old_paths if path in by_path]
        stories = [story for story in ([own, *once] if is_ours else [*once, own]) if story is not None]
        if not stories:
            # The address of a story that was deleted still has the words of its headline. (/2019/05/… was never ours.)
            return "" if self.pk and not self.path[1].isdigit() else None
        public = next((story for story in stories if story.is_public()), None)
        return f"{public.get_absolute_url()}{self.fragment}" if public is not None else ""


def _number(path: str) -> int | None:
    try:
        match = resolve(unquote(path) if path.endswith("/") else f"{unquote(path)}/")
    except Resolver404:
        return None
    pk = match.kwargs.get("pk") if match.url_name in {"article", "article_by_id"} else None
    return pk if pk is not None and len(str(pk)) <= MOST_DIGITS else None


def _stories(asked: Iterable[_Path]) -> tuple[dict[str, Article], dict[int, Article]]:
    """By old path, and by number."""
    paths = {path for each in asked for path in each.old_paths}
    numbers = {each.pk for each in asked if each.pk is not None}
    once = Article.objects.filter(legacy_addresses__path__in=paths).annotate(old_path=F("legacy_addresses__path"))
    ours = Article.objects.filter(pk__in=numbers).annotate(old_path=Value("", CharField()))
    columns = ("slug", "status", "published_at", "embargo_until", "section__slug")
    found = [rows.select_related("section").only(*columns).order_by() for rows in (once, ours)]
    by_path: dict[str, Article] = {}
    by_pk: dict[int, Article] = {}
    for story in found[0].union(found[1], all=True):
        if story.old_path:
            by_path[story.old_path] = story
        else:
            by_pk[story.pk] = story
    return by_path, by_pk
