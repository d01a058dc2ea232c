"""The paper and its stories in the words of schema.org, for search engines."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from articles.models import Article
from articles.models.article import Kind
from articles.templatetags.newsroom import absolute

register = template.Library()

TYPES = {Kind.OPINION: "OpinionNewsArticle", Kind.ADVERTORIAL: "AdvertiserContentArticle"}
# As json_script has it: no text can end the element. That filter itself writes another type.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@register.simple_tag
def structured_story(article: Article) -> SafeString:
    return _script(as_schema(article)) + _script(way_to(article))


@register.simple_tag
def structured_site() -> SafeString:
    search = {
        "@type": "SearchAction",
        "target": {"@type": "EntryPoint", "urlTemplate": absolute(reverse("search")) + "?q={search_term_string}"},
        "query-input": "required name=search_term_string",
    }
    home = absolute(reverse("home"))
    about = {"name": settings.SITE_NAME, "description": settings.SITE_TAGLINE, "inLanguage": get_language()}
    return _script({"@type": "WebSite", "url": home, **about, "publisher": _publisher(), "potentialAction": search})


def _script(thing: dict[str, Any]) -> SafeString:
    text = json.dumps({"@context": "https://schema.org", **thing}, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def as_schema(article: Article) -> dict[str, Any]:
    address = absolute(article.get_absolute_url())
    authors = [byline.author for byline in article.bylines.all()]
    times = {"datePublished": article.published_at, "dateModified": article.updated_at or article.published_at}
    pictures = [reverse("picture_of_story", args=[article.pk, article.picture_mark])]
    if article.lead_photo:
        pictures.append(article.lead_photo.file.url)
    story = {
        "@type": TYPES.get(Kind(article.kind), "NewsArticle"),
        "mainEntityOfPage": address,
        "url": address,
        "headline": article.headline,
        "description": article.teaser,
        "image": [absolute(picture) for picture in pictures],
        "inLanguage": get_language(),
        "articleSection": article.section.name if article.section else "",
        "keywords": [tag.name for tag in article.tags.all()],
        "wordCount": article.word_count,
        "isAccessibleForFree": True,
        "author": [{"@type": "Person", "name": a.name, "url": absolute(a.get_absolute_url())} for a in authors]
        or _publisher(),
        "publisher": _publisher(),
        **{name: at.isoformat(timespec="seconds") for name, at in times.items() if at},
    }
    if article.place:
        story["contentLocation"] = {"@type": "Place", "name": article.place}
    if article.sponsor_name:
        story["sponsor"] = {"@type": "Organization", "name": article.sponsor_name}
    return story


def way_to(article: Article) -> dict[str, Any]:
    """From the front page to the story."""
    places = [(settings.SITE_NAME, reverse("home"))]
    if article.section:
        places.append((article.section.name, article.section.get_absolute_url()))
    places.append((article.headline, article.get_absolute_url()))
    steps = [
        {"@type": "ListItem", "position": position, "name": name, "item": absolute(path)}
        for position, (name, path) in enumerate(places, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": steps}


def _publisher() -> dict[str, Any]:
    logo = {"@type": "ImageObject", "url": absolute(static("icons/icon-512.png")), "width": 512, "height": 512}
    home = absolute(reverse("home"))
    return {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": home, "logo": logo}
