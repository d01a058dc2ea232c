"""Where an errand for many stories stands, carried from page to page: signed, for one person, and good for a day."""

from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.core import signing

SALT = "articles.bulk"
GOOD_FOR_SECONDS = 24 * 60 * 60
AT_ONCE = 20

Item = tuple[int, int]  # number and version of a story, as it was shown


class NotReadable(Exception):
    """It is too old, of another person, or not from here."""


@dataclass
class Batch:
    by: int
    errand: str
    query: str  # of the list that it was begun from
    items: list[Item]
    left: list[Item] = field(default_factory=list)  # those that it can be done to
    done: list[int] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)  # and why
    filled_in: dict[str, str] = field(default_factory=dict)

    def signed(self) -> str:
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, text: str, *, by: Any) -> Self:
        try:
            batch = cls(**signing.loads(text, salt=SALT, max_age=GOOD_FOR_SECONDS))
        except (signing.BadSignature, TypeError) as fault:
            raise NotReadable from fault
        if batch.by != by.pk:
            raise NotReadable
        return batch

    @property
    def size(self) -> int:
        return len(self.left) + len(self.done) + len(self.refused)
