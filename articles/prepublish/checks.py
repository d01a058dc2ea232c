"""Each check looks at one thing, in the order in which their remarks are read: what a rule demands comes first."""

import re
from collections.abc import Callable, Iterator

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.minors import named_children
from articles.models.article import Kind

from .codes import Code
from .concern import Concern
from .days import days_in
from .manuscript import Manuscript, Picture

Check = Callable[[Manuscript], Iterator[Concern]]

LONGEST_HEADLINE = 100  # characters
FAR_DAYS = 31
MOST_CHILDREN = 8  # names that are listed
# "(ADV)", "(Adv/Humas)", "Advertorial", "Pariwara", "konten bersponsor": as papers mark what was paid for.
PAID_FOR = re.compile(
    r"\((?:adv|advertorial|iklan|pariwara|infotorial|sponsored)\b[^()]{0,40}\)"
    r"|\b(?:advertorial|advetorial|infotorial|pariwara)\b"
    r"|\b(?:konten|artikel|tulisan|berita) (?:ini )?(?:bersponsor|berbayar|disponsori|dipersembahkan oleh)"
    r"|\b(?:sponsored|paid) (?:by|content|post)\b",
    re.IGNORECASE,
)
# The note that butir 2 of the press guideline asks for, typed by hand: "(Berita ini masih memerlukan verifikasi.)"
TO_VERIFY = re.compile(
    r"[(\[][^()\[\]]{0,200}\b(?:verifikasi|diverifikasi|terverifikasi|konfirmasi lebih lanjut|verified|verification)\b"
    r"[^()\[\]]{0,200}[)\]]",
    re.IGNORECASE,
)
OPENING, ENDING = 200, 400  # characters of a text in which papers mark it


def section(manuscript: Manuscript) -> Iterator[Concern]:
    if not manuscript.has_section:
        yield Concern(
            Code.SECTION,
            _("Choose a section: it is part of the story's address."),
            _("Without a section readers have no way to the story."),
            field="section",
            blocking=True,
        )


def text(manuscript: Manuscript) -> Iterator[Concern]:
    if not manuscript.word_count:
        yield Concern(
            Code.EMPTY,
            _("Write the text: the story is empty."),
            _("Readers who open it would find nothing."),
            field="body",
            blocking=True,
        )


def sponsor(manuscript: Manuscript) -> Iterator[Concern]:
    if manuscript.kind == Kind.ADVERTORIAL and not manuscript.sponsor_name:
        yield Concern(
            Code.SPONSOR,
            _("Name the sponsor: readers must be told who paid for an advertorial."),
            _("Number 6 of the press council's guideline for online media draws a line between news and advertising."),
            field="sponsor_name",
            blocking=True,
        )


def children(manuscript: Manuscript) -> Iterator[Concern]:
    text = "\n".join((manuscript.standfirst, manuscript.text, *manuscript.captions))
    for sighting in named_children(text)[:MOST_CHILDREN]:
        said = (
            _("“%(name)s” seems to be family of a child (“%(sign)s”) in a story of a crime. Leave the name out.")
            if sighting.is_relative
            else _("“%(name)s” seems to be a child (“%(sign)s”) in a story of a crime. Leave out name and initials.")
        )
        yield Concern(
            Code.CHILD,
            said % {"name": sighting.name, "sign": sighting.sign},
            _(
                "Nobody may recognise a suspect, victim or witness under 18: not by name, initials, face, address, "
                "school or family (press council, 1/Peraturan-DP/II/2019)."
            ),
            field="body",
            needs_reason=True,
        )


def paid_for(manuscript: Manuscript) -> Iterator[Concern]:
    if manuscript.kind == Kind.ADVERTORIAL:
        return
    why = _("What was paid for must say so wherever it stands. Only an advertorial does.")
    if manuscript.sponsor_name:
        yield Concern(
            Code.PAID_FOR,
            _("It has a sponsor, %(sponsor)s, and is no advertorial. Choose that kind, or take the sponsor out.")
            % {"sponsor": manuscript.sponsor_name},
            why,
            field="kind",
        )
        return
    ends = (manuscript.headline, manuscript.text[:OPENING], manuscript.text[-ENDING:])
    if found := next(filter(None, map(PAID_FOR.search, ends)), None):
        yield Concern(
            Code.PAID_FOR,
            _("“%(words)s” reads like a text that was paid for. If it was, choose the kind “%(kind)s”.")
            % {"words": found[0], "kind": Kind.ADVERTORIAL.label},
            why,
            field="kind",
        )


