"""The name of what readers see is another one after every change they can see, and the same after all others."""

import ast
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles import content_version, history, linking, publishing, tagging, unsaved
from articles.importer import undo
from articles.models import Article, ContentMark, ImportBatch, LegacyAddress, Pin, StandingPage
from articles.workflow import Status
from tests import make
from tests.architecture.test_layers import ARTICLES, FILES
from tests.desk import forms
from tests.importing.records import bring_in, record

pytestmark = pytest.mark.django_db


def changes(act: Callable[[], Any]) -> tuple[bool, int]:
    """Whether the act changes the name, and how many withdrawals it counts as. As a transaction of its own."""
    connection.run_on_commit.clear()
    before = content_version.read()
    act()
    connection.run_on_commit.clear()
    after = content_version.read()
    return after.name != before.name, after.withdrawals - before.withdrawals


# ---- What readers see ---------------------------------------------------------------------------------------------


def nouns(citra: User) -> list[Callable[[], Any]]:
    tag, author, photo = make.tag("subak"), make.author(), make.photo()
    story, other = make.article(authors=(author,), tags=("subak",)), make.article(headline="Panen Raya")
    link = make.link(story, target=other)
    with history.recorded(by=citra, comment=""):
        history.record(story)
    pin = Pin(article=story, position=1)
    page = StandingPage.objects.get(slug="redaksi")
    return [
        story.save,
        lambda: story.tags.add("air"),
        lambda: story.tags.clear(),
        lambda: story.tagged_articles.get_or_create(tag=tag),
        lambda: make.link(story, url="https://a.example/", label="a", position=2),
        link.delete,
        lambda: story.bylines.all().delete(),
        author.save,
        photo.save,
        tag.save,
        make.section("Bali").save,
        lambda: make.section("Bali").delete(),
        pin.save,
        pin.delete,
        page.save,
        lambda: LegacyAddress.objects.create(path="/lama", article=story),
        lambda: tagging.rename(tag, name="Subak Bali"),
        lambda: tagging.merge([tag], into=make.tag("irigasi")),
        lambda: history.restore(Article.objects.get(pk=story.pk), history.versions(story)[0], by=citra),
        lambda: _waiting(story) and linking.resolve_pending(),
        lambda: linking.unresolve([other]),
    ]


def _waiting(story: Article) -> bool:
    make.link(story, pending_headline="Panen Raya", position=3)
    connection.run_on_commit.clear()
    return True


def test_changes_with_everything_that_stands_on_a_page(citra: User) -> None:
    for number, act in enumerate(nouns(citra)):
        assert changes(act)[0], f"act {number} of nouns()"


def test_changes_with_each_move_that_readers_see(edo: User, citra: User) -> None:
    story = make.article(status=Status.IN_REVIEW)

    assert changes(lambda: publishing.publish(story, by=edo)) == (True, 0)
    assert changes(lambda: publishing.withdraw(story, by=citra, because="keliru")) == (True, 1)
    assert changes(lambda: publishing.republish(story, by=citra)) == (True, 0)
    assert changes(lambda: publishing.reschedule(story, by=edo, at=make.TOMORROW)) == (True, 1)


def test_counts_what_is_taken_from_readers(edo: User) -> None:
    public, embargoed = make.article(), make.article()
    embargoed.embargo_until = make.TOMORROW

    assert changes(public.delete) == (True, 1)
    assert changes(embargoed.save) == (True, 1)
    assert changes(make.author().delete) == (True, 1)


def test_changes_with_an_import_and_its_undoing() -> None:
    assert changes(lambda: bring_in(record("Panen Raya"), record("Harga Cabai"))) == (True, 0)
    assert changes(lambda: bring_in(record("Panen Raya", body="<p>Lain sama sekali.</p>"))) == (True, 0)
    earlier, later = ImportBatch.objects.order_by("pk")

    assert changes(lambda: undo.undo(later)) == (True, 0)
    assert changes(lambda: undo.undo(earlier)) == (True, 1)


# ---- What they do not see -----------------------------------------------------------------------------------------


def test_stays_while_drafts_are_written(desk: Client, edo: User) -> None:
    draft = make.article(status=Status.DRAFT, tags=("subak",), authors=(make.author(),))
    form = forms.filled(desk, draft, headline="Judul lain", tags="subak, kata baru")

    assert changes(lambda: desk.post(forms.address(draft), form)) == (False, 0)
    assert Article.objects.get(pk=draft.pk).headline == "Judul lain"
    typed = {"by": edo, "key": uuid4(), "fields": {"headline": ["Judul"]}, "story": draft, "version": 2}
    assert changes(lambda: unsaved.keep(**typed)) == (False, 0)
    assert changes(lambda: make.photo()) == (False, 0)
    assert changes(draft.delete) == (False, 0)


