"""Notes on a story: for the desk alone, never changed, and they call people by name."""

from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from articles import deletion, notes, notices, publishing, revising
from articles.models import Article, Mention, Note
from articles.templatetags.desk import note_text
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(rina: User) -> Article:
    return make.article(status="draft", headline="Harga beras", created_by=rina)


def page_of(story: Article, *parts: Any) -> str:
    return "/".join(map(str, ("/admin/articles/article", story.pk, "notes", *parts, "")))


def test_a_note_is_added_once_however_often_its_form_is_sent(desk: Client, edo: User, story: Article) -> None:
    sent = {"key": uuid4(), "text": "Tambah angka panen.\r\n@rina, bisa hari ini?"}

    desk.post(page_of(story), sent)
    desk.post(page_of(story), sent)

    note = Note.objects.get()
    assert (note.by, note.text) == (edo, "Tambah angka panen.\n@rina, bisa hari ini?")
    assert [person.username for person in note.mentioned.all()] == ["rina"]
    assert "Tambah angka panen." in desk.get(page_of(story)).content.decode()


@pytest.mark.parametrize("text", ["", " \n\t ", "\0", "a" * 2001])
def test_a_note_that_cannot_be_kept_is_refused_beside_its_text(desk: Client, story: Article, text: str) -> None:
    response = desk.post(page_of(story), {"key": uuid4(), "text": text})

    assert response.status_code == 200
    assert response.context["note_form"].errors["text"]
    assert not Note.objects.exists()


def test_it_is_said_to_the_desk_alone(desk: Client, client: Client, edo: User) -> None:
    story = make.article(headline="Beras")
    notes.add(story, by=edo, text="Rahasia kantor")

    for address in (story.get_absolute_url(), "/search/?q=Rahasia", "/feed/", "/"):
        assert "Rahasia kantor" not in Client().get(address).content.decode()
    assert Client().get(page_of(story)).url.startswith("/admin/login/")


def test_calls_people_who_may_see_the_story_and_nobody_else(story: Article, edo: User, rina: User) -> None:
    make.person("tamu")  # no role
    make.person("ni.luh", "reporter")
    User.objects.create_user("luar")

    note = notes.add(story, by=edo, text="@RINA @tamu @luar @tidakada surel@edo, @ni.luh. @rina lagi")

    assert {person.username for person in note.mentioned.all()} == {"rina", "ni.luh"}


def test_whoever_is_called_sees_it_on_the_first_page_until_it_is_seen(
    client: Client, story: Article, edo: User, rina: User, citra: User
) -> None:
    notes.add(story, by=edo, text="@rina @citra lihat")
    client.force_login(rina)
    own, other = Mention.objects.get(person=rina), Mention.objects.get(person=citra)

    before = client.get("/admin/").context["mentions"]
    client.post("/admin/articles/article/notes/seen/", {"mention": [own.pk, other.pk, "x", "9" * 4300]})
    after = client.get("/admin/").context["mentions"]

    assert [mention.pk for mention in before.rows] == [own.pk]
    assert not after
    assert Mention.objects.get(person=citra).seen_at is None


def test_an_answer_is_also_a_sign_that_it_was_seen(story: Article, edo: User, rina: User) -> None:
    notes.add(story, by=edo, text="@rina lihat")

    notes.add(story, by=rina, text="Sudah.")

    assert not Mention.objects.unseen_by(rina).exists()


def test_a_note_is_resolved_once_by_who_wrote_it_or_is_called_or_may_change_the_story(
    story: Article, edo: User, rina: User, citra: User
) -> None:
    other = make.person("sari", "reporter")
    note = notes.add(story, by=citra, text="@edo cek")

    with pytest.raises(notes.NotNoted):
        notes.resolve(note, by=other)
    first, second = notes.resolve(note, by=edo), notes.resolve(note, by=rina)

    note.refresh_from_db()
    assert (first, second, note.resolved_by) == (True, False, edo)


def test_a_note_is_resolved_on_its_own_story_only(desk: Client, story: Article, edo: User) -> None:
    note = notes.add(story, by=edo, text="Cek")
    other = make.article(status="draft")

    assert desk.post(page_of(other, note.pk, "resolve")).status_code == 404
    assert desk.get(page_of(story, note.pk, "resolve")).status_code == 405
    assert desk.post(page_of(story, "9" * 4000, "resolve")).status_code == 404
    desk.post(page_of(story, note.pk, "resolve"))

    note.refresh_from_db()
    assert note.resolved_by == edo
    assert "Cek" in desk.get(page_of(story)).content.decode()


