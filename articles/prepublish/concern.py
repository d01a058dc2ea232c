from dataclasses import dataclass

from .codes import Code


@dataclass(frozen=True, slots=True)
class Concern:
    """A remark on a story that is about to be published, in the language of whoever reads it."""

    code: Code
    sentence: str  # what stands there, and what to do
    why: str
    field: str  # of the story's form, where it is mended
    blocking: bool = False  # a rule demands it: publishing is refused
    needs_reason: bool = False  # published all the same, someone says why
    photo: int | None = None  # mended on the page of this one
