"""nginx, as deploy/nginx.conf has it, before the application: a crowd, an outage, a withdrawal."""

import os
import time
from pathlib import Path

import pytest
from django.db import connection

from tests import make
from tests.edge.running import NGINX, Answer, Paper, running

SECONDS = 10  # until what was withdrawn is gone

if NGINX is None and os.environ.get("CI") != "true":
    pytest.skip("no nginx is installed (Debian: apt-get install nginx-light).", allow_module_level=True)

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="nginx does the same before either database"),
]


def database() -> str:
    return str(connection.settings_dict["NAME"])


def test_a_crowd_on_a_page_that_nobody_has_asks_the_application_once(tmp_path: Path) -> None:
    address = make.article().get_absolute_url()
    with running(tmp_path, database()) as paper:
        answers = paper.crowd(address, 1000)
        of_a_shared_link = paper.get(f"{address}?fbclid=IwAR0abc")

    assert answers == [200] * 1000
    assert of_a_shared_link.status == 200
    assert paper.made().count(address) == 1
    assert not [path for path in paper.made() if "fbclid" in path]


def test_the_application_is_asked_for_a_page_once_while_nothing_changes(tmp_path: Path) -> None:
    address = make.article().get_absolute_url()
    with running(tmp_path, database()) as paper:
        for _ in range(3):
            paper.get(address)
            forget(tmp_path, "newsroom-now", "newsroom-last")

    assert paper.made().count(address) == 1


def test_what_changed_is_told_within_seconds(tmp_path: Path) -> None:
    address = make.article(headline="Panen Raya").get_absolute_url()
    change = (
        "from articles.models import Article; story = Article.objects.get(); story.headline = 'Subak'; story.save()"
    )
    with running(tmp_path, database()) as paper:
        assert "Panen Raya" in paper.get(address).text
        paper.run(change)
        until = time.monotonic() + SECONDS
        while "Subak" not in paper.get(address).text:
            assert time.monotonic() < until


def test_a_closed_site_tells_nothing_that_was_kept(tmp_path: Path) -> None:
    address = make.article().get_absolute_url()
    with running(tmp_path, database()) as paper:
        before = paper.get(address)
        (tmp_path / "maintenance").touch()
        closed = [paper.get(address), paper.get("/admin/")]
        (tmp_path / "maintenance").unlink()
        after = paper.get(address)

    assert [answer.status for answer in (before, *closed, after)] == [200, 503, 503, 200]


def test_is_read_while_nothing_behind_it_answers_and_what_was_withdrawn_is_not(tmp_path: Path) -> None:
    make.person("citra", "chief")
    story, other = make.article(headline="Keliru Sekali"), make.article(headline="Panen Raya")
    pages = ["/", "/berita/", "/feed/", story.get_absolute_url(), f"/picture/{story.pk}-{story.picture_mark}.jpg"]
    kept = ["/", "/berita/", "/feed/", other.get_absolute_url()]
    with running(tmp_path, database()) as paper:
        before = [paper.get(page) for page in [*pages[:4], *kept]]
        assert all("Keliru Sekali" in answer.text for answer in before[:4])
        for_an_editor = [paper.get("/", Cookie="sessionid=x") for _ in range(3)]

        withdraw(paper, story.pk)
        gone_within(SECONDS, paper, pages[:4])
        forget(tmp_path, "newsroom-now")
        assert [paper.get(page).status for page in kept] == [200] * 4

        paper.stop_database()
        without_database = wait_for_stale(paper, kept[0])
        paper.stop_application()
        forget(tmp_path, "newsroom-now")
        after = [paper.get(page) for page in kept]
        withdrawn, never_read = paper.get(pages[3]), paper.get("/archive/")

    assert paper.made().count("/") >= 4
    assert all("s-maxage" not in answer.headers.get("Cache-Control", "") for answer in for_an_editor)
    assert (without_database.status, "Panen Raya" in without_database.text) == (200, True)
    assert [answer.status for answer in after] == [200] * 4
    assert all("Panen Raya" in answer.text and "Keliru" not in answer.text for answer in after)
    assert withdrawn.status in {410, 503}
    assert "Keliru" not in withdrawn.text
    assert (never_read.status, never_read.headers["Retry-After"]) == (503, "30")


def test_nothing_from_before_a_withdrawal_is_found_when_all_dies_with_it(tmp_path: Path) -> None:
    make.person("citra", "chief")
    story = make.article(headline="Keliru Sekali")
    pages = ["/", story.get_absolute_url()]
    with running(tmp_path, database()) as paper:
        assert all("Keliru Sekali" in paper.get(page).text for page in pages)

        withdraw(paper, story.pk)
        paper.stop_application()
        forget(tmp_path, "newsroom-now")
        answers = [paper.get(page) for page in pages]

    assert {answer.status for answer in answers} == {503}
    assert not [answer for answer in answers if "Keliru" in answer.text]


def withdraw(paper: Paper, pk: int) -> None:
    paper.run(
        "from articles import publishing; from articles.models import Article;"
        "from django.contrib.auth.models import User;"
        f"publishing.withdraw(Article.objects.get(pk={pk}), by=User.objects.get(username='citra'), because='keliru')"
    )


def gone_within(seconds: int, paper: Paper, pages: list[str]) -> None:
    until = time.monotonic() + seconds
    while shown := [page for page in pages if "Keliru" in paper.get(page).text]:
        assert time.monotonic() < until, shown


def wait_for_stale(paper: Paper, page: str) -> Answer:
    until = time.monotonic() + 20
    while "X-Newsroom-Stale" not in (answer := paper.get(page)).headers:
        assert time.monotonic() < until, answer
    return answer


def forget(folder: Path, *caches: str) -> None:
    for cache in caches:
        for path in (folder / cache).rglob("*"):
            if path.is_file():
                path.unlink()
