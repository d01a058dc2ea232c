"""The matrix of pages: who gets in where, to look (GET) and to send (POST), at every address of the site."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, get_resolver

from articles import deletion, history
from articles.models import Article, Assignment, ImportBatch, ImportedSource, LegacyAddress, Note, Pin, StandingPage
from tests import make
from tests.publishing.test_who_moves_what import CAST, signed_in, taken_back

pytestmark = pytest.mark.django_db

# Who looks, who sends (the letters of CAST), where. Who is not named is refused, or asked to sign in. "own:" is the
# page of a draft of one's own. To fetch what only takes a form, or to send to what takes none, gets nobody in.
TABLE: dict[tuple[str, str], str] = {
    ("", ""): """
        two_step_leave autocomplete articles_importbatch_add articles_importbatch_delete
        articles_importedsource_add articles_importedsource_delete
    """,
    ("", "cs"): "auth_user_access_end auth_user_access_reset",
    ("", "ecs"): """
        articles_article_pulse articles_article_preview_link_end articles_article_end_assignment
        articles_article_resolve_note
    """,
    ("", "excs"): "own:articles_article_end_assignment",
    ("", "excas"): "articles_importedsource_checked",
    ("", "rexcans"): "articles_article_discard",
    ("", "rexcas"): """
        articles_article_suggest articles_photo_upload own:articles_article_pulse
        own:articles_article_preview_link_end articles_article_bulk own:articles_article_resolve_note
        articles_article_notes_seen
    """,
    ("", "rexcs"): "articles_article_pulse_of_new",
    ("-", "rexcans-"): "logout",
    ("cas", "cas"): "articles_legacyaddress_add articles_legacyaddress_delete",
    ("cs", "cs"): """
        articles_author_delete auth_user_access auth_user_password_change auth_user_changelist auth_user_add
        auth_user_history auth_user_change articles_photo_delete articles_section_add articles_section_delete
        articles_standingpage_add articles_standingpage_delete articles_tag_delete
    """,
    ("ecs", "ecs"): """
        articles_article_move own:articles_article_move articles_article_delete articles_article_preview_links
        articles_article_revise articles_article_assign
    """,
    ("excas", "cas"): "articles_legacyaddress_change",
    ("excas", "excas"): """
        articles_importbatch_changelist articles_importbatch_history articles_importbatch_change
        articles_importedsource_changelist articles_importedsource_history articles_importedsource_change
        articles_legacyaddress_changelist articles_legacyaddress_history
    """,
    ("excs", "excs"): """
        articles_article_deleted_draft articles_author_add articles_pin_add articles_pin_delete
        articles_article_idea own:articles_article_assign
    """,
    ("rexcans", ""): "password_change_done jsi18n",
    ("rexcans", "rexcans"): """
        account account_notices account_places two_step two_step_new_codes two_step_off password_change two_step_set_up
        index articles_article_token
    """,
    ("rexcans", "rexcs"): "articles_article_preview_new",
    ("rexcans-", "rexcans-"): "two_step_code login",
    ("rexcas", "cs"): "articles_section_change articles_standingpage_change",
    ("rexcas", "ecs"): "articles_article_preview articles_article_version articles_article_change",
    ("rexcas", "excs"): """
        articles_author_change articles_photo_words articles_photo_change articles_pin_change articles_tag_change
    """,
    ("rexcas", "rexcas"): """
        articles_article_people articles_article_notes own:articles_article_notes
        articles_article_link_search own:articles_article_preview own:articles_article_preview_links
        articles_article_deleted
        articles_article_compare own:articles_article_compare own:articles_article_version
        articles_article_changelist articles_article_history own:articles_article_history
        own:articles_article_change articles_author_changelist articles_author_history articles_photo_search
        articles_photo_changelist articles_photo_add articles_photo_history articles_pin_preview
        articles_pin_changelist articles_pin_history articles_section_changelist articles_section_history
        articles_standingpage_changelist articles_standingpage_history articles_tag_suggest
        articles_tag_changelist articles_tag_add articles_tag_history app_list
    """,
    ("rexcs", "rexcs"): "articles_article_add own:articles_article_delete own:articles_article_revise",
    ("s", "s"): "auth_user_delete",
}
# Readers' pages, and the doors of the desk that are open before one signs in.
FOR_READERS = """
    admin_password_reset password_reset_done password_reset_complete password_reset_confirm set_language
    home robots ads llms favicon opensearch manifest identity oembed picture_of_site picture_of_story
    sitemap sitemap_parts sitemap_news sitemap_month feed feed_atom feed_json search standing_page
    preview archive archive_year archive_month archive_day tag tag_feed tag_feed_atom tag_feed_json
    author author_feed author_feed_atom author_feed_json section section_feed section_feed_atom section_feed_json
    article_by_id article healthz healthz_serving paper_state
