"""A save on top of a newer version is refused, and leads to a page of both; what was typed stays until it is saved."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import history, publishing, unsaved
from articles.admin.article import saving
from articles.models import Article, Byline, UnsavedWork
from tests import make
from tests.desk.conflicts import rows, shown
from tests.desk.forms import address, filled, with_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(edo: User) -> Article:
    """Saved once, so that the history has what both begin with."""
    story = make.article(headline="Judul awal", body="<p>Satu.</p><p>Dua.</p><p>Tiga.</p>", tags=("Subak",))
    with history.recorded(by=edo, comment="Begun"):
        history.record(story)
    return story


@pytest.fixture
def other_desk(citra: User) -> Client:
    client = Client()
    client.force_login(citra)
    return client


def save(client: Client, story: Article, **changes: Any) -> Any:
    return client.post(address(story), filled(client, story, **changes))


def test_a_save_goes_through_and_counts_the_version_up(desk: Client, story: Article, edo: User) -> None:
    response = save(desk, story, headline="Judul kedua")

    assert response.status_code == 302
    story = Article.objects.get()
    assert (story.headline, story.version, story.saved_by) == ("Judul kedua", 2, edo)


def test_the_second_of_two_editors_sees_both_versions(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo", body="<p>Satu Edo.</p><p>Dua.</p><p>Tiga.</p>")
    save(other_desk, story, headline="Judul dari Citra", place="Ubud")

    response = desk.post(address(story), opened_by_edo)

    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    assert Article.objects.get().headline == "Judul dari Citra"
    page = response.content.decode()
    for words in ("Citra", "WITA", "Judul dari Edo", "Satu Edo.", "Ubud"):
        assert words in page
    found = rows(response)
    assert [*found] == ["headline", "body", "place"]
    assert [row.chosen for row in found.values()] == ["", "mine", "theirs"]
    assert "<del>" in found["headline"].mine
    assert "Edo" in found["headline"].mine
    assert "Citra" in found["headline"].theirs


def test_what_nobody_chose_is_asked_for(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, headline="Judul dari Citra")

    response = desk.post(address(story), shown(desk.post(address(story), opened_by_edo)))

    assert response.context["missing"] == [rows(response)["headline"].label]
    assert Article.objects.get().headline == "Judul dari Citra"


@pytest.mark.parametrize(
    ("choice", "headline"),
    [("mine", "Judul dari Edo"), ("theirs", "Judul dari Citra"), ("merged", "Judul bersama")],
)
def test_the_choice_is_saved_with_what_each_changed_alone(
    desk: Client, other_desk: Client, story: Article, choice: str, headline: str
) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo", standfirst="Teras Edo.")
    save(other_desk, story, headline="Judul dari Citra", place="Ubud")
    page = shown(desk.post(address(story), opened_by_edo))

    response = desk.post(
        address(story), page | {"_choice-headline": choice, "merged-headline": "Judul bersama", "body": page["body"]}
    )

    assert response.status_code == 302
    story.refresh_from_db()
    assert (story.headline, story.standfirst, story.place) == (headline, "Teras Edo.", "Ubud")
    assert story.version == 3


def test_different_paragraphs_are_brought_together(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, body="<p>Satu Edo.</p><p>Dua.</p><p>Tiga.</p>")
    save(other_desk, story, body="<p>Satu.</p><p>Dua.</p><p>Tiga Citra.</p>")
    response = desk.post(address(story), opened_by_edo)
    assert rows(response)["body"].chosen == "merged"

    desk.post(address(story), shown(response))

    assert Article.objects.get().body == "<p>Satu Edo.</p><p>Dua.</p><p>Tiga Citra.</p>"


def test_of_one_paragraph_that_both_changed_both_stand(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, body="<p>Satu.</p><p>Dua Edo.</p><p>Tiga.</p>")
    save(other_desk, story, body="<p>Satu.</p><p>Dua Citra.</p><p>Tiga.</p>")
    response = desk.post(address(story), opened_by_edo)
    assert (rows(response)["body"].chosen, rows(response)["body"].collisions) == ("", 1)

    desk.post(address(story), shown(response) | {"_choice-body": "merged"})

    assert Article.objects.get().body == "<p>Satu.</p><p>Dua Edo.</p><p>Dua Citra.</p><p>Tiga.</p>"


def test_a_third_save_asks_anew_and_keeps_what_was_chosen(desk: Client, other_desk: Client, story: Article) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, headline="Judul dari Citra")
    page = shown(desk.post(address(story), opened_by_edo))
    save(other_desk, story, headline="Judul ketiga")
    chosen = page | {"_choice-headline": "merged", "merged-headline": "Judul bersama"}

    response = desk.post(address(story), chosen)

    assert response.context["is_asked_anew"]
    row = rows(response)["headline"]
    assert (row.chosen, row.field.value()) == ("merged", "Judul bersama")
    assert "ketiga" in row.theirs
    assert Article.objects.get().headline == "Judul ketiga"
    desk.post(address(story), shown(response))
    assert Article.objects.get().headline == "Judul bersama"


def test_what_was_typed_is_kept_as_unsaved_work_meanwhile(
    desk: Client, other_desk: Client, story: Article, edo: User
) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, headline="Judul dari Citra")

    page = shown(desk.post(address(story), opened_by_edo))

    assert [work.headline for work in unsaved.on(story, by=edo)] == ["Judul dari Edo"]
    desk.post(address(story), page | {"_choice-headline": "theirs"})
    assert not unsaved.on(story, by=edo).exists()


def test_what_is_typed_on_in_the_form_gone_back_to_outlives_the_page_of_two_versions(
    desk: Client, other_desk: Client, story: Article, edo: User
) -> None:
    begun = filled(desk, story)
    save(other_desk, story, headline="Judul dari Citra")
    page = desk.post(address(story), begun | {"headline": "Judul dari Edo"})
    typed_on = {"headline": ["Judul dari Edo yang lebih baik"]}
    pulse = {"user": edo.pk, "key": str(begun["begun_by"]), "version": 1, "fields": typed_on}
    desk.post(f"/admin/articles/article/{story.pk}/pulse/", json.dumps(pulse), content_type="application/json")

    desk.post(address(story), shown(page) | {"_choice-headline": "mine"})

    assert Article.objects.get().headline == "Judul dari Edo"
    assert [work.fields for work in unsaved.on(story, by=edo)] == [typed_on]


def test_of_a_page_of_two_versions_that_is_saved_nothing_is_offered_back(
    desk: Client, other_desk: Client, story: Article, edo: User
) -> None:
    begun = filled(desk, story)
    save(other_desk, story, headline="Judul dari Citra")
    mine = begun | {"headline": "Judul dari Edo"}
    desk.post(address(story), mine)
    page = desk.post(address(story), mine)  # gone back, and sent once more

    desk.post(address(story), shown(page) | {"_choice-headline": "mine"})

    assert not unsaved.on(story, by=edo)


def test_tags_bylines_and_links_are_brought_together(desk: Client, other_desk: Client, story: Article) -> None:
    ayu, budi = make.author("Ayu"), make.author("Budi")
    opened_by_edo = filled(desk, story, tags=["Subak", "Edo"]) | new_row("bylines", author=ayu.pk)
    opened_by_edo |= new_row("related_links", url="https://edo.example/", label="Edo")
    of_citra = filled(other_desk, story, tags=["Subak", "Citra"]) | new_row("bylines", author=budi.pk)
    other_desk.post(address(story), of_citra | new_row("related_links", url="https://citra.example/", label="Citra"))
    response = desk.post(address(story), opened_by_edo)
    assert [row.chosen for row in rows(response).values()] == ["merged"] * 3

    desk.post(address(story), shown(response))

    assert sorted(story.tags.names()) == ["Citra", "Edo", "Subak"]
    assert [str(byline) for byline in story.bylines.all()] == ["Budi", "Ayu"]
    assert [link.label for link in story.related_links.all()] == ["Citra", "Edo"]


@pytest.mark.parametrize(("choice", "names"), [("mine", ["Ayu"]), ("theirs", ["Budi"])])
def test_of_rows_exactly_the_chosen_ones_stay(
    desk: Client, other_desk: Client, story: Article, choice: str, names: list[str]
) -> None:
    ayu, budi = make.author("Ayu"), make.author("Budi")
    opened_by_edo = filled(desk, story) | new_row("bylines", author=ayu.pk)
    other_desk.post(address(story), filled(other_desk, story) | new_row("bylines", author=budi.pk))
    page = shown(desk.post(address(story), opened_by_edo))

    desk.post(address(story), page | {"_choice-bylines": choice})

    assert [str(byline) for byline in story.bylines.all()] == names


def test_blocks_that_each_put_in_stand_both(desk: Client, other_desk: Client, story: Article) -> None:
    def with_block(name: str) -> str:
        block = f'<aside data-related-link="" data-target="" data-url="https://{name}.example/" data-headline="{name}">'
        lines = {"edo": (block, ""), "citra": ("", block)}[name]
        return f"<p>Satu.</p>{lines[0]}</aside><p>Dua.</p><p>Tiga.</p>{lines[1]}".replace("</p></aside>", "</p>")

    opened_by_edo = filled(desk, story, body=with_block("edo"))
    save(other_desk, story, body=with_block("citra"))

    desk.post(address(story), shown(desk.post(address(story), opened_by_edo)))

    assert [link.label for link in story.related_links.inline()] == ["edo", "citra"]
    assert Article.objects.get().body.count("<aside") == 2


def test_without_what_both_began_with_the_two_are_compared(desk: Client, other_desk: Client) -> None:
    story = make.article(headline="Judul awal")
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, place="Ubud")

    response = desk.post(address(story), opened_by_edo)

    assert {name: row.chosen for name, row in rows(response).items()} == {"headline": "", "place": ""}


@pytest.mark.parametrize("meanwhile", ["taken away", "restored"])
def test_rows_that_are_others_by_now_do_not_stand_in_the_way(
    desk: Client, other_desk: Client, story: Article, citra: User, meanwhile: str
) -> None:
    Byline.objects.create(article=story, author=make.author())
    make.link(story, url="https://a.example/", label="Luar")
    other_desk.post(address(story), with_all_rows(filled(other_desk, story, headline="Judul satu"), story))
    opened_by_edo = with_all_rows(filled(desk, story, headline="Judul dari Edo"), story)
    story.refresh_from_db()
    if meanwhile == "restored":
        history.restore(story, history.versions(story).first(), by=citra)
    else:
        story.bylines.all().delete()
        story.related_links.all().delete()
        Article.objects.all().claim(story.pk, version=story.version, by=citra)

    response = desk.post(address(story), opened_by_edo)
    if response.status_code == 200:
        page = shown(response) | {"_choice-bylines": "mine", "_choice-related_links": "mine"}
        response = desk.post(address(story), page)

    assert response.status_code == 302
    story.refresh_from_db()
    assert story.headline == "Judul dari Edo"
    assert [str(byline) for byline in story.bylines.all()] == ["Ni Luh Sari"]
    assert [link.url for link in story.related_links.all()] == ["https://a.example/"]


def with_all_rows(form: dict[str, Any], story: Article) -> dict[str, Any]:
    form = with_rows(form, "bylines", story.bylines.all(), "author")
    return with_rows(form, "related_links", story.related_links.all(), "target", "url", "label", "pending_headline")


def new_row(prefix: str, **values: Any) -> dict[str, Any]:
    row = {"id": "", "position": 0, "target": "", "pending_headline": "", **values}
    return {f"{prefix}-TOTAL_FORMS": 1, **{f"{prefix}-0-{name}": value for name, value in row.items()}}


def test_two_that_pass_the_first_look_together_are_told_apart_by_the_database(
    desk: Client, other_desk: Client, story: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first look at the version is conflict.py's; the one that decides is the UPDATE."""
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, headline="Judul dari Citra")
    look = saving.reconciled
    sees_nothing_at_first = iter([lambda *_args, **_kwargs: saving.Outcome()])
    monkeypatch.setattr(
        saving, "reconciled", lambda *args, **kwargs: next(sees_nothing_at_first, look)(*args, **kwargs)
    )

    response = desk.post(address(story), opened_by_edo)

    assert response.status_code == 200
    assert Article.objects.get().headline == "Judul dari Citra"
    assert "Judul dari Edo" in response.content.decode()