# ---- By itself ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "begin",
    [
        lambda at: make.article(published_at=at),
        lambda at: make.article(embargo_until=at),
        lambda at: make.article(breaking_until=at),
        lambda at: Pin.objects.create(article=make.article(), position=1, begins_at=at),
        lambda at: Pin.objects.create(article=make.article(), position=1, ends_at=at),
    ],
    ids=["scheduled", "embargoed", "breaking", "pin begins", "pin ends"],
)
def test_changes_at_the_instant_and_not_before(begin: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    at = timezone.now() + timedelta(hours=1)
    begin(at)
    version = content_version.read()

    def name_at(instant: Any) -> str:
        monkeypatch.setattr(content_version.timezone, "now", lambda: instant)
        return content_version.read().name

    assert version.changes_at == at
    assert name_at(at - timedelta(microseconds=1)) == version.name
    assert name_at(at) != version.name


def test_makes_do_with_a_database_that_was_emptied() -> None:
    make.article(published_at=make.TOMORROW)
    ContentMark.objects.all().delete()

    version = content_version.read()

    assert version.changes_at == make.TOMORROW
    assert content_version.read() == version


@pytest.mark.usefixtures("unhurried")
def test_costs_one_query_once_in_a_while(django_assert_num_queries: Any) -> None:
    content_version.read()
    content_version.forget()

    with django_assert_num_queries(1):
        versions = {content_version.current() for _ in range(50)}

    assert len(versions) == 1


def test_asks_again_after_half_a_second_and_when_a_story_comes_due(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = {"seconds": 1_000.0, "now": timezone.now()}
    monkeypatch.setattr(content_version.time, "monotonic", lambda: clock["seconds"])
    monkeypatch.setattr(content_version.timezone, "now", lambda: clock["now"])
    content_version.forget()
    make.article(published_at=clock["now"] + timedelta(seconds=0.2))
    first = content_version.current()
    connection.run_on_commit.clear()
    content_version.bump()  # as another process would: nothing is forgotten here

    clock["seconds"] += 0.1
    clock["now"] += timedelta(seconds=0.1)
    remembered = content_version.current()
    clock["now"] += timedelta(seconds=0.2)
    due = content_version.current()
    connection.run_on_commit.clear()
    content_version.bump()
    clock["seconds"] += 0.5
    later = content_version.current()

    assert remembered == first
    assert due.changes_at is None
    assert due.name != first.name
    assert later.name != due.name
    assert later == content_version.read()


def test_a_change_while_it_asks_is_not_forgotten(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    read = content_version.read

    def read_and_forget() -> content_version.ContentVersion:
        version = read()
        content_version.forget()  # another thread's transaction has ended
        return version

    monkeypatch.setattr(content_version, "read", read_and_forget)
    content_version.forget()
    content_version.current()

    with django_assert_num_queries(1):
        content_version.current()


# ---- Transactions -------------------------------------------------------------------------------------------------


def test_goes_back_with_its_transaction() -> None:
    before = content_version.read()

    with transaction.atomic():
        make.article()
        transaction.set_rollback(True)
    with transaction.atomic():
        section = make.section("Lain")
        connection.run_on_commit.clear()
        before = content_version.read()
        section.save()

    assert content_version.read() != before


def test_is_drawn_once_in_a_transaction(django_assert_num_queries: Any) -> None:
    content_version.bump()

    with django_assert_num_queries(0):
        content_version.bump()
        content_version.bump()


@pytest.mark.django_db(transaction=True)
def test_two_transactions_at_once_do_not_wait_for_each_other() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time")
    ContentMark.objects.create(mark=1)
    done = threading.Event()

    def other() -> None:
        content_version.bump()
        connection.close()
        done.set()

    with transaction.atomic():
        content_version.bump()
        thread = threading.Thread(target=other)
        thread.start()
        was_quick = done.wait(timeout=10)
    thread.join()

    assert was_quick
    assert ContentMark.objects.count() == 2


# ---- Whoever writes past the signals ------------------------------------------------------------------------------

# Statements that send no signal, on tables that readers see: who writes them, and why the name changes all the same.
IN_BULK = {
    "deletion.py": "created_at of a draft",
    "due.py": "breaking_until that is past, which readers no longer see",
    "linking.py": "bump() in _point and unresolve",
    "tagging.py": "bump() in merge",
    "importer/names.py": "new tags, seen with the stories that bear them",
    "importer/run.py": "bump() in _write",
    "importer/story.py": "hang() and take_off(), called by _write and rewrite, which bump()",
    "preview_links.py": "links to previews, which are never kept",
    "models/article.py": "listed_at, after its own save",
    "models/article_queries.py": "claim(), followed by a save",
}
SEEN = {
    *("Article", "Author", "Byline", "LegacyAddress", "Photo", "Pin", "RelatedLink", "Section", "StandingPage"),
    *("Tag", "TagAlias", "TaggedArticle", "links", "copies", "self", "moved"),
}


def test_knows_who_writes_in_bulk() -> None:
    """A new one is named above, with what it does about content_version."""
    found = set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                bulk = node.func.attr in {"bulk_create", "_raw_delete"} or (
                    node.func.attr == "update" and node.keywords and not node.args
                )
                if bulk and _root(node.func) in SEEN:
                    found.add(str(path.relative_to(ARTICLES)))

    assert found == set(IN_BULK)


def _root(node: ast.expr) -> str:
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Attribute):
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            return ""
    return node.id