def test_the_page_of_notes_shows_fifty_at_once_and_what_stands_before_what_is_resolved(
    desk: Client, story: Article, edo: User
) -> None:
    for number in range(52):
        notes.add(story, by=edo, text=f"Catatan {number}")
    notes.resolve(Note.objects.get(text="Catatan 51"), by=edo)

    first, second = (desk.get(page_of(story), {"p": number}).context for number in (1, 2))

    assert (len(first["notes"]), len(first["resolved_notes"])) == (50, 0)
    assert [shown.note.text for shown in second["notes"] + second["resolved_notes"]] == ["Catatan 0", "Catatan 51"]


def test_what_was_said_with_a_move_is_kept_as_a_note(story: Article, edo: User, rina: User) -> None:
    Article.objects.filter(pk=story.pk).update(status="in_review")
    story.refresh_from_db()

    publishing.send_back(story, by=edo, note="Tambah sumber kedua, @rina.")

    note = Note.objects.get()
    assert (note.move, note.text, note.by) == ("send-back", "Tambah sumber kedua, @rina.", edo)
    assert Mention.objects.get().person == rina


def test_nothing_that_is_typed_runs_and_only_our_own_stories_are_links(
    settings: Any, edo: User, story: Article
) -> None:
    site = settings.SITE_ADDRESS
    hostile = '<script>alert(1)</script> javascript:alert(1) @edo"><img src=x onerror=alert(1)> \u202e'
    addresses = (
        f"{site}/admin/articles/article/{story.pk}/change/ {site}/berita/12/x/ https://jahat.example/berita/12/x/"
    )

    shown = note_text(notes.add(story, by=edo, text=f"{hostile}\n{addresses}"))

    assert "<script" not in shown
    assert "<img" not in shown
    assert shown.count("<a ") == 2
    assert f'href="/admin/articles/article/{story.pk}/change/"' in shown
    assert 'href="/admin/articles/article/12/change/"' in shown
    assert '<strong class="note-called">@edo</strong>' in shown


def test_notes_go_aside_with_a_deleted_draft_and_come_back_with_it(story: Article, edo: User, rina: User) -> None:
    note = notes.add(story, by=edo, text="@rina cek")

    draft = deletion.delete(story, by=rina)
    aside = Mention.objects.unseen_by(rina).exists()
    back, _left_out = deletion.recover(draft, by=rina)

    note.refresh_from_db()
    assert (aside, note.article, note.draft_number) == (False, back, None)
    assert Mention.objects.unseen_by(rina).exists()


@pytest.mark.parametrize("way", ["published", "discarded"])
def test_the_notes_of_a_working_copy_belong_to_its_story_when_it_goes(edo: User, way: str) -> None:
    story = make.article()
    copy = revising.revise(story, by=edo)
    notes.add(copy, by=edo, text="Cek")

    if way == "published":
        revising.replace(copy, by=edo, over=story.version)
    else:
        deletion.delete(copy, by=edo)

    assert Note.objects.get().article == story


def test_the_form_shows_them_folded_and_open_when_the_story_was_sent_back(
    client: Client, story: Article, edo: User, rina: User
) -> None:
    client.force_login(rina)
    notes.add(story, by=edo, text="Bagus.")
    address = f"/admin/articles/article/{story.pk}/change/"

    folded = client.get(address).context["notes_unfolded"]
    Note.objects.update(move="send-back")
    opened = client.get(address)

    assert (folded, opened.context["notes_unfolded"]) == (False, True)
    assert "Bagus." in opened.content.decode()


def test_people_are_found_by_the_first_letters_of_any_of_their_names(desk: Client, rina: User) -> None:
    make.person("rahasia")  # no role: cannot see the story
    make.person("dewi", "reporter", last_name="Rimbawan")
    make.person("elok", "reporter", last_name="Éka")

    found, accented = (
        desk.get("/admin/articles/article/people/", {"q": letters}).json()["people"] for letters in ("rI", "é")
    )

    assert [person["username"] for person in accented] == ["elok"]
    assert found == [{"username": "dewi", "name": "Dewi Rimbawan"}, {"username": "rina", "name": "Rina"}]


def test_a_mention_is_told_by_mail_once_and_without_the_text(story: Article, edo: User, rina: User) -> None:
    User.objects.filter(pk=rina.pk).update(email="rina@example.com")

    notes.add(story, by=edo, text="@rina rahasia kantor")
    notices.deliver()
    notices.deliver()

    [message] = mail.outbox
    assert message.to == ["rina@example.com"]
    assert "Harga beras" in message.subject
    assert "rahasia kantor" not in message.body
    assert page_of(story) in message.body
