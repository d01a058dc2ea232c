"""What somebody says to a deed."""

from typing import Any

from django import forms


class ReasonField(forms.CharField):
    """Some lines, kept in the history beside what was done."""

    def __init__(self, *, rows: int = 3, **told: Any) -> None:
        super().__init__(max_length=500, widget=forms.Textarea(attrs={"rows": rows}), **told)
