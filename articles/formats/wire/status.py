"""What an agency says of the use of a story. Whatever is not plainly usable never becomes public by itself."""

import re

from articles.formats.dispatch import Dispatch
from articles.remark import Remark, gettext_noop

# "stat:usable" 162 times, "Usable" 21, "USABLE" 5, "usable", none 126.
USABLE = ("", "usable")
# A note such as "UPDATES: with 3 killed" or "deletes last paragraph" takes nothing back.
KILLED = re.compile(
    r"""
    ^\W{0,3} kill\b | \b (?: mandatory | bulletin | story ) \s kill \b
    | \b (?: kill | cancel (?: s | l?ed )? | withdraw n? s? ) \s (?: the | this | story | item | earlier | previous ) \b
    | \b (?: do \s not \s use | withdrawn | retract (?: s | ed | ion )? ) \b
    | \b (?: berita | naskah | artikel | tulisan ) \b .{0,60} \b (?: dicabut | ditarik | dibatalkan ) \b
    | \b (?: pencabutan | pembatalan ) \s (?: berita | naskah | artikel | tulisan ) \b
    | \b (?: jangan | tidak \s (?: boleh | untuk ) ) \s (?: di )? (?: muat | pakai | gunakan | siarkan ) \b
    """,
    re.IGNORECASE | re.VERBOSE,
)
KILLED_HEADLINE = re.compile(r"(?:(?:MANDATORY|BULLETIN) )?KILL\b|(?:PENCABUTAN|PEMBATALAN)\b")
EMBARGO = re.compile(r"\bembargo(?:ed)?\b", re.IGNORECASE)
LONGEST_NOTE = 1000


def take_status(dispatch: Dispatch, status: str) -> None:
    """`status` as written: "stat:usable", "Usable", "canceled", "http://cv.iptc.org/newscodes/pubstatusg2/withheld"."""
    word = re.split(r"[:/]", status)[-1].strip().casefold()
    if word == "embargoed" and dispatch.embargo_until is not None:
        return
    if word not in USABLE:
        hold_for_status(dispatch, status)


def hold_for_status(dispatch: Dispatch, status: str) -> None:
    dispatch.hold(
        Remark(gettext_noop("The agency says “%(status)s” of this story; it is a draft."), status=status[:100])
    )


def take_note(dispatch: Dispatch, note: str) -> None:
    """What the agency says to editors. To be called when an embargo's end, if there is one, is known."""
    if not note:
        return
    remark = Remark(gettext_noop("The agency's note to editors: %(note)s"), note=note[:LONGEST_NOTE])
    dispatch.warnings.append(remark)
    if KILLED.search(note):
        dispatch.hold(Remark(gettext_noop("The agency's note seems to take the story back; it is a draft.")))
    if EMBARGO.search(note) and dispatch.embargo_until is None:
        dispatch.hold(Remark(gettext_noop("The agency's note speaks of an embargo; the story is a draft.")))


def take_headline(dispatch: Dispatch, headline: str) -> None:
    dispatch.headline = headline
    if KILLED_HEADLINE.match(headline):
        dispatch.hold(Remark(gettext_noop("The headline seems to take a story back; it is a draft.")))


def take_terms(dispatch: Dispatch, terms: str) -> None:
    if terms:
        dispatch.warnings.append(
            Remark(gettext_noop("The agency's terms of use: %(terms)s"), terms=terms[:LONGEST_NOTE])
        )


def leave_out(dispatch: Dispatch, kind: str, caption: str, address: str) -> None:
    """A video, a sound or the like came with the story, which can only have pictures."""
    remark = gettext_noop("Left out: %(kind)s “%(caption)s” %(address)s")
    dispatch.warnings.append(Remark(remark, kind=kind[:60], caption=caption[:300], address=address[:300]))
