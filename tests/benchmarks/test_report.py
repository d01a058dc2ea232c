"""It says of every figure what it is beside its bar."""

import pytest

from benchmarks.report import Figure, as_json, as_markdown, is_met, share

BARE = Figure("Bare", "view", (900.0, 1100.0, 1000.0))
GOOD = Figure("Pages", "story", (150.0, 90.0, 100.0), of=("Bare", "view"), bar=0.1)
MISSED = Figure("Pages", "front page", (50.0,), of=("Bare", "view"), bar=0.1)
SLOW = Figure("Search", "one word", (70.5, 3.0, 60.0), "ms", bar=50, at_most=True)
QUICK = Figure("Search", "a miss", (50.0,), "ms", bar=50, at_most=True)
OF_NOTHING = Figure("Pages", "section", (50.0,), of=("Bare", "nothing"), bar=0.1)
FIGURES = [BARE, GOOD, MISSED, OF_NOTHING, SLOW, QUICK]

REPORT = """\
# What was measured

- machine: two cores

## Bare

| | median | lowest and highest | share | of | bar | |
| --- | ---: | ---: | ---: | --- | ---: | --- |
| view | 1,000/s | 900 – 1,100 |  |  |  |  |

## Pages

| | median | lowest and highest | share | of | bar | |
| --- | ---: | ---: | ---: | --- | ---: | --- |
| story | 100/s | 90.0 – 150 | 10.0% | Bare, view | ≥ 10.0% | met |
| front page | 50.0/s |  | 5.0% | Bare, view | ≥ 10.0% | **missed** |
| section | 50.0/s |  |  | Bare, nothing | ≥ 10.0% |  |

## Search

| | median | lowest and highest | share | of | bar | |
| --- | ---: | ---: | ---: | --- | ---: | --- |
| one word | 60.0 ms | 3.0 – 70.5 |  |  | ≤ 50.0 ms | **missed** |
| a miss | 50.0 ms |  |  |  | ≤ 50.0 ms | met |

## Below the bar

- Pages: front page
- Search: one word
"""


def test_writes_a_table_for_each_part_and_names_what_is_below_its_bar() -> None:
    assert as_markdown(FIGURES, {"machine": "two cores"}) == REPORT


def test_says_that_nothing_is_below_its_bar() -> None:
    assert as_markdown([BARE, GOOD], {}).endswith("## Below the bar\n\nNothing.\n")


def test_takes_the_share_of_each_round_where_both_were_measured_beside_each_other() -> None:
    """The machine was half as quick in two of three rounds, and at other times than for the one as for the other."""
    bare = Figure("Bare", "view", (1000.0, 500.0, 500.0))
    story = Figure("Pages", "story", (100.0, 50.0, 100.0), of=("Bare", "view"), beside=(1000.0, 500.0, 1000.0), bar=0.1)

    assert share(story, [bare, story]) == 0.1
    assert is_met(story, [bare, story])


@pytest.mark.parametrize(
    ("figure", "met"), [(BARE, None), (GOOD, True), (MISSED, False), (OF_NOTHING, None), (SLOW, False), (QUICK, True)]
)
def test_knows_whether_a_bar_is_met(figure: Figure, met: bool | None) -> None:
    assert is_met(figure, FIGURES) is met


def test_keeps_the_same_as_data() -> None:
    told = as_json(FIGURES, {"machine": "two cores"})

    assert told["facts"] == {"machine": "two cores"}
    assert [figure["met"] for figure in told["figures"]] == [None, True, False, None, False, True]
    assert told["figures"][1] == {
        "part": "Pages",
        "name": "story",
        "median": 100.0,
        "values": [150.0, 90.0, 100.0],
        "unit": "/s",
        "share": share(GOOD, FIGURES),
        "of": ("Bare", "view"),
        "bar": 0.1,
        "met": True,
    }
