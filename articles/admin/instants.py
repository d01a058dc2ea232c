from datetime import UTC, datetime
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models.fields import EARLIEST_YEAR, LATEST_YEAR

CLOCK = "%d/%m/%Y %H.%M UTC%z"


class InstantWidget(AdminSplitDateTime):
    """Each of its two boxes says what it is: its words stand beside it, and name nothing."""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for box, label in zip(context["widget"]["subwidgets"], (_("Date:"), _("Time:")), strict=True):
            box["attrs"]["aria-label"] = label.rstrip(":")
        return context


class LocalInstantField(forms.SplitDateTimeField):
    """A date and a clock time in the newsroom's zone; what clocks skip or show twice is refused, both named."""

    widget = InstantWidget

    def compress(self, data_list: Any) -> Any:
        if data_list and all(value not in self.empty_values for value in data_list):
            _refuse_unclear(datetime.combine(*data_list))
        return super().compress(data_list)


def _refuse_unclear(wall: datetime) -> None:
    if not EARLIEST_YEAR <= wall.year <= LATEST_YEAR:
        return  # refused for its year
    zone = timezone.get_current_timezone()
    first, second = wall.replace(tzinfo=zone, fold=0), wall.replace(tzinfo=zone, fold=1)
    if first.utcoffset() == second.utcoffset():
        return
    if first.utcoffset() > second.utcoffset():  # type: ignore[operator]
        text = _("The clocks show %(wall)s twice: %(first)s and %(second)s. Choose a time outside that hour.")
    else:
        first, second = (_as_clocks_show(reading) for reading in (second, first))
        text = _("The clocks skip %(wall)s: it can mean %(first)s or %(second)s. Choose one of the two.")
    shown = {"wall": f"{wall:%d/%m/%Y %H.%M}", "first": f"{first:{CLOCK}}", "second": f"{second:{CLOCK}}"}
    raise ValidationError(text, params=shown, code="unclear")


def _as_clocks_show(reading: datetime) -> datetime:
    # By way of UTC: within one zone Python leaves a skipped time as it is.
    return timezone.localtime(reading.astimezone(UTC))
