from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format


def local_time(instant: datetime) -> str:
    """As the newsroom reads it: 16 Nov 2024, 08.30 WITA."""
    local = timezone.localtime(instant)
    return f"{date_format(local, 'j M Y, H.i')} {local:%Z}"


def clock(instant: datetime) -> str:
    """The hour, or the whole of it if that was another day."""
    local = timezone.localtime(instant)
    is_today = local.date() == timezone.localdate()
    return date_format(local, "H.i") if is_today else local_time(instant)
