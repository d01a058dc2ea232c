"""What was measured, as a table that says of each line whether it is good enough."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line. A bar is a share of another figure of this report, if `of` names one, or else a value in the unit.

    A share is the median of what each round has: the machine may be half as quick in the next.
    """

    part: str
    name: str
    values: tuple[float, ...]  # of each round
    unit: str = "/s"
    of: tuple[str, str] | None = None  # part and name
    beside: tuple[float, ...] = ()  # of that other one, measured right before or after each of the values
    bar: float | None = None
    at_most: bool = False  # the bar is the highest that is good, or else the lowest

    @property
    def median(self) -> float:
        return float(median(self.values))


def share(figure: Figure, figures: Sequence[Figure]) -> float | None:
    """None if it is a share of nothing, or of what was not measured."""
    if figure.beside:
        return float(median(value / whole for value, whole in zip(figure.values, figure.beside, strict=True)))
    whole = next((each for each in figures if (each.part, each.name) == figure.of), None)
    return figure.median / whole.median if whole else None


def is_met(figure: Figure, figures: Sequence[Figure]) -> bool | None:
    """None without a bar, or when it cannot be said."""
    measured = share(figure, figures) if figure.of else figure.median
    if figure.bar is None or measured is None:
        return None
    return measured <= figure.bar if figure.at_most else measured >= figure.bar


def as_markdown(figures: Sequence[Figure], facts: Mapping[str, str]) -> str:
    """One table for each part, in the order in which they were measured."""
    lines = ["# What was measured", "", *(f"- {name}: {value}" for name, value in facts.items()), ""]
    for part, own in groupby(figures, key=lambda figure: figure.part):
        lines += [f"## {part}", ""]
        lines += [
            "| | median | lowest and highest | share | of | bar | |",
            "| --- | ---: | ---: | ---: | --- | ---: | --- |",
        ]
        lines += [_row(figure, figures) for figure in own]
        lines.append("")
    missed = [figure for figure in figures if is_met(figure, figures) is False]
    lines += [
        "## Below the bar",
        "",
        *(f"- {each.part}: {each.name}" for each in missed),
        *([] if missed else ["Nothing."]),
    ]
    return "\n".join(lines) + "\n"


def as_json(figures: Sequence[Figure], facts: Mapping[str, str]) -> dict[str, object]:
    return {"facts": dict(facts), "figures": [_told(figure, figures) for figure in figures]}


def _row(figure: Figure, figures: Sequence[Figure]) -> str:
    measured = share(figure, figures)
    cells = [
        figure.name,
        _value(figure.median, figure.unit),
        f"{_value(min(figure.values))} – {_value(max(figure.values))}" if len(figure.values) > 1 else "",
        "" if measured is None else _share(measured),
        ", ".join(dict.fromkeys(figure.of)) if figure.of else "",
        _bar(figure),
        {True: "met", False: "**missed**", None: ""}[is_met(figure, figures)],
    ]
    return f"| {' | '.join(cells)} |"


def _share(measured: float) -> str:
    return f"{measured:.1%}" if measured < 2 else f"{measured:.1f} times"


def _bar(figure: Figure) -> str:
    if figure.bar is None:
        return ""
    sign = "≤" if figure.at_most else "≥"
    return f"{sign} {_share(figure.bar)}" if figure.of else f"{sign} {_value(figure.bar, figure.unit)}"


def _value(value: float, unit: str = "") -> str:
    number = f"{value:,.0f}" if value >= 100 else f"{value:.1f}"
    return f"{number}{unit}" if unit == "/s" else f"{number} {unit}".strip()


def _told(figure: Figure, figures: Iterable[Figure]) -> dict[str, object]:
    every = list(figures)
    return {
        "part": figure.part,
        "name": figure.name,
        "median": round(figure.median, 3),
        "values": [round(value, 3) for value in figure.values],
        "unit": figure.unit,
        "share": share(figure, every),
        "of": figure.of,
        "bar": figure.bar,
        "met": is_met(figure, every),
    }
