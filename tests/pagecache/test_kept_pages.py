"""A page is made once for each state of the paper, and is the same for everyone who is not signed in."""

import gzip
import threading
from collections.abc import Callable
from typing import Any

import pytest
from csp.middleware import CSPMiddleware
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from articles import content_version, publishing, views
from articles.content_version import ContentVersion
from articles.models import StandingPage
from articles.pagecache import page
from tests import make

pytestmark = pytest.mark.django_db
Committed = Callable[[Callable[[], Any]], None]


def addresses() -> list[str]:
    story = make.article(tags=("subak",), authors=(make.author(),))
    StandingPage.objects.filter(slug="redaksi").update(word_count=9)
    day = story.published_at
    return [
        *("/", "/berita/", "/tag/subak/", "/author/ni-luh-sari/", "/page/redaksi/", "/archive/"),
        *(f"/archive/{day:%Y}/", f"/archive/{day:%Y}/{day:%m}/"),
        *("/feed/", "/feed/atom/", "/berita/feed/json/", "/sitemap.xml", "/sitemap/parts.xml", "/sitemap/news.xml"),
        *(story.get_absolute_url(), f"/berita/{story.pk}/", make.article(status="withdrawn").get_absolute_url()),
    ]


# ---- Once ---------------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("unhurried")
def test_asks_nothing_for_a_page_it_has(reader: Client, django_assert_num_queries: Any) -> None:
    pages = addresses()
    first = {address: reader.get(address) for address in pages}

    with django_assert_num_queries(0):
        again = {address: reader.get(address) for address in pages}

    for address in pages:
        assert again[address].status_code == first[address].status_code, address
        assert again[address].content == first[address].content, address
        assert again[address].headers == first[address].headers, address


@pytest.mark.usefixtures("unhurried")
def test_another_process_finds_what_one_has_made(
    process: Callable[[], Client], django_assert_max_num_queries: Any
) -> None:
    pages = addresses()
    made = [process().get(address).content for address in pages]
    other = process()

    with django_assert_max_num_queries(1):
        assert [other.get(address).content for address in pages] == made


@pytest.mark.usefixtures("unhurried")
def test_asks_once_in_a_while_whether_anything_has_changed(reader: Client, django_assert_max_num_queries: Any) -> None:
    make.article()
    reader.get("/")

    with django_assert_max_num_queries(1):
        for _ in range(100):
            reader.get("/")


def test_is_kept_with_the_headers_of_every_page(reader: Client) -> None:
    address = make.article().get_absolute_url()

    answers = [reader.get(address), reader.get(address)]

    for answer in answers:
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "geolocation=()" in answer["Permissions-Policy"]
        assert answer["Content-Language"] == "id"
        assert not answer.cookies


# ---- Fresh --------------------------------------------------------------------------------------------------------


def test_shows_a_change_at_once_where_it_was_made(reader: Client, edo: User, committed: Committed) -> None:
    story = make.article(status="in_review", headline="Subak Kembali Mengalir")
    assert "Subak Kembali Mengalir" not in reader.get("/").content.decode()

    committed(lambda: publishing.publish(story, by=edo))

    assert "Subak Kembali Mengalir" in reader.get("/").content.decode()


def test_a_withdrawn_story_is_gone_from_every_page(
    process: Callable[[], Client], citra: User, committed: Committed
) -> None:
    story = make.article(headline="Keliru Sekali", tags=("subak",), authors=(make.author(),))
    make.article(tags=("subak",))
    readers = [process(), process()]
    pages = ["/", "/berita/", "/tag/subak/", "/feed/", "/sitemap/news.xml", story.get_absolute_url()]
    assert all("Keliru Sekali" in reader.get(page).content.decode() for page in pages for reader in readers)

    committed(lambda: publishing.withdraw(story, by=citra, because="keliru"))

    for reader in readers:
        assert not [page for page in pages if "Keliru Sekali" in reader.get(page).content.decode()]
        assert reader.get(story.get_absolute_url()).status_code == 410


# ---- For everyone, and for nobody else ----------------------------------------------------------------------------


def test_whoever_is_signed_in_gets_a_page_of_their_own(reader: Client, edo: User, process: Any) -> None:
    make.article()
    editor = process()
    editor.force_login(edo)

    assert "s-maxage" in reader.get("/")["Cache-Control"]
    assert "s-maxage" not in editor.get("/").get("Cache-Control", "")


@pytest.mark.parametrize("query", ["?x=1", "?before=1&before=2", "?p=12", "?before=1_1&x=", "?" + "before=1" * 90])
def test_an_address_with_a_query_it_does_not_know_is_not_kept(reader: Client, query: str) -> None:
    make.article()

    assert "s-maxage" not in reader.get(f"/berita/{query}").get("Cache-Control", "")


@pytest.mark.parametrize(
    "address", ["/search/?q=subak", "/tidak-ada/", "/preview/x/", "/admin/login/", "/robots.txt", "/berita/?before=x"]
)
def test_what_does_not_say_so_is_not_kept(reader: Client, address: str) -> None:
    make.article()

    assert "s-maxage" not in reader.get(address).get("Cache-Control", "")


