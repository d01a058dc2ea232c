"""What search engines, browsers and other sites ask for beside the pages."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_safe

from articles import health, listing, share_picture
from articles.models import Article

PLAIN = "text/plain; charset=utf-8"
LETTER = settings.BASE_DIR / "static" / "fonts" / "newsreader-bold.woff2"
INK = "#1a1613"
A_DAY = 24 * 60 * 60  # seconds
OEMBED_WIDTH_PX = 600


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    if (text := _of_the_newsroom("robots.txt")) is not None:
        return HttpResponse(text, PLAIN)
    return render(request, "robots.txt", {"ai_crawlers": settings.AI_CRAWLERS}, content_type=PLAIN)


@require_safe
def ads(request: HttpRequest) -> HttpResponse:
    if (text := _of_the_newsroom("ads.txt")) is None:
        raise Http404
    return HttpResponse(text, PLAIN)


@require_safe
def llms(request: HttpRequest) -> HttpResponse:
    if (text := _of_the_newsroom("llms.txt")) is not None:
        return HttpResponse(text, PLAIN)
    if not settings.AI_CRAWLERS:
        raise Http404
    context = {"sections": listing.sections(), "pages": listing.standing_pages()}
    return render(request, "llms.txt", context, content_type=PLAIN)


def _of_the_newsroom(name: str) -> str | None:
    """A file that the newsroom put in the place of ours."""
    try:
        return (settings.IDENTITY_DIR / name).read_text(encoding="utf-8")
    except OSError:
        return None


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return redirect(static("favicon.ico"))


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    return render(request, "opensearch.xml", content_type="application/opensearchdescription+xml")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """https://www.w3.org/TR/appmanifest/"""
    icons = [
        {"src": static(f"icons/icon-{side_px}{use}.png"), "sizes": f"{side_px}x{side_px}", "type": "image/png", **more}
        for side_px, use, more in ((192, "", {}), (512, "", {}), (512, "-maskable", {"purpose": "maskable"}))
    ]
    document = {
        "id": "/",
        "name": settings.SITE_NAME,
        "short_name": settings.SITE_NAME,
        "description": settings.SITE_TAGLINE,
        "lang": settings.LANGUAGE_CODE,
        "dir": "ltr",
        "start_url": reverse("home"),
        "display": "minimal-ui",
        "background_color": settings.SITE_COLOURS["paper"],
        "theme_color": settings.SITE_COLOURS["paper"],
        "icons": icons,
    }
    return JsonResponse(document, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=A_DAY)
def identity(request: HttpRequest) -> HttpResponse:
    """The newsroom's colours in the place of those of tokens.css: a page may hold no style of its own."""
    context = {name.replace("-", "_"): value for name, value in settings.SITE_COLOURS.items()}
    return render(request, "identity.css", context, content_type="text/css")


# ---- Health -------------------------------------------------------------------------------------------------------


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever watches over the site."""
    return _health(request, health.everything())


@require_safe
@never_cache
def healthz_serving(request: HttpRequest) -> HttpResponse:
    """For a balancer: readers are not to be sent away because something else is to be done."""
    return _health(request, health.serving())


def _health(request: HttpRequest, findings: list[health.Finding]) -> HttpResponse:
    is_well = all(finding.is_well for finding in findings)
    lines = ["ok" if is_well else "not ok", *(findings if _may_read_findings(request) else ())]
    return HttpResponse("".join(f"{line}\n" for line in lines), PLAIN, status=200 if is_well else 503)


def _may_read_findings(request: HttpRequest) -> bool:
    """With the token in its header, as one would send a password; or at the desk."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.HEALTH_TOKEN and constant_time_compare(given, settings.HEALTH_TOKEN):
        return True
    try:
        return bool(request.user.is_active and request.user.is_staff)
    except (DatabaseError, InterfaceError):
        return False


# ---- Pictures for shared links ------------------------------------------------------------------------------------


@require_safe
@cache_control(public=True, max_age=A_DAY)
def picture_of_site(request: HttpRequest) -> HttpResponse:
    return _jpeg(share_picture.set_in_type(settings.SITE_TAGLINE, label="", look=_look()))


@require_safe
@cache_control(public=True, max_age=A_DAY)
def picture_of_story(request: HttpRequest, pk: int, mark: str) -> HttpResponseBase:
    story = listing.listed_story(pk)
    if story is None:
        raise Http404
    if mark != story.picture_mark:
        return redirect("picture_of_story", pk, story.picture_mark)
    return _jpeg(_cut(story) or _set(story))


def _cut(story: Article) -> bytes | None:
    """None too when the photo's file cannot be read: a shared link has a picture all the same."""
    photo = story.lead_photo
    if photo is None:
        return None
    try:
        with photo.file.open() as file:
            content = file.read()
        return share_picture.cut(content, focal_x_percent=photo.focal_x_percent, focal_y_percent=photo.focal_y_percent)
    except OSError:
        return None


def _set(story: Article) -> bytes:
    section = story.section.name if story.section else ""
    return share_picture.set_in_type(story.headline, label=story.kind_mark or section, look=_look())


def _look() -> share_picture.Look:
    colours = settings.SITE_COLOURS
    return share_picture.Look(settings.SITE_NAME, LETTER, colours["paper"], INK, colours["accent"])


def _jpeg(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="image/jpeg")


# ---- oEmbed -------------------------------------------------------------------------------------------------------


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """https://oembed.com: what another site shows of a story whose address is pasted into it."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=501)  # as the specification has it for a format that is not offered
    story = _story_at(request.GET.get("url", ""))
    if story is None:
        raise Http404
    response = JsonResponse(_embedded(story, _width_px(request.GET.get("maxwidth", ""))))
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _story_at(url: str) -> Article | None:
    if not url.startswith(f"{settings.SITE_ADDRESS}/"):
        return None
    try:
        match = resolve(urlsplit(url).path)
    except (Resolver404, ValueError):
        return None
    return listing.listed_story(match.kwargs["pk"]) if match.url_name in {"article", "article_by_id"} else None


def _width_px(asked: str) -> int:
    return min(int(asked), OEMBED_WIDTH_PX) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 600


def _embedded(story: Article, width_px: int) -> dict[str, Any]:
    picture = reverse("picture_of_story", args=[story.pk, story.picture_mark])
    names = [byline.author.name for byline in story.bylines.all()]
    return {
        "version": "1.0",
        "type": "rich",
        "title": ": ".join(filter(None, (story.kind_mark, story.headline))),
        **({"author_name": ", ".join(names)} if names else {}),
        "provider_name": settings.SITE_NAME,
        "provider_url": f"{settings.SITE_ADDRESS}/",
        "cache_age": 3600,
        "thumbnail_url": f"{settings.SITE_ADDRESS}{picture}",
        "thumbnail_width": share_picture.WIDTH_PX,
        "thumbnail_height": share_picture.HEIGHT_PX,
        "html": render_to_string("articles/_embedded.html", {"article": story}).strip(),
        "width": width_px,
        "height": None,
    }