"""
HEADLINE = "Naskah yang belum boleh dibaca"
KEY = UUID(int=7)


def routes() -> dict[str, str]:
    """Name → address, its parts still to be filled in."""
    return dict(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
    for each in patterns:
        address = before + str(each.pattern)
        if not isinstance(each, URLPattern):
            yield from _walk(each.url_patterns, address)
        elif each.name:  # without one: Django's way from an old address, and the end of the desk
            yield each.name, address


def expected(letter: str) -> dict[str, tuple[bool, bool]]:
    """Name → whether this one looks, and sends."""
    return {
        name: (letter in looks, letter in sends) for (looks, sends), names in TABLE.items() for name in names.split()
    }


def draft_of(owner: Any, headline: str = HEADLINE) -> Article:
    story = make.article(status="draft", headline=headline, created_by=owner if isinstance(owner, User) else None)
    with history.recorded(by=story.created_by, comment=""):
        history.record(story)
    return story


def everything() -> dict[str, Any]:
    """A row of each noun, all of them somebody else's."""
    owner = make.person("pemilik", "chief")
    story, picture = draft_of(owner), make.photo()
    batch = ImportBatch.objects.create(source="koran")
    tie = ImportedSource.objects.create(
        article=draft_of(owner), batch=batch, source="koran", source_id="1", article_version=1, needs_review=True
    )
    return {
        "article": story.pk,
        **beside(story, owner),
        "author": make.author().pk,
        "draft": deletion.delete(draft_of(owner), by=owner).pk,
        "importbatch": batch.pk,
        "importedsource": tie.pk,
        "legacyaddress": LegacyAddress.objects.create(path="/lama", article=story).pk,
        "photo": picture.pk,
        "photo key": picture.key,
        "pin": Pin.objects.create(article=make.article()).pk,
        "section": make.section("Lain").pk,
        "standingpage": StandingPage.objects.create(title="Perihal", slug="perihal").pk,
        "tag": make.tag("Subak").pk,
        "user": make.person("sari", "reporter").pk,
        "version": history.versions(story)[0].pk,
    }


def beside(story: Article, person: User) -> dict[str, Any]:
    """What the desk keeps with a story."""
    return {
        "assignment": Assignment.objects.create(article=story, person=person).pk,
        "note": Note.objects.create(article=story, by=person, text="Tambah angka.").pk,
    }


def filled(address: str, row: dict[str, Any]) -> str:
    noun = address.split("/")[2] if address.startswith("admin/") and address.count("/") > 2 else ""
    parts = {
        **dict.fromkeys(("<path:object_id>", "<id>", "<int:number>"), row.get(noun, 1)),
        **dict.fromkeys(("<slug:section>", "<slug:slug>"), "berita"),
        "<int:draft_id>": row["draft"],
        "<int:version_id>": row["version"],
        "<int:assignment_id>": row["assignment"],
        "<int:note_id>": row["note"],
        "<uuid:key>": KEY,
        "<slug:key>": row["photo key"],
        "<slug:name>": "publish",
        "<uidb64>/<token>": "x/x",
        "^(?P<app_label>articles|auth)/$": "articles/",
        "<int:pk>": row["article"],
        "<str:slug>": "naskah",
        "<str:token>": "x.y",
        "<str:mark>": "0",
        "<yyyy:year>": "2026",
        "<mm:month>": "01",
        "<mm:day>": "01",
    }
    for part, value in parts.items():
        address = address.replace(part, str(value))
    return f"/{address}"


def pages_of_the_desk(person: Any) -> Iterator[tuple[str, str]]:
    """Name, address: of what is others', and of a draft of one's own."""
    row = everything()
    own = draft_of(person)
    row_of_own = row | {"article": own.pk, "version": history.versions(own)[0].pk}
    row_of_own |= beside(own, User.objects.get(username="pemilik"))
    for name, address in routes().items():
        if not address.startswith("admin/") or name in FOR_READERS.split():
            continue
        yield name, filled(address, row)
        if address.startswith("admin/articles/article/<path:object_id>/"):
            yield f"own:{name}", filled(address, row_of_own)


def gets_in(visitor: Client, person: Any, method: str, address: str) -> bool:
    client, sent = Client(), {}
    client.cookies = visitor.cookies.copy()  # some pages sign out
    if method == "post" and address.endswith("/pulse/") and isinstance(person, User):
        body = json.dumps({"user": person.pk, "key": str(KEY), "version": 1})
        sent = {"data": body, "content_type": "application/json"}
    with taken_back():
        answer = getattr(client, method)(address, **sent)
    if answer.status_code == 302:
        return not answer.url.startswith("/admin/login/")
    return answer.status_code not in {403, 404, 405}


@pytest.mark.long
@pytest.mark.parametrize("letter", CAST)
def test_lets_in_those_of_the_table_alone(letter: str) -> None:
    person = CAST[letter]()
    visitor = signed_in(person)

    found = {
        name: (gets_in(visitor, person, "get", address), gets_in(visitor, person, "post", address))
        for name, address in pages_of_the_desk(person)
    }

    assert found == expected(letter)


@pytest.mark.parametrize("method", ["get", "post"])
def test_shows_no_reader_a_draft(method: str) -> None:
    row = everything()

    for name in FOR_READERS.split():
        answer = getattr(Client(), method)(filled(routes()[name], row))

        assert answer.status_code in {200, 301, 302, 400, 404, 405}, name
        assert HEADLINE.encode() not in answer.getvalue(), name


def test_has_a_row_for_every_address() -> None:
    named = {name for names in TABLE.values() for name in names.split() if not name.startswith("own:")}
    listed = named | set(FOR_READERS.split())
    missing, gone = routes().keys() - listed, listed - routes().keys()

    assert not missing, f"Name these pages in TABLE (who looks, who sends) or in FOR_READERS: {sorted(missing)}"
    assert not gone, f"No page has these names any more; take them out of the table: {sorted(gone)}"
