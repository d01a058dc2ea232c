"""A query whose SQL is kept answers as one that is written anew."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import OperationalError, connection, connections
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from articles.models import Article, Byline
from articles.prepared import IsOneOf, Prepared, instant, number
from tests import make

pytestmark = pytest.mark.django_db


def of_numbers() -> QuerySet[Article]:
    stories = Article.objects.public(instant("now")).select_related("section", "lead_photo")
    return stories.filter(IsOneOf("pk", "stories")).order_by("pk")


def everything_of(story: Article) -> dict[str, object]:
    return {name: value for name, value in story.__dict__.items() if name != "_state"} | {
        "section": story.section.__dict__["name"],
        "photo": story.lead_photo and story.lead_photo.file.name,
        "adding": story._state.adding,
        "database": story._state.db,
    }


def test_finds_what_the_same_query_finds() -> None:
    made = [make.article(headline=f"Kabar {number}", published_at=make.YESTERDAY) for number in range(5)]
    made[2].lead_photo = make.photo()
    made[2].save()
    anew = Article.objects.public(make.NOW).select_related("section", "lead_photo").order_by("pk")

    found = Prepared(Article, of_numbers).ask(now=make.NOW, stories=[story.pk for story in made])

    assert [everything_of(story) for story in found] == [everything_of(story) for story in anew]


def test_finds_rows_of_values_and_short_lists_in_one() -> None:
    budaya = make.section("Budaya")
    first, second = make.article(section=budaya), make.article()
    by_section = Prepared(
        Article,
        lambda: (
            Article.objects.filter(section=number("section"))
            .order_by()
            .union(Article.objects.filter(pk=number("pk")).order_by(), all=True)
            .values_list("pk", "published_at")
        ),
    )

    found = by_section.ask(section=budaya.pk, pk=second.pk)

    assert sorted(found) == [(first.pk, first.published_at), (second.pk, second.published_at)]


def test_is_written_once_for_each_shape() -> None:
    written = []

    def build(count: int) -> QuerySet[Article]:
        written.append(count)
        return Article.objects.filter(pk__gt=number("pk")).order_by("pk")[:count]

    prepared = Prepared(Article, build)
    for _time in range(3):
        prepared.ask(1, pk=1)
        prepared.ask(2, pk=1)

    assert written == [1, 2]


def test_goes_by_what_it_is_given_each_time() -> None:
    story = make.article(published_at=make.TOMORROW)
    prepared = Prepared(Article, of_numbers)

    before = prepared.ask(now=make.TOMORROW - timedelta(microseconds=1), stories=[story.pk])
    at = prepared.ask(now=make.TOMORROW, stories=[story.pk])

    assert (before, at) == ([], [story])


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_lost_is_asked_as_the_first_was() -> None:
    story = make.article()
    prepared = Prepared(Article, of_numbers)
    prepared.ask(now=make.NOW, stories=[story.pk])

    connection.close()

    assert prepared.ask(now=make.NOW, stories=[story.pk]) == [story]


def test_behind_a_pooler_nothing_is_kept_on_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)
    story = make.article()

    with CaptureQueriesContext(connection) as queries:
        found = Prepared(Article, of_numbers).ask(now=make.NOW, stories=[story.pk])

    assert found == [story]
    assert queries[0]["sql"].startswith("SELECT")


def test_refuses_to_keep_an_instant() -> None:
    forgetful = Prepared(Article, Article.objects.public)

    with pytest.raises(ValueError, match=r"would be for ever: use instant\(\)"):
        forgetful.ask()


@pytest.mark.parametrize("length", [0, 1, 2, 200, 2000])
def test_one_query_finds_each_of_any_number_of_numbers_once(length: int) -> None:
    story = make.article()
    make.article()
    prepared = Prepared(Article, of_numbers)
    prepared.ask(now=make.NOW, stories=[1])

    with CaptureQueriesContext(connection) as queries:
        found = prepared.ask(now=make.NOW, stories=[story.pk, story.pk, *range(10**6, 10**6 + length)][:length])

    assert found == [story][:length]
    assert len(queries) == 1


@pytest.mark.django_db(transaction=True)
def test_another_thread_asks_over_its_own_connection() -> None:
    make.article(authors=(make.author(),))
    prepared = Prepared(Byline, lambda: Byline.objects.select_related("author").order_by("pk"))
    names = [byline.author.name for byline in prepared.ask()]
    there: list[object] = []

    def ask() -> None:
        there.extend([connections["default"], *(byline.author.name for byline in prepared.ask())])
        connections["default"].close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()

    assert there[0] is not connections["default"]
    assert there[1:] == names
    assert connection.is_usable()


def test_takes_the_words_that_never_differ_as_they_stand() -> None:
    story = make.article(headline="100 % 'asli' %s", published_at=make.YESTERDAY)
    prepared = Prepared(Article, lambda: Article.objects.filter(headline="100 % 'asli' %s", pk=number("pk")))

    assert [found.pk for found in prepared.ask(pk=story.pk)] == [story.pk]


of_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="what PostgreSQL alone does")


@of_postgresql
def test_postgresql_plans_it_once() -> None:
    story = make.article()
    prepared = Prepared(Article, lambda: Article.objects.filter(pk=number("pk")).exclude(headline="in no other"))
    for _time in range(8):
        prepared.ask(pk=story.pk)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement LIKE %s", ["%in no other%"]
        )
        plans = cursor.fetchall()

    assert plans == [(0, 8)]


@of_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_ended_is_noticed_by_what_is_asked() -> None:
    story = make.article()
    prepared = Prepared(Article, lambda: Article.objects.filter(pk=number("pk")))
    prepared.ask(pk=story.pk)
    with connections.create_connection("default").cursor() as another:
        another.execute("SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid])
        another.connection.close()

    with CaptureQueriesContext(connection) as queries:
        found = prepared.ask(pk=story.pk)

    assert found == [story]
    assert not [query for query in queries if query["sql"] == "SELECT 1"]


@of_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_the_server_cut_short_is_not_asked_again() -> None:
    story = make.article()
    prepared = Prepared(Article, lambda: Article.objects.filter(pk=number("pk")).extra(where=["pg_sleep(60) IS NULL"]))

    with connection.cursor() as cursor, CaptureQueriesContext(connection) as queries:
        cursor.execute("SET statement_timeout TO 50")
        with pytest.raises(OperationalError):
            prepared.ask(pk=story.pk)
    connection.close()  # and with it what was set

    assert sum("EXECUTE" in query["sql"] for query in queries) == 1
