"""Rights hold at every door of the desk."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client

from articles import roles
from articles.models import Article, LegacyAddress
from tests import make
from tests.desk.forms import address, filled

pytestmark = pytest.mark.django_db


@pytest.fixture
def reporter(client: Client, rina: User) -> Client:
    client.force_login(rina)
    return client


def test_a_reporter_changes_a_draft_of_ones_own(reporter: Client, rina: User) -> None:
    story = make.article(status="draft", created_by=rina)

    reporter.post(address(story), filled(reporter, story, headline="Judul baru"))

    assert Article.objects.get().headline == "Judul baru"


@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn"])
def test_a_reporter_reads_but_does_not_change_the_story_of_another(reporter: Client, status: str) -> None:
    story = make.article(status=status, headline="Judul lama")

    assert reporter.get(address(story)).status_code == 200
    assert reporter.post(address(story), {"headline": "Judul baru"}).status_code == 403
    assert Article.objects.get().headline == "Judul lama"


@pytest.mark.parametrize("status", ["in_review", "published", "withdrawn"])
def test_a_reporter_does_not_change_ones_own_story_once_it_is_out_of_hand(
    reporter: Client, rina: User, status: str
) -> None:
    story = make.article(status=status, created_by=rina, headline="Judul lama")

    assert reporter.post(address(story), {"headline": "Judul baru"}).status_code == 403


@pytest.mark.parametrize("move", ["publish", "send-back", "withdraw", "reschedule"])
def test_a_reporter_makes_no_move_of_an_editor(reporter: Client, rina: User, move: str) -> None:
    story = make.article(status="draft", created_by=rina)

    response = reporter.post(f"/admin/articles/article/{story.pk}/move/{move}/", {"version": 1})

    assert response.status_code == 403
    assert Article.objects.get().status == "draft"


def test_an_editor_does_not_withdraw(desk: Client) -> None:
    story = make.article()

    response = desk.post(f"/admin/articles/article/{story.pk}/move/withdraw/", {"version": 1, "because": "x"})

    assert response.status_code == 403
    assert Article.objects.get().status == "published"


@pytest.mark.parametrize(
    "fields", [{"status": "published"}, {"status": "withdrawn"}, {"first_published_at": make.YESTERDAY}]
)
def test_what_readers_have_seen_is_never_deleted(client: Client, citra: User, fields: dict[str, object]) -> None:
    story = make.article(**{"status": "draft", **fields})
    client.force_login(citra)

    response = client.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})

    assert response.status_code == 403
    assert Article.objects.exists()


def test_an_editor_deletes_a_draft_with_all_that_only_hangs_on_it(desk: Client) -> None:
    story = make.article(status="draft", tags=("Subak",), authors=(make.author(),))
    LegacyAddress.objects.create(path="/lama", article=story)

    desk.post(f"/admin/articles/article/{story.pk}/delete/", {"post": "yes"})

    assert not Article.objects.exists()


def test_a_chief_gives_roles_and_no_other_group(client: Client, citra: User, rina: User) -> None:
    everything = Group.objects.create(name="segalanya")
    client.force_login(citra)

    client.post(
        f"/admin/auth/user/{rina.pk}/change/",
        {"username": "rina", "is_active": "on", "is_staff": "on", "groups": [everything.pk]},
    )

    assert not rina.groups.filter(pk=everything.pk).exists()


def test_an_editor_does_not_tie_accounts_to_authors(desk: Client, citra: User) -> None:
    author = make.author()

    desk.post(
        f"/admin/articles/author/{author.pk}/change/",
        {"name": "Ni Luh Sari", "role": "", "about": "", "slug": author.slug, "user": citra.pk},
    )

    author.refresh_from_db()
    assert author.user is None


@pytest.mark.parametrize("page", ["", "link-search/", "{pk}/change/", "{pk}/history/", "{pk}/move/publish/"])
def test_a_stranger_is_asked_to_sign_in(client: Client, page: str) -> None:
    story = make.article()

    response = client.get("/admin/articles/article/" + page.format(pk=story.pk))

    assert response.status_code == 302
    assert response.url.startswith("/admin/login/")


@pytest.mark.parametrize("page", ["link-search/", "{pk}/change/", "{pk}/history/", "{pk}/move/publish/"])
def test_someone_without_a_role_gets_nowhere(client: Client, page: str) -> None:
    story = make.article()
    client.force_login(make.person("tamu"))

    assert client.get("/admin/articles/article/" + page.format(pk=story.pk)).status_code == 403


def test_only_a_superuser_makes_one(client: Client, citra: User) -> None:
    boss = make.person("bos", is_superuser=True)
    client.force_login(citra)

    client.post(
        f"/admin/auth/user/{citra.pk}/change/",
        {
            "username": "citra",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": [citra.groups.get().pk],
        },
    )

    assert not User.objects.get(pk=citra.pk).is_superuser
    assert client.post(f"/admin/auth/user/{boss.pk}/change/", {"username": "x"}).status_code == 403


def test_every_permission_of_a_role_exists() -> None:
    known = {f"{each.content_type.app_label}.{each.codename}" for each in Permission.objects.all()}

    for names in roles.PERMISSIONS.values():
        assert names <= known


def test_a_wrong_password_is_tried_five_times_and_no_more(client: Client, edo: User) -> None:
    for _attempt in range(5):
        response = client.post("/admin/login/", {"username": "edo", "password": "salah"})

    assert response.status_code == 429
    right = client.post("/admin/login/", {"username": "edo", "password": make.PASSWORD})
    assert right.status_code == 429


def test_no_address_of_the_desk_tells_where_a_draft_will_stand(client: Client) -> None:
    story = make.article(status="draft")
    client.force_login(make.person("tamu"))
    kind = ContentType.objects.get_for_model(Article)

    assert client.get(f"/admin/r/{kind.pk}/{story.pk}/").status_code == 404


def test_what_readers_may_see_is_one_link_away(client: Client, citra: User) -> None:
    author = make.author()
    client.force_login(citra)

    page = client.get(f"/admin/articles/author/{author.pk}/change/").content.decode()

    assert f'href="{author.get_absolute_url()}"' in page


@pytest.mark.parametrize("number", ["9" * 4301, "9" * 30, "²", "0"])
@pytest.mark.parametrize("page", ["{}/history/", "{}/history/1/", "{}/move/publish/"])
def test_a_number_that_no_story_has_is_not_found(desk: Client, page: str, number: str) -> None:
    assert desk.get("/admin/articles/article/" + page.format(number)).status_code == 404


def test_a_version_of_any_number_is_asked_for_in_vain(desk: Client) -> None:
    story = make.article()

    assert desk.get(f"/admin/articles/article/{story.pk}/history/{'9' * 30}/").status_code == 404


@pytest.mark.parametrize(
    "address",
    [
        "autocomplete/?app_label=articles&model_name=article&field_name=lead_photo&term=a%00b",
        *(f"articles/{name}/?q=a%00b" for name in ("article", "photo", "author", "tag", "section")),
        *("articles/article/?section__id__exact=%00", "articles/article/?kind__exact=%00"),
        *("articles/article/link-search/?q=%00", "articles/tag/suggest/?term=%00", "auth/user/?q=%00"),
    ],
)
def test_a_nul_in_an_address_is_a_bad_request(client: Client, citra: User, address: str) -> None:
    client.force_login(citra)

    assert client.get(f"/admin/{address}").status_code == 400
