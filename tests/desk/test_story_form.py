"""Writing a story at the desk: text, tags, "Baca juga" blocks, bylines."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, RelatedLink, Tag
from tests import make
from tests.desk.forms import address, filled, with_rows

pytestmark = pytest.mark.django_db


def test_begins_a_story_as_a_draft_under_its_writers_name(client: Client, rina: User) -> None:
    author = make.author("Rina Wulandari", user=rina)
    client.force_login(rina)

    client.post(address(), filled(client, headline="Pasar Badung ramai", body="<p>Isi.</p>"))

    story = Article.objects.get()
    assert story.status == "draft"
    assert story.created_by == rina
    assert [byline.author for byline in story.bylines.all()] == [author]


def test_tags_that_are_typed_are_found_or_made(desk: Client) -> None:
    make.tag("Subak")
    story = make.article()

    desk.post(address(story), filled(desk, story, tags=["SUBAK", " Panen  raya "]))

    assert sorted(story.tags.names()) == ["Panen raya", "Subak"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('data-target="{target}" data-headline="Lama"', {"target": True, "url": "", "pending_headline": ""}),
        ('data-url="https://a.example/x" data-headline="Luar"', {"target": False, "url": "https://a.example/x"}),
        ('data-headline="Yang akan datang"', {"target": False, "url": "", "pending_headline": "Yang akan datang"}),
    ],
)
def test_a_block_becomes_a_related_link(desk: Client, attributes: str, expected: dict[str, object]) -> None:
    story, target = make.article(), make.article()
    block = f'<aside data-related-link="" {attributes.format(target=target.pk)}></aside>'

    desk.post(address(story), filled(desk, story, body=f"<p>a</p>{block}<p>b</p>"))

    link = RelatedLink.objects.get()
    assert Article.objects.get(pk=story.pk).body == f'<p>a</p><aside data-related-link="{link.key}"></aside><p>b</p>'
    for name, value in expected.items():
        assert getattr(link, name) == target if value is True else (getattr(link, name) or False) == (value or False)


def test_a_headline_typed_for_a_story_that_is_here_already_finds_it(desk: Client) -> None:
    story, there = make.article(), make.article(headline="Panen raya")
    block = '<aside data-related-link="" data-headline="PANEN  RAYA"></aside>'

    desk.post(address(story), filled(desk, story, body=f"<p>a</p>{block}"))

    assert RelatedLink.objects.get().target == there


def test_a_block_that_is_taken_out_takes_its_link_along(desk: Client) -> None:
    story = make.article(body='<p>a</p><aside data-related-link="r1"></aside>')
    make.link(story, key="r1", target=make.article())

    desk.post(address(story), filled(desk, story, body="<p>a</p>"))

    assert not RelatedLink.objects.exists()


def test_saving_without_a_change_keeps_every_link(desk: Client) -> None:
    story = make.article(body='<p>a</p><aside data-related-link="r1"></aside>')
    link = make.link(story, key="r1", pending_headline="Yang akan datang")

    desk.post(address(story), filled(desk, story))

    assert RelatedLink.objects.get() == link
    assert Article.objects.get().body == story.body


@pytest.mark.parametrize(
    "block",
    [
        'data-target="999999"',
        'data-target="{own}"',
        'data-url="javascript:alert(1)"',
        f'data-headline="{"x" * 301}"',
    ],
)
def test_a_block_that_leads_nowhere_is_refused_and_the_text_kept(desk: Client, block: str) -> None:
    story = make.article()
    body = f'<p>Isi panjang.</p><aside data-related-link="" {block.format(own=story.pk)}></aside>'

    response = desk.post(address(story), filled(desk, story, body=body))

    assert response.status_code == 200
    assert "Isi panjang." in response.content.decode()
    assert not RelatedLink.objects.exists()


def test_what_is_posted_past_the_editor_is_cleaned(desk: Client) -> None:
    story = make.article()

    desk.post(address(story), filled(desk, story, body="<p onclick=x>a</p><script>alert(1)</script>"))

    assert Article.objects.get().body == "<p>a</p>"


def test_a_headline_is_one_line_however_it_was_pasted(desk: Client) -> None:
    story = make.article()

    desk.post(address(story), filled(desk, story, headline=" Pasar\r\n\tBadung\u00a0 ramai\u202e "))

    assert Article.objects.get().headline == "Pasar Badung ramai"


@pytest.mark.parametrize(
    "smuggled", [{"status": "published"}, {"published_at": "2020-01-01"}, {"version": "9"}, {"created_by": "1"}]
)
def test_fields_that_are_not_on_the_form_cannot_be_posted(desk: Client, smuggled: dict[str, str]) -> None:
    story = make.article(status="draft")

    desk.post(address(story), filled(desk, story) | smuggled)

    story = Article.objects.get()
    assert (story.status, story.published_at, story.version, story.created_by) == ("draft", None, 2, None)


def test_a_change_to_what_readers_see_is_marked_as_an_update(desk: Client) -> None:
    public, draft = make.article(), make.article(status="draft")

    for story in (public, draft):
        desk.post(address(story), filled(desk, story, headline="Judul baru"))

    assert Article.objects.get(pk=public.pk).updated_at is not None
    assert Article.objects.get(pk=draft.pk).updated_at is None


def test_an_instant_in_a_year_that_no_newspaper_has_is_refused(desk: Client) -> None:
    story = make.article()

    response = desk.post(address(story), filled(desk, story, breaking_until_0="01/01/0001", breaking_until_1="06.00"))

    assert response.context["adminform"].form.errors["breaking_until"]
    assert desk.get("/admin/articles/article/").status_code == 200


def test_opening_and_saving_an_imported_story_is_no_update_for_readers(desk: Client) -> None:
    """The editor writes no line ends between paragraphs, where an import has them."""
    story = make.article(body="<p>a</p>\n<p>b</p>")

    desk.post(address(story), filled(desk, story, body="<p>a</p><p>b</p>"))

    assert Article.objects.get().updated_at is None


def test_a_form_that_is_sent_twice_begins_one_story(desk: Client) -> None:
    form = filled(desk, headline="Pasar Badung ramai")

    first, second = desk.post(address(), form), desk.post(address(), form)

    assert Article.objects.count() == 1
    assert second.url == first.url == address(Article.objects.get())


def test_two_forms_with_one_headline_begin_two_stories(desk: Client) -> None:
    for _time in range(2):
        desk.post(address(), filled(desk, headline="Pasar Badung ramai"))

    assert Article.objects.count() == 2


def test_the_text_of_a_story_that_was_deleted_meanwhile_becomes_a_new_draft(desk: Client) -> None:
    story = make.article(status="draft", authors=(make.author(),))
    form = with_rows(filled(desk, story, body="<p>Yang baru diketik.</p>"), "bylines", story.bylines.all(), "author")
    its_address, number = address(story), story.pk
    story.delete()

    desk.post(its_address, form)

    kept = Article.objects.get()
    assert kept.pk != number
    assert kept.body == "<p>Yang baru diketik.</p>"
    assert [str(byline) for byline in kept.bylines.all()] == ["Ni Luh Sari"]


def test_a_moves_button_that_is_none_only_saves(desk: Client) -> None:
    story = make.article(status="draft")

    assert desk.post(address(story), filled(desk, story, _move="a b")).status_code == 302


def test_a_moves_button_saves_first_and_leads_on_to_the_move(desk: Client) -> None:
    story = make.article(status="draft")

    response = desk.post(address(story), filled(desk, story, headline="Judul baru", _move="publish"))

    assert response.url == f"/admin/articles/article/{story.pk}/move/publish/"
    assert Article.objects.get().headline == "Judul baru"


def test_opening_the_form_costs_the_same_with_many_tags_authors_and_stories(
    desk: Client, django_assert_num_queries: object
) -> None:
    story = make.article(tags=("Subak", "Panen"), authors=(make.author(),))
    make.link(story, target=make.article())
    for number in range(30):
        make.article(tags=(f"Tag {number}",), authors=(make.author(f"Penulis {number}"),))
    desk.get(address(story))

    with django_assert_num_queries(21):  # type: ignore[operator]
        page = desk.get(address(story)).content.decode()

    assert page.count("<option") < 40
    assert Tag.objects.count() == 32


def test_saving_costs_the_same_with_many_tags_authors_and_stories(
    desk: Client, django_assert_max_num_queries: object
) -> None:
    story = make.article(status="draft", tags=("Subak", "Panen"), authors=(make.author(),))
    for number in range(30):
        make.article(tags=(f"Tag {number}",), authors=(make.author(f"Penulis {number}"),))
    form = filled(desk, story, headline="Judul baru")

    with django_assert_max_num_queries(75):  # type: ignore[operator]
        response = desk.post(address(story), form)

    assert response.status_code == 302
    assert Article.objects.get(pk=story.pk).headline == "Judul baru"
