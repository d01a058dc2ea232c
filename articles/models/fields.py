"""Fields that take and refuse the same text on every database.

SQLite keeps a NUL, a control character and a text longer than the column; PostgreSQL refuses them. What is checked
here, on the way into either, can move from one to the other.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles.body.canonical import BodyRefused
from articles.body.sanitise import sanitise

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100

# Control characters, lone surrogates, and the marks that turn the direction of writing around for what follows.
FORBIDDEN_IN_LINE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
FORBIDDEN_IN_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_line(text: str) -> str:
    """What a person typed, as one line: NFC, blanks folded, forbidden characters gone."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return FORBIDDEN_IN_LINE.sub("", text)


def clean_paragraphs(text: str) -> str:
    """What a person typed, as plain text of several lines: NFC, forbidden characters gone."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return FORBIDDEN_IN_TEXT.sub("", text).strip()


class CheckedText(models.Field):
    """Refuse, on any write, what one of the databases would refuse. Raises ValidationError, never DataError."""

    forbidden = FORBIDDEN_IN_LINE

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        # Every route to the database passes here: save, bulk_create, update and bulk_update.
        if isinstance(value, str):
            self.refuse(value)
        return super().get_db_prep_save(value, connection)

    def refuse(self, value: str) -> None:
        if self.max_length is not None and len(value) > self.max_length:
            raise ValidationError(
                _("%(noun)s: %(field)s is %(length)d characters long; the most is %(most)d."),
                params={**self._names(), "length": len(value), "most": self.max_length},
                code="max_length",
            )
        if match := self.forbidden.search(value):
            raise ValidationError(
                _(
                    "%(noun)s: %(field)s has the character U+%(character)s at position %(position)d, "
                    "which cannot be kept."
                ),
                params={
                    **self._names(),
                    "character": f"{ord(match[0]):04X}",
                    "position": match.start() + 1,
                },
                code="forbidden_character",
            )

    def _names(self) -> dict[str, Any]:
        return {"noun": self.model._meta.verbose_name, "field": self.verbose_name}


class LineFormField(forms.CharField):
    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return clean_line(value) if isinstance(value, str) else value


class LineField(CheckedText, models.CharField):
    """One line."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": LineFormField, **kwargs})


class SlugLineField(CheckedText, models.SlugField):
    """The words of an address."""


class ParagraphsField(CheckedText, models.TextField):
    """Plain text of several lines. `max_length` holds on both databases."""

    forbidden = FORBIDDEN_IN_TEXT

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.replace("\r\n", "\n").replace("\r", "\n") if isinstance(value, str) else value


class WebAddressField(CheckedText, models.URLField):
    """An address outside: http or https only."""

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class PositionField(models.PositiveSmallIntegerField):
    """A place in an order. SQLite would take a larger number than PostgreSQL."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        validators = [MaxValueValidator(32_767)]
        super().__init__(*args, **{"default": 0, **kwargs, "validators": validators})


class InstantField(models.DateTimeField):
    """A time that a newspaper can have. The databases differ beyond it, and every list would have to count there."""

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, datetime):
            within_reach(value)
        return super().get_db_prep_save(value, connection)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        if value is not None:
            within_reach(value)


def within_reach(instant: datetime) -> None:
    if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
        raise ValidationError(
            _("The year %(year)d cannot be meant. Give one from %(earliest)d to %(latest)d."),
            params={"year": instant.year, "earliest": EARLIEST_YEAR, "latest": LATEST_YEAR},
            code="out_of_reach",
        )


class BodyField(CheckedText, models.TextField):
    """Sanitised HTML, whichever way it comes: form, import, bulk_create. Never written by update()."""

    forbidden = FORBIDDEN_IN_TEXT

    def clean(self, value: Any, model_instance: Any) -> Any:
        return super().clean(self._sanitised(value), model_instance)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        body = self._sanitised(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, body)
        return body

    def _sanitised(self, value: str | None) -> str:
        try:
            return sanitise(value or "")
        except BodyRefused as refused:
            remark = refused.remark
            raise ValidationError(gettext(remark.sentence), params=remark.values, code="body_refused") from refused


class Derived(models.Field):
    """A column computed from its row each time the row is written whole, `bulk_create` included.

    `source(instance)` gives the value; it must read only fields declared above this one.
    """

    def __init__(self, *args: Any, source: Callable[[Any], Any] | None = None, **kwargs: Any) -> None:
        self.source = source
        super().__init__(*args, **{"editable": False, **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.source is None:  # a model as a migration sees it
            return super().pre_save(model_instance, add)
        value = self.source(model_instance)
        setattr(model_instance, self.attname, value)
        return value


class DerivedLineField(Derived, LineField):
    pass


class DerivedTextField(Derived, ParagraphsField):
    pass


class DerivedCountField(Derived, models.PositiveIntegerField):
    pass


class DerivedInstantField(Derived, models.DateTimeField):
    pass