def unverified(manuscript: Manuscript) -> Iterator[Concern]:
    found = TO_VERIFY.search(manuscript.text[-ENDING:])
    if found is not None and not manuscript.unverified_reason:
        yield Concern(
            Code.UNVERIFIED,
            _("The text says “%(words)s”. Say why in the field “not yet verified because”.") % {"words": found[0]},
            _("Then the page says it in its place, and the desk can find what still needs checking."),
            field="unverified_reason",
        )


def standfirst(manuscript: Manuscript) -> Iterator[Concern]:
    if not manuscript.standfirst:
        yield Concern(
            Code.STANDFIRST,
            _("It has no standfirst."),
            _("Lists, search results and shared links show the opening words of the text instead."),
            field="standfirst",
        )


def headline(manuscript: Manuscript) -> Iterator[Concern]:
    if (length := len(manuscript.headline)) > LONGEST_HEADLINE:
        yield Concern(
            Code.HEADLINE,
            _("The headline has %(length)d characters; the most that reads well is %(most)d.")
            % {"length": length, "most": LONGEST_HEADLINE},
            _("A search result shows the first 60 or so, and on a telephone it fills the first screen."),
            field="headline",
        )


def photos(manuscript: Manuscript) -> Iterator[Concern]:
    for picture in manuscript.pictures:
        field = "lead_photo" if picture.is_lead else "body"
        if not picture.has_alternative_text:
            yield Concern(
                Code.ALTERNATIVE_TEXT,
                _("%(photo)s has no alternative text.") % {"photo": _said(picture)},
                _("Readers who cannot see it, and search engines, are told nothing of it."),
                field,
                photo=picture.number,
            )
        if not picture.has_credit:
            yield Concern(
                Code.CREDIT,
                _("%(photo)s has no credit.") % {"photo": _said(picture)},
                _("Whoever made a picture has the right to be named."),
                field,
                photo=picture.number,
            )


def _said(picture: Picture) -> str:
    where = _("The photo at the head, “%(name)s”,") if picture.is_lead else _("The photo “%(name)s” in the text")
    return where % {"name": picture.name}


def links(manuscript: Manuscript) -> Iterator[Concern]:
    for pending in manuscript.waiting:
        yield Concern(
            Code.PENDING_LINK,
            _("The related link “%(headline)s” waits for its story.") % {"headline": pending},
            _("Readers do not see it until a story of this headline is published."),
            field="related_links",
        )


def tags(manuscript: Manuscript) -> Iterator[Concern]:
    for name in manuscript.own_tags:
        yield Concern(
            Code.NEW_TAG,
            _("No other story has the tag “%(tag)s”. Is it new, or is it written otherwise elsewhere?") % {"tag": name},
            _("A tag leads readers to other stories; this one leads to none."),
            field="tags",
        )


def days(manuscript: Manuscript) -> Iterator[Concern]:
    printed = list(days_in(manuscript.text, near=manuscript.on))
    for day in printed:
        if not day.is_on_its_weekday:
            yield Concern(
                Code.WEEKDAY,
                _("“%(printed)s”: that day is a %(weekday)s.")
                % {"printed": day.printed, "weekday": dateformat.format(day.on, "l")},
                _("The day of the week or the date is a slip of the pen."),
                field="body",
            )
    nearest = min(printed, key=lambda day: abs(day.on - manuscript.on), default=None)
    if nearest is not None and (far := abs((nearest.on - manuscript.on).days)) > FAR_DAYS:
        yield Concern(
            Code.DAY,
            _("The text speaks of %(day)s, %(far)d days from its publication.")
            % {"day": dateformat.format(nearest.on, pgettext("date format", "l, j F Y")), "far": far},
            _("Perhaps the month or the year is a slip of the pen; or the story is old."),
            field="body",
        )


BLOCKERS: tuple[Check, ...] = (section, text, sponsor)
WARNINGS: tuple[Check, ...] = (children, paid_for, unverified, standfirst, headline, photos, links, tags, days)
