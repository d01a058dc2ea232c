"""Two application servers, a streaming replica and Redis: readers of either see the same, and nobody sees what was."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import chain

import pytest

from tests.apart.running import SECONDS, Newsroom, within
from tests.apart.servers import paused

pytestmark = pytest.mark.django_db  # with whose tables the newsroom begins


def test_readers_pages_are_read_from_the_replica_and_the_desks_are_not(paper: Newsroom) -> None:
    paper.settle()
    asked = paper.asked()
    lists = ["/", "/berita/", "/tag/subak/", "/archive/", "/feed/", "/sitemap.xml", "/llms.txt"]
    pages = [paper.good, *lists, "/search/?q=panen", "/search/?q=pamen", "/lama/tidak-ada.html"]

    answers = [paper.first.get(page).status for page in pages]

    assert answers == [200] * 10 + [404]
    assert paper.asked_since(asked)["primary"] == []
    assert len(paper.asked_since(asked)["replica"]) > 20

    asked = paper.asked()
    for_the_chief = [paper.first.get(page, Cookie=f"sessionid={paper.session}") for page in ("/admin/", paper.good)]

    assert [answer.status for answer in for_the_chief] == [200, 200]
    assert paper.asked_since(asked)["replica"] == []
    assert len(paper.asked_since(asked)["primary"]) > 10


def test_what_is_published_through_one_is_read_on_the_other_and_what_is_withdrawn_is_gone(paper: Newsroom) -> None:
    number = paper.waiting.pop()
    headline, address = f"Kabar {number}", f"/berita/{number}/kabar-{number}/"
    machines = (paper.first, paper.second)
    assert not [machine for machine in machines if headline in machine.get("/").text]

    paper.first.move(number, "publish", paper.session)
    for machine in machines:
        within(SECONDS, lambda machine=machine: headline in machine.get("/").text)
    assert [machine.get(address).status for machine in machines] == [200, 200]

    paper.second.move(number, "withdraw", paper.session)
    for machine in machines:
        within(SECONDS, lambda machine=machine: machine.get(address).status == 410)
    assert not [machine for machine in machines if headline in machine.get("/").text]


def test_a_replica_that_stands_still_is_passed_over(paper: Newsroom) -> None:
    number = paper.waiting.pop()
    headline = f"Kabar {number}"
    paper.settle()
    with paused(paper.replica):
        at_desk = paper.first.move(number, "publish", paper.session)
        for_the_chief = paper.first.get("/", Cookie=f"sessionid={paper.session}")
        for machine in (paper.first, paper.second):
            within(SECONDS, lambda machine=machine: headline in machine.get("/").text)
        pages = [paper.second.get(page).text for page in ("/", "/berita/", "/feed/", f"/search/?q={number}")]

    assert (at_desk.status, for_the_chief.status) == (200, 200)
    assert headline in for_the_chief.text
    assert not [page for page in pages if headline not in page]
    paper.settle()
    assert headline in paper.second.get("/").text


def test_a_crowd_on_a_page_that_nobody_has_makes_it_once_on_each_machine(paper: Newsroom) -> None:
    paper.settle()
    paper.first.move(paper.waiting.pop(), "publish", paper.session)  # all pages are to be made anew
    paper.settle()
    asked = paper.asked()

    with ThreadPoolExecutor(2) as both:
        answers = list(both.map(lambda machine: machine.crowd(paper.good, 30), (paper.first, paper.second)))

    assert answers == [[200] * 30] * 2
    statements = chain.from_iterable(paper.asked_since(asked).values())
    made = [re.sub(r"'[0-9-]{10} [^']*'", "", each) for each in statements]
    assert made
    assert max(Counter(made).values()) <= 2
