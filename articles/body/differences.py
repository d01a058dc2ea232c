"""How two texts differ: piece by piece, and inside a changed piece word by word.

In about linear time, whatever the texts: looking for the shortest way from one to the other costs the square of what
differs, so only so much of it is done. What is beyond that is shown as taken out and put in whole.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import count
from typing import NamedTuple

from articles.body.pieces import NOTHING, Piece, Word, pieces, words

MOST_STEPS = 400_000  # of the search, over a whole text: some tenths of a second
ALIKE = 0.4  # share of the words of two pieces that must be the same for one to be the other, changed
PAIRING = 5  # steps that it takes to look whether two pieces are alike
WINDOW = 4  # pieces after the next one in which it is looked for
CONTEXT_PIECES = 1  # unchanged ones that are shown around a change
CONTEXT_WORDS = 20
CRUMB = 2  # letters


class Change(Enum):
    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class Run(NamedTuple):
    """Words that follow one another and have met the same."""

    change: Change
    words: tuple[Word, ...]
    left_out: int = 0  # unchanged words that stand here and are not shown


@dataclass(frozen=True, slots=True)
class Row:
    """A piece, with what became of it; or pieces that are left out because nothing in them changed."""

    piece: Piece | None
    inside: tuple[Run, ...] = ()  # what became of its words, if not the same of all
    whole: Change | None = None
    left_out: int = 0

    @property
    def is_change(self) -> bool:
        return bool(self.inside) or self.whole in {Change.REMOVED, Change.ADDED}

    @property
    def runs(self) -> tuple[Run, ...]:
        """Not read before it is shown: of a long text only the beginning is."""
        if self.inside or self.piece is None:
            return self.inside
        run = Run(self.whole or Change.KEPT, tuple(words(self.piece)))
        return (run,) if run.change is not Change.KEPT else tuple(_shortened([run]))


class Effort:
    """How much may still be searched."""

    def __init__(self, steps: int = MOST_STEPS) -> None:
        self.left = steps


def compare(
    before: str, after: str, names_before: Mapping[str, str] = NOTHING, names_after: Mapping[str, str] = NOTHING
) -> list[Row]:
    """All that changed between two bodies, with a little of what stands around it. No rows: nothing changed."""
    return compare_pieces(pieces(before, names_before), pieces(after, names_after))


def compare_pieces(old: list[Piece], new: list[Piece]) -> list[Row]:
    if old == new:
        return []
    rows = list(_rows(old, new, Effort()))
    return list(_folded(rows)) if any(row.is_change for row in rows) else []


def matches(before: Sequence[Hashable], after: Sequence[Hashable], effort: Effort) -> list[tuple[int, int]]:
    """Positions of what stayed: as much as can be kept in its order, or the beginning and the end if that is too
    much work.
    """
    length = min(len(before), len(after))
    head = next((place for place in range(length) if before[place] != after[place]), length)
    tails = range(1, length - head + 1)
    tail = next((place - 1 for place in tails if before[-place] != after[-place]), length - head)
    middle = _matches_between(range(head, len(before) - tail), range(head, len(after) - tail), before, after, effort)
    ends = ((len(before) - place, len(after) - place) for place in range(tail, 0, -1))
    return [*((place, place) for place in range(head)), *middle, *ends]


def _matches_between(
    old: range, new: range, before: Sequence[Hashable], after: Sequence[Hashable], effort: Effort
) -> list[tuple[int, int]]:
    """Only among what both sides have: the rest cannot match, and would make the way longer."""
    common = {before[place] for place in old} & {after[place] for place in new}
    numbers: dict[Hashable, int] = dict(zip(common, count()))
    left = [place for place in old if before[place] in numbers]
    right = [place for place in new if after[place] in numbers]
    path = _shortest([numbers[before[place]] for place in left], [numbers[after[place]] for place in right], effort)
    return [(left[x], right[y]) for x, y in path]


def _shortest(a: list[int], b: list[int], effort: Effort) -> list[tuple[int, int]]:
    """Myers, "An O(ND) difference algorithm and its variations" (1986). Nothing if it takes too long."""
    rounds: list[dict[int, int]] = []
    reached = {1: 0}
    for edits in range(len(a) + len(b) + 1):
        if effort.left <= 0:
            return []
        ends: dict[int, int] = {}
        for diagonal in range(-edits, edits + 1, 2):
            start = x = _step(reached, diagonal, edits)
            while x < len(a) and x - diagonal < len(b) and a[x] == b[x - diagonal]:
                x += 1
            ends[diagonal] = x
            effort.left -= 1 + x - start
            if x >= len(a) and x - diagonal >= len(b):
                return _walked_back([*rounds, ends], diagonal)
        rounds.append(ends)
        reached = ends
    return []


def _step(reached: dict[int, int], diagonal: int, edits: int) -> int:
    """Where on this diagonal one more edit leads: down (something put in) or right (something taken out)."""
    is_down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
    return reached[diagonal + 1] if is_down else reached[diagonal - 1] + 1


def _walked_back(rounds: list[dict[int, int]], diagonal: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for edits in range(len(rounds) - 1, -1, -1):
        x = rounds[edits][diagonal]
        reached = rounds[edits - 1] if edits else {1: 0}
        start = _step(reached, diagonal, edits)
        found += ((place, place - diagonal) for place in range(x - 1, start - 1, -1))
        is_down = edits == 0 or start == reached.get(diagonal + 1)
        diagonal += 1 if is_down else -1
    return found[::-1]


# ---- Pieces ----


def _rows(old: list[Piece], new: list[Piece], effort: Effort) -> Iterator[Row]:
    begin_old = begin_new = 0
    for place_old, place_new in [*matches(old, new, effort), (len(old), len(new))]:
        yield from _changed(old[begin_old:place_old], new[begin_new:place_new], effort)
        if place_new < len(new):
            yield Row(new[place_new])
        begin_old, begin_new = place_old + 1, place_new + 1


def _changed(old: list[Piece], new: list[Piece], effort: Effort) -> Iterator[Row]:
    """Each new piece beside the old one that it was, if there is one; the others whole."""
    begin_old = begin_new = 0
    for place_old, place_new in [*_pairs(old, new, effort), (len(old), len(new))]:
        yield from (_whole(piece, Change.REMOVED) for piece in old[begin_old:place_old])
        yield from (_whole(piece, Change.ADDED) for piece in new[begin_new:place_new])
        if place_new < len(new):
            runs = _runs(words(old[place_old]), words(new[place_new]), effort)
            # Another blank, or a title that nobody sees, is no change.
            yield Row(new[place_new], runs if _has_change(runs) else ())
        begin_old, begin_new = place_old + 1, place_new + 1


def _pairs(old: list[Piece], new: list[Piece], effort: Effort) -> Iterator[tuple[int, int]]:
    begin = 0
    for place, piece in enumerate(new):
        if begin == len(old) or effort.left <= 0:
            return
        effort.left -= WINDOW * PAIRING
        window = range(begin, min(begin + WINDOW, len(old)))
        found = next((each for each in window if _is_alike(old[each], piece)), None)
        if found is not None:
            yield found, place
            begin = found + 1


def _has_change(runs: Sequence[Run]) -> bool:
    return any(run.change is not Change.KEPT for run in runs)


def _is_alike(one: Piece, other: Piece) -> bool:
    if (one.kind, one.key) != (other.kind, other.key):
        return False
    mine, others = Counter(word.text for word in words(one)), Counter(word.text for word in words(other))
    return (mine & others).total() >= ALIKE * max(mine.total(), others.total())


def _whole(piece: Piece, change: Change) -> Row:
    return Row(piece, whole=change)


def _folded(rows: Iterable[Row]) -> Iterator[Row]:
    """Unchanged pieces in between are counted, but for those beside a change."""
    kept: list[Row] = []
    is_first = True
    for row in rows:
        if not row.is_change:
            kept.append(row)
            continue
        yield from _around(kept, before=0 if is_first else CONTEXT_PIECES, after=CONTEXT_PIECES)
        kept, is_first = [], False
        yield row
    yield from _around(kept, before=CONTEXT_PIECES, after=0)


def _around(kept: list[Row], *, before: int, after: int) -> Iterator[Row]:
    """The first and the last of these rows, and in between how many there are."""
    left_out = len(kept) - before - after
    if left_out <= 1:
        yield from kept
        return
    yield from kept[:before]
    yield Row(None, left_out=left_out)
    yield from kept[len(kept) - after :]


# ---- Words ----


def of_lines(before: str, after: str) -> tuple[Run, ...]:
    """The same for a text without HTML."""
    return _runs(_plain_words(before), _plain_words(after), Effort())


def _plain_words(text: str) -> list[Word]:
    return words(Piece("paragraph", text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")))


def _runs(old: list[Word], new: list[Word], effort: Effort) -> tuple[Run, ...]:
    """A blank more or less is no change."""
    kept = matches([word[:2] for word in old], [word[:2] for word in new], effort)
    runs: list[Run] = []
    begin_old = begin_new = 0
    for first_old, first_new, length in _without_crumbs(list(_stretches(kept)), old, new):
        _add(runs, Change.REMOVED, old[begin_old:first_old])
        _add(runs, Change.ADDED, new[begin_new:first_new])
        begin_old, begin_new = first_old + length, first_new + length
        _add(runs, Change.KEPT, new[first_new:begin_new])
    return tuple(_shortened(runs))


def _without_crumbs(
    stretches: list[tuple[int, int, int]], old: list[Word], new: list[Word]
) -> Iterator[tuple[int, int, int]]:
    """A lone comma or "di" between two changes stayed by chance: the change reads better in one. Ends with the end."""
    for first_old, first_new, length in stretches:
        letters = sum(len(word.text) for word in new[first_new : first_new + length])
        touches_begin = first_old == 0 and first_new == 0
        touches_end = first_old + length == len(old) and first_new + length == len(new)
        if letters > CRUMB or touches_begin or touches_end:
            yield first_old, first_new, length
    yield len(old), len(new), 0


def _add(runs: list[Run], change: Change, row: Sequence[Word]) -> None:
    if row:
        runs.append(Run(change, tuple(row)))


def _stretches(kept: list[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """First positions and length of each stretch that stayed."""
    begin: tuple[int, int] | None = None
    length = 0
    for old, new in kept:
        if begin is not None and (old, new) == (begin[0] + length, begin[1] + length):
            length += 1
            continue
        if begin is not None:
            yield *begin, length
        begin, length = (old, new), 1
    if begin is not None:
        yield *begin, length


def _shortened(runs: Sequence[Run]) -> Iterator[Run]:
    """Long unchanged stretches lose their middle."""
    for number, run in enumerate(runs):
        before = CONTEXT_WORDS if number else 0
        after = CONTEXT_WORDS if number < len(runs) - 1 else 0
        if len(runs) == 1:
            before = CONTEXT_WORDS
        left_out = len(run.words) - before - after
        if run.change is not Change.KEPT or left_out <= CONTEXT_WORDS:
            yield run
            continue
        if before:
            yield Run(Change.KEPT, run.words[:before])
        yield Run(Change.KEPT, (), left_out)
        if after:
            yield Run(Change.KEPT, run.words[-after:])
