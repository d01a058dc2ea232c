"""For the pages of the desk: people, deadlines, notes."""

import re
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils import dateformat, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles import colleagues, notes, workflow
from articles.models import Note

register = template.Library()


@register.filter
def person_name(user: Any) -> str:
    return colleagues.name_of(user) or _("someone who has no account any more")


@register.filter
def moment(at: datetime | None) -> str:
    """The hour, or day and hour if that was another day: 09.10; 24 Nov, 09.10."""
    if at is None:
        return ""
    local = timezone.localtime(at)
    is_today = local.date() == timezone.localdate()
    form = pgettext("date format", "H:i") if is_today else pgettext("date format", "j M, H:i")
    return dateformat.format(local, form)


@register.filter
def due(at: datetime) -> str:
    """A deadline as one says it: today 18.00 WITA; Monday 18.00 WITA; the whole date when it is further away."""
    local, today = timezone.localtime(at), timezone.localdate()
    days = (local.date() - today) / timedelta(days=1)
    if days == 0:
        return _("today %(time)s") % {"time": dateformat.format(local, pgettext("date format", "H:i T"))}
    form = pgettext("date format", "l H:i T") if 0 < days < 7 else pgettext("date format", "j M Y, H:i T")
    return dateformat.format(local, form)


@register.filter
def move_words(name: str) -> str:
    """The move that a note was written with, as its button says it."""
    try:
        return str(workflow.move_named(name).label)
    except KeyError:
        return name


@register.filter
def note_text(note: Note) -> SafeString:
    """As it was typed: who is called in it stands out, and addresses of our own stories lead to them at the desk."""
    called = {person.get_username().lower() for person in note.mentioned.all()}
    pieces, end = [], 0
    for match in _marked().finditer(note.text):
        pieces += [_plain(note.text[end : match.start()]), _shown(match, called)]
        end = match.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, _plain(note.text[end:])]))


@lru_cache(maxsize=4)
def _marks(site: str) -> re.Pattern[str]:
    at_the_desk = r"/admin/articles/article/(?P<desk>[0-9]{1,18})/(?:change/)?"
    for_readers = r"/[\w-]+/(?P<public>[0-9]{1,18})/[\w/-]*"
    address = f"{re.escape(site)}(?:{at_the_desk}|{for_readers})"
    return re.compile(f"(?P<address>{address})|{notes.MENTION.pattern}")


def _marked() -> re.Pattern[str]:
    return _marks(settings.SITE_ADDRESS)


def _plain(text: str) -> SafeString:
    return format_html("{}", text)


def _shown(match: re.Match[str], called: set[str]) -> SafeString:
    if number := match["desk"] or match["public"]:
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[number]), match[0])
    if match[0].removeprefix("@").lower() in called:
        return format_html('<strong class="note-called">{}</strong>', match[0])
    return _plain(match[0])
