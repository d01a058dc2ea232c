"""A server that is gone: readers read on, and what was withdrawn stays withdrawn."""

import pytest

from tests.apart.running import SECONDS, Newsroom, within
from tests.apart.servers import paused, stopped

pytestmark = pytest.mark.django_db  # with whose tables the newsroom begins
RESTS = 6  # seconds: a little more than a server that could not be asked is left alone


def test_without_the_replica_readers_read_on_and_it_is_taken_up_again(paper: Newsroom) -> None:
    paper.settle()
    number = paper.waiting.pop()
    with stopped(paper.replica):
        answers = [machine.get(f"/search/?q={word}") for machine in paper.machines for word in ("panen", "raya", "x")]
        paper.first.move(number, "publish", paper.session)
        for machine in paper.machines:
            within(SECONDS, lambda machine=machine: f"Kabar {number}" in machine.get("/").text)

    assert {answer.status for answer in answers} == {200}
    for machine in paper.machines:
        said = paper.log(machine)
        assert said.count("replica_1 cannot be asked") == 1, said
    within(RESTS + SECONDS, paper.is_settled)


def test_without_the_database_readers_read_what_they_never_read_before(paper: Newsroom) -> None:
    paper.settle()
    pages = ["/archive/2026/", "/author/panen-raya/feed/atom/", "/search/?q=panen"]
    with stopped(paper.primary):
        answers = [machine.get(page) for machine in paper.machines for page in pages]
        for machine in paper.machines:
            within(SECONDS, lambda machine=machine: "X-Newsroom-Stale" in machine.get(pages[0]).headers)
        desk = paper.first.get("/admin/", Cookie=f"sessionid={paper.session}")
        balancer = paper.first.get("/healthz/serving")
        state = paper.first.get("/healthz/state")

    assert [answer.status for answer in answers] == [200] * 6
    assert (desk.status, balancer.status, state.status) == (503, 200, 200)
    within(SECONDS, lambda: paper.first.get("/admin/", Cookie=f"sessionid={paper.session}").status == 200)
    # Each thread had a connection of its own, which it finds ended.
    assert {paper.first.get(paper.good, Cookie=f"sessionid={paper.session}").status for _ in range(12)} == {200}


def test_a_replica_that_never_heard_of_a_withdrawal_tells_nothing(paper: Newsroom) -> None:
    paper.settle()
    pages = [paper.wrong, "/", "/berita/", "/search/?q=keliru", "/feed/", "/archive/"]
    assert "Keliru Sekali" in paper.second.get(paper.wrong).text
    with paused(paper.replica):
        paper.first.move(paper.wrong.split("/")[2], "withdraw", paper.session)
        with stopped(paper.primary):
            # What the other machine asked half a second ago it still goes by.
            within(SECONDS, lambda: paper.second.get(paper.wrong).status == 503)
            answers = [machine.get(page) for machine in paper.machines for page in pages]

    assert {answer.status for answer in answers} == {503}
    assert not [answer for answer in answers if "Keliru" in answer.text]
    within(SECONDS, lambda: paper.second.get(paper.wrong).status == 410)
