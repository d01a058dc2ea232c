"""Which pages are read from a replica, and from which; tests/apart/ has the same with real servers."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, OperationalError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from articles import content_version, replicas
from articles.content_version import ContentVersion, OutOfReach
from articles.models import Article, Byline, Section
from articles.pagecache import from_replicas
from articles.pagecache.outage import unavailable
from articles.pagecache.source import made_of
from articles.replicas import Router, Source
from newsroom import environment
from tests import make

NOW, BEFORE = ContentVersion("now", 3, None), ContentVersion("before", 2, None)
Says = dict[str, ContentVersion | Exception]


@pytest.fixture
def says(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Says]:
    """What each server answers when it is asked for its state."""
    answers: Says = {DEFAULT_DB_ALIAS: NOW, "replica_1": NOW, "replica_2": NOW}

    def read(*, using: str = DEFAULT_DB_ALIAS) -> ContentVersion:
        answer = answers[using]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(content_version, "read", read)
    monkeypatch.setattr(replicas, "connections", NoConnections())
    settings.REPLICAS = {"replica_1": {}, "replica_2": {}}
    replicas._replicas.cache_clear()
    content_version.forget()
    yield answers
    replicas._replicas.cache_clear()
    content_version._memory.failed = False
    content_version.forget()


class NoConnections:
    connection = None

    def __getitem__(self, alias: str) -> "NoConnections":
        return self

    def close(self) -> None:
        pass


def chosen() -> set[str | None]:
    found = [replicas.source() for _ in range(6)]
    return {each.alias if each else None for each in found}


# ---- Which ---------------------------------------------------------------------------------------------------------


def test_those_that_have_the_same_marks_take_turns(says: Says) -> None:
    assert chosen() == {"replica_1", "replica_2"}


@pytest.mark.parametrize("amiss", [BEFORE, OperationalError("gone"), OutOfReach()])
def test_one_that_is_behind_or_away_is_passed_over(says: Says, amiss: ContentVersion | Exception) -> None:
    says["replica_1"] = amiss

    assert chosen() == {"replica_2"}


def test_without_any_the_database_itself_is_read(says: Says) -> None:
    says["replica_1"], says["replica_2"] = BEFORE, OperationalError("gone")

    assert chosen() == {None}


def test_one_that_is_ahead_of_what_is_remembered_here_is_not_behind(says: Says) -> None:
    content_version.current()
    says.update(dict.fromkeys(says, ContentVersion("later", 3, None)))

    assert chosen() == {"replica_1", "replica_2"}


def test_one_that_is_away_is_said_once_and_left_alone_for_a_while(says: Says, caplog: pytest.LogCaptureFixture) -> None:
    says["replica_1"] = OperationalError("gone")

    assert chosen() == {"replica_2"}
    says["replica_1"] = NOW
    assert chosen() == {"replica_2"}
    replicas._replicas()[0].rests_until = 0.0
    assert chosen() == {"replica_1", "replica_2"}

    assert [record.message.partition(".")[0] for record in caplog.records] == [
        "replica_1 cannot be asked",
        "replica_1 can be asked again",
    ]


def test_one_that_stays_behind_is_said_once_and_found_amiss(says: Says, caplog: pytest.LogCaptureFixture) -> None:
    says["replica_1"] = BEFORE
    late = replicas._replicas()[0]
    for _ in range(3):
        late.rests_until = 0.0
        replicas.faults()
        late.behind_since = late.behind_since and late.behind_since - replicas.IS_SAID_SECONDS

    assert caplog.text.count("replica_1 has been behind") == 1
    assert replicas.faults() == ["replica_1 is behind"]


# ---- While the database itself is away -----------------------------------------------------------------------------


@pytest.mark.parametrize(("withdrawals", "alias"), [(2, "replica_1"), (3, "replica_2"), (4, None), (None, None)])
def test_one_stands_in_that_has_heard_of_every_withdrawal(
    says: Says, withdrawals: int | None, alias: str | None
) -> None:
    says["replica_1"] = BEFORE

    if alias is None:
        with pytest.raises(OutOfReach):
            replicas.in_its_place(withdrawals=withdrawals)
    else:
        assert replicas.in_its_place(withdrawals=withdrawals).alias == alias


# ---- What is read from it ------------------------------------------------------------------------------------------


def reads_from() -> str:
    source = replicas._reads_from.get()
    return source.alias if source else DEFAULT_DB_ALIAS


def made_from(request: HttpRequest) -> tuple[list[str], Any]:
    """Where each making of the page read from, and the answer."""
    read_from: list[str] = []

    def make(request: HttpRequest) -> HttpResponse:
        read_from.append(reads_from())
        return HttpResponse()

    return read_from, from_replicas(make)(request)


@pytest.mark.parametrize(
    "path", ["/", "/berita/", "/berita/1/a/", "/search/", "/feed/", "/sitemap.xml", "/oembed/", "/a.html"]
)
def test_a_readers_page_is(says: Says, path: str) -> None:
    read_from, answer = made_from(RequestFactory().get(path))

    assert read_from in (["replica_1"], ["replica_2"])
    assert made_of(answer, BEFORE) == NOW
    assert reads_from() == DEFAULT_DB_ALIAS


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/preview/abc/", "/healthz", "/healthz/state"])
def test_any_other_page_is_not(says: Says, path: str) -> None:
    read_from, answer = made_from(RequestFactory().get(path))

    assert read_from == [DEFAULT_DB_ALIAS]
    assert made_of(answer, BEFORE) == BEFORE


@pytest.mark.parametrize(
    "known", [{"HTTP_COOKIE": "sessionid=a"}, {"HTTP_COOKIE": "messages=a"}, {"HTTP_AUTHORIZATION": "Bearer a"}]
)
def test_nothing_is_for_who_may_be_somebody(says: Says, known: dict[str, str]) -> None:
    assert made_from(RequestFactory().get("/", **known))[0] == [DEFAULT_DB_ALIAS]


def test_nothing_is_for_who_sends_something(says: Says) -> None:
    assert made_from(RequestFactory().post("/search/"))[0] == [DEFAULT_DB_ALIAS]


def test_a_page_is_made_anew_when_the_replica_goes_away_meanwhile(says: Says) -> None:
    read_from: list[str] = []

    def make(request: HttpRequest) -> HttpResponse:
        read_from.append(reads_from())
        return HttpResponse() if read_from[-1] == DEFAULT_DB_ALIAS else unavailable()

    answer: Any = from_replicas(make)(RequestFactory().get("/"))

    assert answer.status_code == 200
    assert len(read_from) == 2
    assert read_from[0] not in chosen()


def test_a_page_is_kept_under_what_the_replica_had_and_not_under_what_was_known_before(
    says: Says, reader: Client, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(content_version, "GOES_BY_IT_SECONDS", 3600.0)
    address = make.article().get_absolute_url()
    content_version.current()
    says.update(dict.fromkeys(says, ContentVersion("later", 3, None)))

    made = reader.get(address)

    with django_assert_num_queries(0):
        assert reader.get(address).content == made.content


# ---- The router ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_reads_what_was_written_where_it_was_written() -> None:
    router, replica = Router(), Source("replica_1", NOW)
    seen: dict[str, str] = {}

    with replicas.reading_from(replica):
        seen["at first"] = router.db_for_read(Section)
        with transaction.atomic():
            seen["in a transaction"] = router.db_for_read(Section)
        router.db_for_write(Byline, instance=Article())  # a relation of a row that is not saved
        seen["after nothing was written"] = router.db_for_read(Section)
        seen["writes"] = router.db_for_write(Section, instance=Section())
        seen["after a write"] = router.db_for_read(Section)
    seen["outside"] = router.db_for_read(Section)

    here, there = DEFAULT_DB_ALIAS, "replica_1"
    assert list(seen.values()) == [there, here, there, here, here, here], seen


def test_keeps_tables_out_of_replicas() -> None:
    assert Router().allow_migrate(DEFAULT_DB_ALIAS, "articles")
    assert not Router().allow_migrate("replica_1", "articles")


# ---- The setting ---------------------------------------------------------------------------------------------------


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], dict[str, Any]]:
    def named(value: str, of: str) -> dict[str, Any]:
        monkeypatch.setenv("DATABASE_REPLICA_URL", value)
        monkeypatch.setenv("DATABASE_URL", of)
        return environment.replicas("DATABASE_REPLICA_URL", of=environment.database("DATABASE_URL", ""))

    return named


def test_one_setting_names_them_all(named: Any) -> None:
    entries = named("postgres://a:x%2Cy@one/paper, postgres://a@two:5433/paper", "postgres://a@zero/paper")

    assert [(alias, entry["HOST"], entry["PASSWORD"]) for alias, entry in entries.items()] == [
        ("replica_1", "one", "x,y"),
        ("replica_2", "two", ""),
    ]
    assert named("", "sqlite:///a") == {}


@pytest.mark.parametrize(
    ("value", "of", "sentence"),
    [
        ("postgres://a@one/paper", "sqlite:////srv/a", "DATABASE_URL must name one too"),
        ("sqlite:////srv/b", "postgres://a@zero/paper", "DATABASE_URL must name one too"),
        ("postgres://a:rahasia@one:port/paper", "postgres://a@zero/paper", "DATABASE_REPLICA_URL cannot be read"),
    ],
)
def test_refuses_what_is_no_replica(named: Any, value: str, of: str, sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence) as refused:
        named(value, of)

    assert "rahasia" not in str(refused.value)
