"""Two at once: one of them waits, is refused with a sentence, or finds the work done; neither breaks off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Barrier, Event, Thread, Timer

import pytest
from django.core.management import CommandError
from django.db import connection, transaction

from articles.importer import Options, import_items
from articles.models import Article, ImportedSource, Section
from tests import make
from tests.importing.running import STORY, run

pytestmark = pytest.mark.django_db(transaction=True)
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite needs no lock")


def in_thread(work: Callable[[], None]) -> Thread:
    def and_close() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=and_close)
    thread.start()
    return thread


def test_two_runs_at_once_bring_each_story_once(folder: Path) -> None:
    for number in range(60):
        (folder / f"{number}.txt").write_text(STORY.replace("Panen Raya", f"Panen ke-{number}"))
    ended: list[str] = []
    start = Barrier(2)

    def work() -> None:
        start.wait()
        try:
            ended.append(run(folder))
        except CommandError as refused:
            ended.append(str(refused))

    for thread in [in_thread(work), in_thread(work)]:
        thread.join()

    assert len(ended) == 2
    assert all("0 rejected" in end or "is running" in end for end in ended), ended
    assert Article.objects.count() == ImportedSource.objects.count() == 61


@only_postgresql
def test_a_second_run_of_a_source_is_refused_until_the_first_has_ended(folder: Path) -> None:
    refusals: list[str] = []

    def second() -> None:
        with pytest.raises(CommandError) as refused:
            run(folder)
        refusals.append(str(refused.value))
        run(folder, source="lain")

    def items() -> Iterator[None]:
        in_thread(second).join()
        yield from ()

    import_items(items(), Options("archive"), report=print)

    assert refusals == [
        "Another import of the source 'archive' is running. Wait for it, or give this folder its own --source if it "
        "is another archive."
    ]
    assert "1 created" in run(folder)


@only_postgresql
def test_a_run_that_broke_off_holds_nobody_up(folder: Path) -> None:
    def items() -> Iterator[None]:
        raise OSError
        yield

    with pytest.raises(OSError):  # noqa: PT011
        import_items(items(), Options("archive"), report=print)

    in_thread(lambda: run(folder) and None).join()
    assert Article.objects.exists()


def test_decides_once_more_when_someone_else_made_the_same(folder: Path) -> None:
    written, go_on = Event(), Event()

    def desk() -> None:
        with transaction.atomic():
            make.section("Daerah")
            written.set()
            go_on.wait(10)

    thread = in_thread(desk)
    written.wait(10)
    Timer(0.5, go_on.set).start()

    printed = run(folder, section="Daerah")

    thread.join()
    assert "1 created" in printed
    assert Article.objects.get().section == Section.objects.get()


def test_what_the_database_refuses_twice_is_rejected_with_a_sentence(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(folder)
    made = ImportedSource.objects.get()
    twin = {**values_of(made), "article": None}
    monkeypatch.setattr("articles.importer.run.Run._decide", lambda *_, **__: ImportedSource.objects.create(**twin))

    printed = run(folder, exit_code=1)

    assert "rejected: The database refused this story twice" in printed


def values_of(origin: ImportedSource) -> dict[str, object]:
    names = ("batch", "source", "source_id", "checksum", "article_version")
    return {name: getattr(origin, name) for name in names}
