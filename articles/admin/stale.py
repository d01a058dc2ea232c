"""Two people with the same form open: the second to save is told of the first, and keeps what was typed.

For nouns without versions of their own. Stories have theirs (article/conflict.py).
"""

import hashlib
import json
from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from .times import local_time

OPENED_WITH = "opened_with"


class OpenedWithField(forms.CharField):
    """What the form was opened with, as a digest: never a change of the row."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class GuardedForm(forms.ModelForm):
    opened_with = OpenedWithField(required=False, max_length=64)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            self.initial[OPENED_WITH] = self._digest(self.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        opened_with = cleaned.get(OPENED_WITH)
        if self.instance.pk is None or not opened_with:
            return cleaned
        # The save's own transaction holds the row from here on: who comes second waits, and then sees the first.
        stored = type(self.instance)._default_manager.select_for_update().filter(pk=self.instance.pk).first()
        if stored is not None and (digest := self._digest(stored)) != opened_with:
            # Sent once more, what was typed is meant for the row as it now is.
            sent = cast(QueryDict, self.data).copy()
            sent[self.add_prefix(OPENED_WITH)] = digest
            self.data = sent
            raise ValidationError(_changed_meanwhile(stored))
        return cleaned

    def _digest(self, row: Model) -> str:
        own = {field.name for field in row._meta.concrete_fields}
        values = {name: str(row.serializable_value(name)) for name in sorted(own & self.fields.keys())}
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()


class Guarded(admin.ModelAdmin):
    form = GuardedForm

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        (name, first), *others = fieldsets
        return [(name, {**first, "fields": (*first["fields"], OPENED_WITH)}), *others]


def _changed_meanwhile(row: Model) -> str:
    done = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(row), object_id=str(row.pk))
    last = done.select_related("user").order_by("-action_time", "-pk").first()
    if last is None:
        return _(
            "This was changed after you opened it. Nothing was saved; what you typed is kept below. "
            "Look at what is stored in a second window, then save once more to put yours in its place."
        )
    return _(
        "%(who)s changed this after you opened it (%(when)s). Nothing was saved; what you typed is kept below. "
        "Look at what is stored in a second window, then save once more to put yours in its place."
    ) % {"who": last.user.get_full_name() or last.user.get_username(), "when": local_time(last.action_time)}
