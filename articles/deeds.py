"""What was done to a story, kept so that it can be said in the language of whoever reads the history."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

from django.utils import dateformat, timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from articles import prepublish

BEGAN = "began"
BEGAN_COPY = "began-copy"
CHANGED = "changed"
MOVED = "moved"
RESTORED = "restored"
IMPORTED = "imported"
DELETED = "deleted"
RECOVERED = "recovered"
# No versions of a story, but said among them (assignments.py).
ASSIGNED = "assigned"
FINISHED = "finished"
TAKEN_BACK = "taken_back"

SENTENCES = {
    BEGAN: gettext_lazy("%(who)s began it"),
    BEGAN_COPY: gettext_lazy("%(who)s began this working copy"),
    CHANGED: gettext_lazy("%(who)s saved it"),
    RESTORED: gettext_lazy("%(who)s brought back the version of %(when)s"),
    IMPORTED: gettext_lazy("Imported from %(source)s"),
    DELETED: gettext_lazy("%(who)s deleted it"),
    RECOVERED: gettext_lazy("%(who)s recovered it after it was deleted"),
    ASSIGNED: gettext_lazy("%(who)s assigned it to %(whom)s"),
    FINISHED: gettext_lazy("%(who)s marked the assignment of %(whom)s as done"),
    TAKEN_BACK: gettext_lazy("%(who)s took it back from %(whom)s"),
}
MOVES = {
    "submit": gettext_lazy("%(who)s sent it for review"),
    "send-back": gettext_lazy("%(who)s sent it back to the writer"),
    "publish": gettext_lazy("%(who)s published it"),
    "schedule": gettext_lazy("%(who)s scheduled it for %(when)s"),
    "unschedule": gettext_lazy("%(who)s took back the schedule"),
    "reschedule": gettext_lazy("%(who)s changed its time to %(when)s"),
    "withdraw": gettext_lazy("%(who)s withdrew it"),
    "republish": gettext_lazy("%(who)s published it again"),
    "replace": gettext_lazy("%(who)s published a revision"),
    "embargo": gettext_lazy("%(who)s set its embargo to %(when)s"),
}
# A move that is about an instant, or about other people, is said in other words without one, or with some.
LIFTED = gettext_lazy("%(who)s lifted its embargo")
REVISED_WITH = gettext_lazy("%(who)s published a revision that %(people)s worked on")
FIELDS = {
    "headline": gettext_lazy("the headline"),
    "standfirst": gettext_lazy("the standfirst"),
    "body": gettext_lazy("the text"),
    "section": gettext_lazy("the section"),
    "lead_photo": gettext_lazy("the photo"),
    "kicker": gettext_lazy("the kicker"),
    "kind": gettext_lazy("the kind"),
    "place": gettext_lazy("the place"),
    "slug": gettext_lazy("the words of the address"),
    "edited_by": gettext_lazy("who edited it"),
    "rights": gettext_lazy("the rights"),
    "sponsor_name": gettext_lazy("the sponsor"),
    "unverified_reason": gettext_lazy("why it is not yet verified"),
    "embargo_until": gettext_lazy("the embargo"),
    "breaking_until": gettext_lazy("the end of breaking news"),
}


@dataclass(frozen=True, slots=True)
class Deed:
    verb: str
    fields: Mapping[str, int] | None = None  # names of comparing.Snapshot that changed, and in how many places
    move: str = ""  # its name in workflow.py
    label: str = ""  # of a move that has no sentence of its own
    note: str = ""  # what the person said about it
    at: str = ""  # ISO 8601: the instant it is about
    source: str = ""  # of an import
    over: Sequence[str] | None = None  # codes of the remarks in spite of which readers see it
    people: Sequence[str] = ()  # who had a hand in it besides
    whom: str = ""  # the name of somebody else

    def kept(self) -> str:
        """As the comment of a version."""
        return json.dumps({name: value for name, value in asdict(self).items() if value not in ("", None, ())})

    @classmethod
    def read(cls, comment: str) -> Self | None:
        """None: a plain comment."""
        if not comment.startswith('{"verb"'):
            return None
        try:
            return cls(**json.loads(comment))
        except (ValueError, TypeError):
            return None

    def said(self, who: str) -> str:
        sentence = self._sentence() % {
            "who": who,
            "what": listed(things(self.fields or {})),
            "when": shown(datetime.fromisoformat(self.at)) if self.at else "",
            "source": self.source,
            "whom": self.whom,
            "move": self.label or self.move,
            "people": listed(self.people),
        }
        if self.over:
            remarks = listed(map(prepublish.named, self.over))
            sentence = _("%(deed)s (in spite of %(remarks)s)") % {"deed": sentence, "remarks": remarks}
        return _("%(deed)s: %(note)s") % {"deed": sentence, "note": self.note} if self.note else sentence

    def _sentence(self) -> str:
        if (self.verb, self.move) == (MOVED, "embargo") and not self.at:
            return str(LIFTED)
        if (self.verb, self.move) == (MOVED, "replace") and self.people:
            return str(REVISED_WITH)
        if self.verb == MOVED:
            return str(MOVES.get(self.move, "%(who)s: %(move)s"))
        if self.verb == CHANGED and self.fields is not None:
            return _("%(who)s changed %(what)s") if self.fields else _("%(who)s saved it; nothing in it changed")
        if self.verb == ASSIGNED and self.at:
            return _("%(who)s assigned it to %(whom)s, to be done by %(when)s")
        return str(SENTENCES.get(self.verb, SENTENCES[CHANGED]))


def things(fields: Mapping[str, int]) -> list[str]:
    """What people call those fields; how many of those that are lists."""
    counted = {
        "tags": lambda count: ngettext("%(count)d tag", "%(count)d tags", count),
        "bylines": lambda count: ngettext("%(count)d byline", "%(count)d bylines", count),
        "related_links": lambda count: ngettext("%(count)d related link", "%(count)d related links", count),
    }
    return [
        counted[name](count) % {"count": count} if name in counted else str(FIELDS.get(name, name))
        for name, count in fields.items()
    ]


def listed(words: Iterable[str]) -> str:
    """As one says it: "a, b and c"."""
    *first, last = ("", *words)
    first = first[1:]
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last


def shown(at: datetime) -> str:
    """As all instants at the desk: in the newsroom's zone, and with its name."""
    return dateformat.format(timezone.localtime(at), pgettext("date format", "l, j F Y, H:i T"))
