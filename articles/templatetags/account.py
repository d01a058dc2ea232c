"""For the pages of an account."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.browsers import browser_of
from articles.models import SignIn

register = template.Library()


@register.filter
def browser_words(place: SignIn) -> str:
    browser = browser_of(place.user_agent)
    if browser.name and browser.system:
        return _("%(browser)s on %(system)s") % {"browser": browser.name, "system": browser.system}
    return browser.name or browser.system or _("A browser that does not say its name")


@register.filter
def instant(at: datetime) -> str:
    """As the newsroom reads it: 25 Nov 2026, 14.30 WITA."""
    local = timezone.localtime(at)
    return f"{date_format(local, 'j M Y, H.i')} {local:%Z}"
