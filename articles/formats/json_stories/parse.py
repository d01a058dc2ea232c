"""JSON from outside: parsed within limits, and refused in a sentence."""

import json
from collections import Counter
from typing import Any

from articles.formats.record import FormatError

# Longer numbers stay digits: Python refuses to turn more than 4,300 of them into an int.
LONGEST_NUMBER = 20


class DuplicateKey(ValueError):
    pass


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    story = dict(pairs)
    if len(story) != len(pairs):
        twice, _ = Counter(key for key, _ in pairs).most_common(1)[0]
        raise DuplicateKey(twice[:60])
    return story


def _no_number(constant: str) -> None:
    raise FormatError(f"{constant} is not a value that JSON has.")


def _number(digits: str) -> int | str:
    return int(digits) if len(digits) <= LONGEST_NUMBER else digits


STRICT = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_no_number)
# For arrays that are read element by element: what is wrong in one element must not hide where it ends.
LENIENT = json.JSONDecoder(parse_constant=lambda _: None, parse_int=_number)


def parse(text: str) -> Any:
    """Raise FormatError, with a sentence, for anything that is not JSON, or that only some programs read alike."""
    try:
        return STRICT.decode(text)
    except json.JSONDecodeError as error:
        raise FormatError(
            f"This is not JSON: {error.msg} at character {error.pos + 1}, {_at(text, error.pos)}."
        ) from None
    except DuplicateKey as error:
        raise FormatError(f"The key {str(error)!r} stands there twice. Which is meant is a guess; leave one.") from None
    except RecursionError:
        raise FormatError("Lists or objects are nested too deep.") from None
    except ValueError:  # "Exceeds the limit (4300 digits) for integer string conversion"
        raise FormatError("A number has thousands of digits. No story has one; quote it, if it is an id.") from None


def _at(text: str, position: int) -> str:
    return f"where {text[position : position + 20]!r} stands" if position < len(text) else "where the line ends"
