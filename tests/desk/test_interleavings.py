"""Two people on one story, in some hundred orders: no word is lost without a word.

A case is made from its number. Two editors open the form, type, save and choose, while the story is moved, restored,
kept as unsaved work, and its tags are merged. After each, every word that was typed stands in the story, in its
history, or in the unsaved work of the one whose save was refused.
"""

import json
import os
import random
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from reversion.models import Version

from articles import arranging, history, publishing, tagging
from articles.admin.article.form import ArticleForm
from articles.models import Article, Tag, UnsavedWork
from tests import make
from tests.desk.conflicts import shown
from tests.desk.forms import INLINES, address

pytestmark = pytest.mark.django_db

# `INTERLEAVINGS=1000` plays as many as the record of changes speaks of.
CASES = int(os.environ.get("INTERLEAVINGS", "300"))
CASES_A_TEST = 100
STEPS = 4


@dataclass
class Editor:
    client: Client
    user: User
    form: dict[str, Any] | None = None
    page: dict[str, Any] | None = None  # of two versions
    unsaved: set[str] = field(default_factory=set)  # words in the form that no save has taken


@dataclass
class Case:
    chance: random.Random
    story: Article
    editors: list[Editor]
    typed: set[str] = field(default_factory=set)  # words that were sent in a form
    dropped: set[str] = field(default_factory=set)  # unsaved words that their writer wrote over, or chose against
    told: list[str] = field(default_factory=list)  # what happened, for whoever reads a failure
    listed: Article | None = None  # as it was when somebody looked at the list

    def word(self, editor: Editor) -> str:
        word = f"{editor.user.username}{len(self.typed)}x"
        self.typed.add(word)
        return word


def opens(case: Case, editor: Editor) -> None:
    editor.form, editor.page = opened(Article.objects.get(pk=case.story.pk)), None
    editor.unsaved.clear()


def opened(story: Article) -> dict[str, Any]:
    """As tests.desk.forms.filled, without a page: it is opened some thousand times."""
    form = ArticleForm(instance=story)
    data = {name: form.get_initial_for_field(each, name) for name, each in form.fields.items()}
    data |= {"tags": form.fields["tags"].prepare_value(data["tags"]), "begun_by": str(uuid4()), "_continue": "1"}
    for prefix in INLINES:
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {name: "" if value is None else value for name, value in data.items()}


def saves(case: Case, editor: Editor) -> None:
    if editor.form is None:
        opens(case, editor)
    assert editor.form is not None
    form = type_into(case, editor, editor.form)
    answers(editor, editor.client.post(address(case.story), form), form)


def type_into(case: Case, editor: Editor, form: dict[str, Any]) -> dict[str, Any]:
    where = case.chance.choice(("headline", "standfirst", "place", "body", "body", "tags"))
    word = case.word(editor)
    if where not in {"body", "tags"}:
        drops(case, editor, form[where])
    editor.unsaved.add(word)
    if where == "body":
        paragraphs = str(form["body"]).split("</p>")
        place = case.chance.randrange(len(paragraphs))
        change = case.chance.choice((f"<p>{word}</p>", ""))
        paragraphs[place] = change + paragraphs[place] if change else f"{paragraphs[place] or '<p>'} {word}"
        return form | {"body": "</p>".join(paragraphs)}
    return form | {where: [*form["tags"], word] if where == "tags" else word}


def drops(case: Case, editor: Editor, value: Any) -> None:
    case.dropped |= {word for word in editor.unsaved if word in str(value)}


def answers(editor: Editor, response: Any, form: dict[str, Any]) -> None:
    if response.status_code == 302:
        editor.form = editor.page = None
        editor.unsaved.clear()
        return
    assert response.status_code == 200, response.status_code
    assert "rows" in response.context, response.context["errors"]
    editor.form, editor.page = form, shown(response)


def chooses(case: Case, editor: Editor) -> None:
    if editor.page is None:
        return saves(case, editor)
    page = dict(editor.page)
    names = [name.removeprefix("merged-") for name in page if name.startswith("merged-")]
    for name in (*names, "headline", "standfirst", "place", "body", "tags"):
        if f"_choice-{name}" not in page:
            page[f"_choice-{name}"] = case.chance.choice(("mine", "theirs", "merged"))
        if page[f"_choice-{name}"] == "theirs":
            drops(case, editor, page.get(name, ""))
    answers(editor, editor.client.post(address(case.story), page), dict(editor.form or {}))
    return None


