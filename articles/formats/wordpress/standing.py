"""Whether a post was public: only "publish" without a password is, and only if nothing in the item says otherwise."""

from collections.abc import Iterator

from articles.formats.record import Standing
from articles.formats.wordpress.items import ExportItem
from articles.remark import Remark, gettext_noop


def read_standing(item: ExportItem) -> tuple[Standing, tuple[Remark, ...]]:
    """And why it is a draft, if it is one.

    Case is not forgiven: WordPress knows no "PUBLISH", and shows no post that has it.
    """
    reasons = tuple(_reasons(item))
    return (Standing.DRAFT if reasons else Standing.PUBLISHED), reasons


def _reasons(item: ExportItem) -> Iterator[Remark]:
    said = " / ".join(sorted(filter(None, item.statuses)))
    if not said:
        # WXR 1.0 of other programs: 239 items. WordPress itself makes drafts of them.
        yield Remark(gettext_noop("The file does not say whether it was public; it is a draft."))
    elif item.statuses != {"publish"}:
        yield Remark(gettext_noop("It was not public there, but “%(status)s”; it is a draft."), status=said[:100])
    if item.value("post_password"):
        yield Remark(gettext_noop("Readers needed a password for it there; it is a draft."))
