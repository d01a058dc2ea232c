from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Code(TextChoices):
    """What a remark is about, in the few words by which the history names it."""

    SECTION = "section", _("no section")
    EMPTY = "empty", _("no text")
    SPONSOR = "sponsor", _("an advertorial without its sponsor")
    CHILD = "child", _("a child that can be recognised")
    PAID_FOR = "paid-for", _("signs of a paid text")
    UNVERIFIED = "unverified", _("not verified, without a reason")
    STANDFIRST = "standfirst", _("no standfirst")
    HEADLINE = "headline", _("a long headline")
    ALTERNATIVE_TEXT = "alternative-text", _("a photo without alternative text")
    CREDIT = "credit", _("a photo without credit")
    PENDING_LINK = "pending-link", _("a related link that waits")
    NEW_TAG = "new-tag", _("a tag of this story alone")
    DAY = "day", _("a date far from its publication")
    WEEKDAY = "weekday", _("a date on another day of the week")


def named(code: str) -> str:
    """Of a record that is older than the code, or newer: the code itself."""
    return str(Code(code).label) if code in Code.values else code
