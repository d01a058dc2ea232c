"""What the person who imports says about the files; the same for every format."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Reading:
    zone: ZoneInfo  # of dates that say none
    section: str = ""  # for stories that name none: the folder's
    # For tables: the name of a column, as keys.tag_key has it → the field of ours that it holds.
    columns: Mapping[str, str] = field(default_factory=dict)
    date_order: str = ""  # for tables: "dmy", "mdy" or "ymd"; empty: decided from the whole column, or refused
    with_pages: bool = False  # whether standing pages of the source ("Tentang kami") are stories too
