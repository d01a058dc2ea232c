"""Bring together what two people made of one text: where only one changed it, the change stands; where both did, both.

In about linear time, as differences.py has it. Nothing that either of the two has written is ever left out.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from articles.body.differences import Effort, matches
from articles.body.pieces import TAG

WORD = re.compile(r"\S+|\s+")
Item = TypeVar("Item")
BETWEEN_WORDS = " / "  # of two who wrote something else in one place


@dataclass(frozen=True, slots=True)
class Merge:
    text: str
    collisions: int = 0  # places in which both changed the same to something else


class Block(NamedTuple):
    """A paragraph, a list, a photo: what stands directly in a body."""

    html: str
    sense: Hashable  # two blocks are the same if this is


class Stretch(NamedTuple):
    """What is to stand in one place."""

    mine: tuple[int, ...]  # places in what is mine
    theirs: tuple[int, ...]
    collides: bool = False


def merged_bodies(base: Sequence[Block] | None, mine: Sequence[Block], theirs: Sequence[Block]) -> Merge:
    """Block by block. Where both changed the same, mine stands before theirs.

    Without what they began with it is taken that they began with what they have in common.
    """
    written: list[str] = []
    collisions = 0
    left, right = [block.sense for block in mine], [block.sense for block in theirs]
    old = _common(left, right) if base is None else [block.sense for block in base]
    for stretch in _stretches(old, left, right):
        written += [mine[place].html for place in stretch.mine]
        written += [theirs[place].html for place in stretch.theirs]
        collisions += stretch.collides
    return Merge("".join(written), collisions)


def merged_lines(base: str | None, mine: str, theirs: str) -> Merge:
    """Word by word, for a text without HTML."""
    left, right = WORD.findall(mine), WORD.findall(theirs)
    old = _common(left, right) if base is None else WORD.findall(base)
    written: list[str] = []
    collisions = 0
    for stretch in _stretches(old, left, right):
        both = "".join(left[place] for place in stretch.mine), "".join(right[place] for place in stretch.theirs)
        written.append(BETWEEN_WORDS.join(both) if all(both) else "".join(both))
        collisions += stretch.collides
    return Merge("".join(written), collisions)


def merged_items(
    base: Iterable[Item], mine: Sequence[Item], theirs: Sequence[Item], sense: Callable[[Item], Hashable]
) -> list[Item]:
    """What either has put in, without what either has taken out, in their order and then in mine."""
    before = {sense(item) for item in base}
    kept = {sense(item) for item in mine}
    there = {sense(item) for item in theirs}
    left = [item for item in theirs if sense(item) in kept or sense(item) not in before]
    return [*left, *(item for item in mine if sense(item) not in before | there)]


def blocks(body: str, sense: Callable[[str], Hashable] = str) -> list[Block]:
    """Of a body as the sanitiser wrote it. Words that stand in no element are a block as well."""
    found: list[str] = []
    begin = depth = 0
    for match in TAG.finditer(body):
        closing, tag, _attributes = match.groups()
        step = 0 if tag in {"br", "hr"} else -1 if closing else 1
        depth_after = max(0, depth + step)
        if depth == 0 and match.start() > begin:
            found.append(body[begin : match.start()])
            begin = match.start()
        if depth_after == 0:
            found.append(body[begin : match.end()])
            begin = match.end()
        depth = depth_after
    found.append(body[begin:])
    return [Block(html, sense(html)) for html in found if html.strip()]


def _common(mine: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[Hashable]:
    return [mine[place] for place, _other in matches(mine, theirs, Effort())]


def _stretches(base: Sequence[Hashable], mine: Sequence[Hashable], theirs: Sequence[Hashable]) -> Iterator[Stretch]:
    """Khanna, Kunal, Pierce, "A formal investigation of diff3" (2007): between what all three have."""
    in_mine = dict(matches(base, mine, Effort()))
    in_theirs = dict(matches(base, theirs, Effort()))
    old = left = right = 0
    stable = [(place, in_mine[place], in_theirs[place]) for place in in_mine if place in in_theirs]
    for at_old, at_left, at_right in [*stable, (len(base), len(mine), len(theirs))]:
        spans = range(old, at_old), range(left, at_left), range(right, at_right)
        yield from _between(spans, base, mine, theirs)
        if at_right < len(theirs) or at_old < len(base):
            yield Stretch((), (at_right,))
        old, left, right = at_old + 1, at_left + 1, at_right + 1


def _between(
    spans: tuple[range, range, range],
    base: Sequence[Hashable],
    mine: Sequence[Hashable],
    theirs: Sequence[Hashable],
) -> Iterator[Stretch]:
    old, left, right = spans
    if not left and not right:
        return
    if len(old) > 1 and len(old) == len(left) == len(right):
        # Neighbours, each changed by one of the two, are no collision.
        for place in zip(old, left, right, strict=True):
            yield _one([base[place[0]]], [mine[place[1]]], [theirs[place[2]]], *([each] for each in place[1:]))
        return
    yield _one(
        [base[place] for place in old], [mine[place] for place in left], [theirs[place] for place in right], left, right
    )


def _one(
    old: list[Hashable], left: list[Hashable], right: list[Hashable], at_left: Iterable[int], at_right: Iterable[int]
) -> Stretch:
    if left in (old, right):
        return Stretch((), tuple(at_right))
    if right == old:
        return Stretch(tuple(at_left), ())
    return Stretch(tuple(at_left), tuple(at_right), collides=True)
