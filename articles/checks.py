"""What is amiss with the site as it is set up: said by `manage.py check`, and by each start."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage, Info, Tags, Warning, register
from django.db import connections

from articles.models import StandingPage

# As in tokens.css. Ink and quiet ink are the paper's own; the newsroom chooses what they stand on, and the accent.
INKS = {"": "#1a1613", "-dark": "#f1ebe1"}
QUIET_INKS = {"": "#544b43", "-dark": "#b9afa2"}
LEAST_CONTRAST = 4.5  # WCAG 2.2, level AA, for text of any size


@register(Tags.database)
def required_pages_are_written(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """With `check --database default`, and after each migrate."""
    if "default" not in (databases or ()):
        return []
    if StandingPage._meta.db_table not in connections["default"].introspection.table_names():
        return []  # migrate has not run yet
    return [
        Warning(
            f"The page {page.title!r} is still empty: readers do not see it.",
            hint="Indonesian press rules ask for it. Write it at the desk, under “Standing pages”.",
            id="articles.W001",
        )
        for page in StandingPage.objects.required_but_empty()
    ]


@register()
def colours_can_be_read(**_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for scheme, name in (("", "light"), ("-dark", "dark")):
        paper = settings.SITE_COLOURS[f"paper{scheme}"]
        on_paper = {
            "ink": INKS[scheme],
            "quiet ink": QUIET_INKS[scheme],
            "accent": settings.SITE_COLOURS[f"accent{scheme}"],
        }
        for what, colour in on_paper.items():
            if (ratio := contrast(colour, paper)) < LEAST_CONTRAST:
                found.append(
                    Warning(
                        f"In the {name} scheme the {what} {colour} stands {ratio:.1f}:1 on the paper {paper}.",
                        hint=f"Readers need {LEAST_CONTRAST}:1. Change SITE_PAPER or SITE_ACCENT (or those _DARK).",
                        id="articles.W002",
                    )
                )
    return found


@register()
def logo_is_there(**_: Any) -> list[CheckMessage]:
    if not settings.SITE_LOGO or finders.find(settings.SITE_LOGO):
        return []
    return [
        Warning(
            f"SITE_LOGO is {settings.SITE_LOGO!r}, and there is no such file.",
            hint=f"Put it into {settings.IDENTITY_DIR}, then run collectstatic.",
            id="articles.W003",
        )
    ]


@register(Tags.security, deploy=True)
def sign_in_is_set_up(**_: Any) -> list[CheckMessage]:
    """Said, and no fault: a newsroom of three may do without either."""
    found: list[CheckMessage] = []
    if not settings.TWO_STEP_ROLES:
        found.append(
            Info(
                "No role has to sign in with a second step.",
                hint="A password that leaks then opens the desk. Set TWO_STEP_ROLES=chief,editor.",
                id="articles.I001",
            )
        )
    if settings.EMAIL_BACKEND == "django.core.mail.backends.console.EmailBackend":
        found.append(
            Info(
                "Mail is written where the log is, and sent to nobody.",
                hint="Links for a forgotten password stand there. Set EMAIL_URL=smtp+tls://USER:PASSWORD@HOST:587.",
                id="articles.I002",
            )
        )
    return found


def contrast(colour: str, other: str) -> float:
    """WCAG's contrast ratio of two colours such as #1a1613."""
    lighter, darker = sorted((_luminance(colour), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