def keeps(case: Case, editor: Editor) -> None:
    """What the form sends by itself while one types."""
    if editor.form is None:
        opens(case, editor)
    assert editor.form is not None
    editor.page = None  # who types on in the form has gone back from the page
    form = editor.form = type_into(case, editor, editor.form)
    fields = {
        name: [str(each) for each in value] if isinstance(value, list) else [str(value)] for name, value in form.items()
    }
    body = {"key": form["begun_by"], "user": editor.user.pk, "version": form["begun_on"], "fields": fields}
    url = address(case.story).replace("/change/", "/pulse/")
    response = editor.client.post(url, json.dumps(body), content_type="application/json")
    assert response.json()["kept"], response.json()


def moves(case: Case, editor: Editor) -> None:
    story = Article.objects.get(pk=case.story.pk)
    deed = publishing.submit if story.status == "draft" else publishing.publish
    if story.status in {"draft", "in_review"}:
        deed(story, by=editor.user)


def restores(case: Case, editor: Editor) -> None:
    story = Article.objects.get(pk=case.story.pk)
    versions = list(history.versions(story))
    history.restore(story, case.chance.choice(versions), by=editor.user)


def merges_tags(case: Case, editor: Editor) -> None:
    tags = list(Tag.objects.order_by("pk"))
    if len(tags) > 1:
        into = case.chance.choice(tags)
        tagging.merge([tag for tag in tags if tag != into][:1], into=into)


def looks_at_the_list(case: Case, editor: Editor) -> None:
    case.listed = Article.objects.get(pk=case.story.pk)


def files_from_the_list(case: Case, editor: Editor) -> None:
    """What was changed since the list was looked at is left as it is."""
    story = case.listed or Article.objects.get(pk=case.story.pk)
    with suppress(arranging.NotArranged):
        if case.chance.random() < 0.5:
            arranging.put_into_section(story, section=make.section("Daerah"), by=editor.user)
        else:
            arranging.add_tag(story, tag=make.tag(case.word(editor)), by=editor.user)


STEP = (
    *(opens, saves, saves, saves, chooses, chooses, keeps, moves, restores, merges_tags),
    *(looks_at_the_list, files_from_the_list, files_from_the_list),
)


def played(number: int, clients: list[tuple[Client, User]]) -> Case:
    chance = random.Random(number)
    story = make.article(status="draft", headline="Judul", body="<p>satu</p><p>dua</p><p>tiga</p>", tags=("Subak",))
    with history.recorded(by=clients[0][1], comment="Begun"):
        history.record(story)
    case = Case(chance, story, [Editor(*each) for each in clients])
    for editor in case.editors:
        opens(case, editor)
    for _step in range(STEPS):
        editor, step = chance.choice(case.editors), chance.choice(STEP)
        case.told.append(f"{editor.user} {step.__name__}")
        step(case, editor)
    return case


def all_that_is_kept(case: Case) -> str:
    versions = Version.objects.get_for_object(case.story).values_list("revision", flat=True)
    rows = Version.objects.filter(revision__in=versions).values_list("serialized_data", flat=True)
    people = [editor.user for editor in case.editors]
    works = [json.dumps(work.fields) for work in UnsavedWork.objects.filter(user__in=people, saved_at=None)]
    pages = [json.dumps(editor.page, default=str) for editor in case.editors if editor.page]
    tags = [
        name for tag in Tag.objects.prefetch_related("aliases") for name in (tag.name, *map(str, tag.aliases.all()))
    ]
    return "\n".join([*rows, *works, *pages, *tags])


@pytest.mark.long
@pytest.mark.parametrize("first", range(0, CASES, CASES_A_TEST))
def test_no_word_is_lost_without_a_word(first: int, edo: User, citra: User) -> None:
    clients = []
    for user in (edo, citra):
        client = Client()
        client.force_login(user)
        clients.append((client, user))

    for number in range(first, first + CASES_A_TEST):
        with transaction.atomic():
            case = played(number, clients)
            kept = all_that_is_kept(case)
            lost = {word for word in case.typed - case.dropped if word not in kept}
            transaction.set_rollback(True)

        assert not lost, (number, case.told)
