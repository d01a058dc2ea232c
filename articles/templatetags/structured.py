"""A story in the words of schema.org, for search engines."""

import json
from typing import Any

from django import template
from django.conf import settings
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
    text = json.dumps(as_schema(article), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


def as_schema(article: Article) -> dict[str, Any]:
    address = absolute(article.get_absolute_url())
    authors = [byline.author for byline in article.bylines.all()]
    times = {"datePublished": article.published_at, "dateModified": article.updated_at or article.published_at}
    story = {
        "@context": "https://schema.org",
        "@type": TYPES.get(Kind(article.kind), "NewsArticle"),
        "mainEntityOfPage": address,
        "url": address,
        "headline": article.headline,
        "description": article.teaser,
        "inLanguage": get_language(),
        "articleSection": article.section.name if article.section else "",
        "author": [{"@type": "Person", "name": a.name, "url": absolute(a.get_absolute_url())} for a in authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": settings.SITE_ADDRESS},
        **{name: at.isoformat() for name, at in times.items() if at},
    }
    if article.lead_photo:
        story["image"] = [absolute(article.lead_photo.file.url)]
    if article.sponsor_name:
        story["sponsor"] = {"@type": "Organization", "name": article.sponsor_name}
    return story
