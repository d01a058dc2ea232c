"""The editor is given its text clean, with all that its blocks carry."""

from django.contrib.auth.models import User
from django.test import Client

from articles.admin.article.editor import BodyFormField
from tests import make
from tests.desk.forms import address, filled

NEW_LINK = '<aside data-related-link="r1" data-target="" data-url="" data-headline="Judul &amp; lain"></aside>'


def test_gives_nothing_that_runs() -> None:
    shown = BodyFormField().prepare_value("<p>Isi</p><img src=x onerror=alert(1)>")

    assert "<p>Isi</p>" in shown
    assert "onerror" not in shown


def test_keeps_a_link_that_was_never_saved() -> None:
    assert BodyFormField().prepare_value(f"<p>Isi</p>{NEW_LINK}") == f"<p>Isi</p>{NEW_LINK}"


def test_a_form_that_is_refused_shows_no_body_that_runs(client: Client, edo: User) -> None:
    client.force_login(edo)
    story = make.article(headline="Naskah")

    response = client.post(address(story), filled(client, story, headline="", body="<p>Isi</p><img onerror=alert(1)>"))

    assert response.status_code == 200
    assert "onerror" not in response.content.decode()
