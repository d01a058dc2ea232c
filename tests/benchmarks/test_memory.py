"""It reads what a process holds from what the kernel says of it."""

from benchmarks.serving import read_memory

ROLLUP = """\
55a1a000-7ffd1000 ---p 00000000 00:00 0                          [rollup]
Rss:               91464 kB
Pss:               72800 kB
Pss_Dirty:         60000 kB
Shared_Clean:      10000 kB
"""


def test_reads_what_is_held_and_its_share_of_it_in_megabytes() -> None:
    resident, shared = read_memory(ROLLUP)

    assert (round(resident, 1), round(shared, 1)) == (89.3, 71.1)
