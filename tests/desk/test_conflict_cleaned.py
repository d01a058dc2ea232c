"""What was written on the page of two versions is cleaned before the editor reads it again."""

from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests import make
from tests.desk.conflicts import rows, shown
from tests.desk.forms import address, filled


def test_a_body_brought_together_holds_nothing_that_runs_when_it_is_asked_about_anew(client: Client, edo: User) -> None:
    client.force_login(edo)
    story = make.article(headline="Naskah", body="<p>lama</p>")
    form = filled(client, story, body="<p>milikku</p>")
    Article.objects.filter(pk=story.pk).update(headline="Lain", version=2)
    page = shown(client.post(address(story), form))
    Article.objects.filter(pk=story.pk).update(headline="Lain lagi", version=3)

    response = client.post(address(story), page | {"merged-body": "<p>bersama</p><img src=x onerror=alert(1)>"})

    field = rows(response)["body"].field
    assert "bersama" in str(field.value())
    assert "onerror" not in str(field.value())