def test_a_story_that_was_sent_on_keeps_what_its_reporter_typed(client: Client, rina: User, edo: User) -> None:
    story = make.article(status="draft", created_by=rina, headline="Judul awal")
    client.force_login(rina)
    opened_by_rina = filled(client, story, headline="Judul dari Rina", body="<p>Isi dari Rina.</p>")
    publishing.submit(story, by=rina)

    response = client.post(address(story), opened_by_rina)

    assert response.status_code == 403
    page = response.content.decode()
    assert "Judul" in page
    assert "Isi dari Rina." in page
    assert Article.objects.get().headline == "Judul awal"
    work = UnsavedWork.objects.get(user=rina)
    assert work.fields["headline"] == ["Judul dari Rina"]


def test_nobody_else_gets_a_page_by_sending_a_form(client: Client, rina: User, story: Article) -> None:
    client.force_login(rina)

    response = client.post(address(story), {"begun_on": story.version, "headline": "Judul dari Rina"})

    assert response.status_code == 403
    assert not UnsavedWork.objects.exists()


@pytest.mark.parametrize("number", ["9" * 4300, "-1", "1 OR 1", "²", "0"])
def test_any_number_may_be_sent(desk: Client, other_desk: Client, story: Article, number: str) -> None:
    opened_by_edo = filled(desk, story, headline="Judul dari Edo")
    save(other_desk, story, headline="Judul dari Citra")

    for name in ("_compared", "begun_on"):
        response = desk.post(
            address(story), opened_by_edo | {name: number, "_choice-headline": "\0", "merged-body": "\0"}
        )

        assert response.status_code == 200
        assert Article.objects.get().headline == "Judul dari Citra"
