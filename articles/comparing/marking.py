"""What has changed, as HTML that is safe to show: every word is escaped, nothing of the texts' own HTML is left."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from articles.body.differences import Change, Row, Run
from articles.body.pieces import Word

MOST_ROWS = 4_000  # a newspaper's longest text has a tenth
FORMS = {"strong": "strong", "em": "em", "s": "s", "sub": "sub", "sup": "sup"}


def line(runs: Iterable[Run]) -> SafeString:
    return format_html('<p class="difference-line" dir="auto">{}</p>', _runs(runs))


def instead(before: str, after: str) -> SafeString:
    """One thing in the place of another."""
    both = [(Change.REMOVED, before), (Change.ADDED, after)]
    words = format_html_join(" ", "{}", ((_marked(change, escape(text)),) for change, text in both if text))
    return format_html('<p class="difference-line" dir="auto">{}</p>', words)


def items(found: Sequence[tuple[Change, str]]) -> SafeString:
    rows = format_html_join("", '<li dir="auto">{}</li>', ((_marked(change, escape(text)),) for change, text in found))
    return format_html('<ul class="difference-items">{}</ul>', rows)


def text(rows: Sequence[Row]) -> SafeString:
    shown = format_html_join("", "{}", ((_row(row),) for row in rows[:MOST_ROWS]))
    beyond = len(rows) - MOST_ROWS
    rest = _left_out(ngettext("%(count)d further change", "%(count)d further changes", beyond) % {"count": beyond})
    return format_html('<div class="difference-text">{}{}</div>', shown, rest if beyond > 0 else "")


def _row(row: Row) -> SafeString:
    if row.piece is None:
        unchanged = ngettext("%(count)d paragraph unchanged", "%(count)d paragraphs unchanged", row.left_out)
        return _left_out(unchanged % {"count": row.left_out})
    kind, runs = row.piece.kind, row.runs
    words = _runs(runs)
    if kind == "rule":
        words = _marked(runs[0].change if runs else Change.KEPT, SafeString("———"))
    label = _kind_label(kind)
    before = format_html('<span class="difference-thing">{}</span> ', label) if label else ""
    return format_html('<p class="is-{}" dir="auto">{}{}</p>', kind, before, words)


def _kind_label(kind: str) -> str:
    labels = {
        "related": _("Read also"),
        "photo": _("Photo"),
        "embed": pgettext("in a text", "Embedded"),
        "heading": _("Heading"),
        "subheading": _("Subheading"),
        "quote": pgettext("in a text", "Quote"),
    }
    return labels.get(kind, "")


def _left_out(words: str) -> SafeString:
    return format_html('<p class="difference-left-out">{}</p>', words)


def _runs(runs: Iterable[Run]) -> SafeString:
    return format_html_join("", "{}", ((_run(run),) for run in runs))


def _run(run: Run) -> SafeString:
    if run.left_out:
        words = ngettext("… %(count)d word unchanged …", "… %(count)d words unchanged …", run.left_out)
        return format_html(' <span class="difference-left-out">{}</span> ', words % {"count": run.left_out})
    # The blank before a change is not part of it: underlined and struck blanks are hard to read.
    blank = " " if run.words and run.words[0].after_blank else ""
    return format_html("{}{}", blank, _marked(run.change, _words(run.words)))


def _marked(change: Change, words: SafeString) -> SafeString:
    """Not by colour and line alone: what is read out says it as well."""
    if change is Change.REMOVED:
        return format_html('<del><span class="visually-hidden">{} </span>{}</del>', _("removed:"), words)
    if change is Change.ADDED:
        return format_html('<ins><span class="visually-hidden">{} </span>{}</ins>', _("added:"), words)
    return words


def _words(row: Sequence[Word]) -> SafeString:
    parts = []
    for number, (forms, words) in enumerate(groupby(row, key=lambda word: word.forms)):
        group = list(words)
        inner = "".join(_word(word, is_first=place == 0) for place, word in enumerate(group))
        blank = " " if number and group[0].after_blank else ""
        parts.append(blank + _in_forms(inner, forms))
    return mark_safe("".join(parts))


def _word(word: Word, *, is_first: bool) -> str:
    blank = " " if word.after_blank and not is_first else ""
    return blank + ("<br>" if word.text == "\n" else str(escape(word.text)))


def _in_forms(inner: str, forms: tuple[str, ...]) -> str:
    for form in forms:
        if form == "address":
            inner = f'<span class="difference-address">({inner})</span>'
        elif form == "name":
            inner = f'<span class="difference-name">{inner}</span>'
        else:
            inner = f"<{FORMS[form]}>{inner}</{FORMS[form]}>"
    return inner