@pytest.mark.usefixtures("unhurried")
def test_words_that_count_clicks_ask_for_the_same_page(reader: Client, django_assert_num_queries: Any) -> None:
    story = make.article()
    plain = reader.get(story.get_absolute_url())

    with django_assert_num_queries(0):
        shared = reader.get(f"{story.get_absolute_url()}?fbclid=IwAR0abc&utm_source=wa")

    assert shared.content == plain.content


def test_a_strange_host_gets_nothing_of_ours(reader: Client) -> None:
    make.article()
    reader.get("/")

    assert reader.get("/", headers={"host": "jahat.example"}).status_code == 400


def _with_cookie() -> HttpResponse:
    response = HttpResponse("isi")
    response.set_cookie("a", "b")
    return response


PERSONAL = [
    _with_cookie(),
    HttpResponse("isi", headers={"Vary": "Accept-Encoding, Cookie"}),
    HttpResponse("isi", headers={"Vary": "*"}),
    HttpResponse("isi", headers={"Cache-Control": "private"}),
    HttpResponse("isi", headers={"Cache-Control": "no-store"}),
    HttpResponse("isi", status=404),
    HttpResponse("isi", status=500),
    StreamingHttpResponse(iter(["isi"])),
]


def _kept(request: HttpRequest, response: HttpResponseBase) -> page.Page | None:
    return page.of(request, response, ContentVersion("a", 0, None), made_at=0.0, at_most_seconds=1)


def test_an_answer_that_is_somebody_s_is_never_kept() -> None:
    plain, with_form, with_nonce = (RequestFactory().get("/") for _ in range(3))
    get_token(with_form)
    CSPMiddleware(lambda request: HttpResponse()).process_request(with_nonce)
    str(with_nonce.csp_nonce)

    assert [number for number, response in enumerate(PERSONAL) if _kept(plain, response)] == []
    assert not _kept(with_form, HttpResponse("isi"))
    assert not _kept(with_nonce, HttpResponse("isi"))
    assert _kept(plain, HttpResponse("isi"))


# ---- As HTTP has it -----------------------------------------------------------------------------------------------


def test_a_browser_that_has_the_page_is_not_sent_it_again(reader: Client) -> None:
    address = make.article().get_absolute_url()
    first = reader.get(address)

    again = reader.get(address, headers={"if-none-match": first["ETag"]})
    weak = reader.get(address, headers={"if-none-match": f'"x", W/{first["ETag"]}'})
    other = reader.get(address, headers={"if-none-match": '"x"'})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert weak.status_code == 304
    assert (other.status_code, other.content) == (200, first.content)


def test_a_page_with_another_header_is_another_page(
    process: Callable[[], Client], settings: Any, committed: Committed
) -> None:
    """nginx goes on with the headers that it has when it hears that a page is the same."""
    address = make.article().get_absolute_url()
    first = process().get(address)

    settings.SECURE_REFERRER_POLICY = "no-referrer"
    committed(content_version.bump)
    then = process().get(address, headers={"if-none-match": first["ETag"]})

    assert then.content == first.content
    assert then["Referrer-Policy"] == "no-referrer"


def test_is_compressed_once_and_whole_for_who_cannot_read_that(reader: Client) -> None:
    address = make.article().get_absolute_url()

    compressed = reader.get(address, headers={"accept-encoding": "br, gzip"})
    whole = reader.get(address)
    refused = reader.get(address, headers={"accept-encoding": "gzip;q=0, identity"})

    assert refused.content == whole.content
    assert compressed["Content-Encoding"] == "gzip"
    assert gzip.decompress(compressed.content) == whole.content
    assert compressed["ETag"] != whole["ETag"]
    assert compressed["Vary"] == whole["Vary"] == "Accept-Encoding"
    assert int(compressed["Content-Length"]) == len(compressed.content) < len(whole.content)


def test_a_head_says_what_a_get_would(reader: Client) -> None:
    story = make.article()

    for address in ("/", story.get_absolute_url(), f"/berita/{story.pk}/"):
        first, get, then = reader.head(address), reader.get(address), reader.head(address)

        assert first.headers == get.headers == then.headers
        assert (first.content, then.content) == (b"", b"")


def test_says_how_long_a_proxy_may_go_on_with_it(reader: Client) -> None:
    control = reader.get(make.article().get_absolute_url())["Cache-Control"]

    assert control == "public, max-age=0, s-maxage=4, stale-while-revalidate=3"


# ---- A crowd ------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_crowd_on_a_cold_page_has_it_made_once(reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    made, all_there = [], threading.Barrier(20)
    address = make.article().get_absolute_url()
    shown = views.story_page.shown
    reader.get("/")  # the handler is there

    def counted(article: Any) -> Any:
        made.append(article)
        return shown(article)

    monkeypatch.setattr(views.story_page, "shown", counted)
    answers: list[int] = []

    def ask() -> None:
        all_there.wait(timeout=30)
        answers.append(reader.get(address).status_code)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [200] * 20
    assert len(made) == 1
