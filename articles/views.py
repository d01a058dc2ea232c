"""The reader's pages."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from articles import listing, preview_links, story_page
from articles.models import Section
from articles.search import Question, found, help_with


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/home.html", {"front": listing.front_page()})


@require_safe
def section(request: HttpRequest, slug: str) -> HttpResponse:
    every = listing.sections()
    section = _section_or_404(every, slug)
    family = listing.family(section, every)
    context = {
        "section": section,
        "here": section,
        "parent": next((other for other in every if other.pk == section.parent_id), None),
        "children": family[1:],
        "page": _page_or_404(listing.in_sections(family), request.GET),
    }
    return render(request, "articles/section.html", context)


@require_safe
def article(request: HttpRequest, section: str, pk: int, slug: str = "") -> HttpResponse:
    story = listing.story(pk)
    if story is None and listing.is_withdrawn(pk):
        return render(request, "410.html", status=410)
    if story is None:
        raise Http404
    if request.path != story.address:
        return redirect(story.address, permanent=True)
    return render(request, story_page.STORY, story_page.shown(story))


@require_safe
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    tag = listing.tag_at(slug)
    if tag is None:
        raise Http404
    page = _page_or_404(listing.with_tag(tag), request.GET)
    # The name of a tag that only drafts have is not yet the public's.
    if not page.articles:
        raise Http404
    if tag.slug != slug:
        return redirect(tag, permanent=True)
    return render(request, "articles/tag.html", {"tag": tag, "page": page})


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    author = listing.author_at(slug)
    if author is None:
        raise Http404
    page = _page_or_404(listing.by_author(author), request.GET)
    if not page.articles:
        raise Http404
    return render(request, "articles/author.html", {"author": author, "page": page})


@require_safe
def archive(request: HttpRequest) -> HttpResponse:
    return render(request, "articles/archive.html", {"years": listing.years()})


@require_safe
def archive_year(request: HttpRequest, year: int) -> HttpResponse:
    period = _period_or_404(year)
    months = listing.with_stories(period.months())
    if not months:
        raise Http404
    return render(request, "articles/archive_year.html", {"period": period, "months": months})


@require_safe
def archive_month(request: HttpRequest, year: int, month: int) -> HttpResponse:
    period = _period_or_404(year, month)
    days = listing.with_stories(period.days())
    if not days:
        raise Http404
    context = {"period": period, "days": days, "before": period.before(), "after": period.after()}
    return render(request, "articles/archive_month.html", context)


@require_safe
def archive_day(request: HttpRequest, year: int, month: int, day: int) -> HttpResponse:
    period = _period_or_404(year, month, day)
    page = _page_or_404(listing.of(period.stories()), request.GET)
    if not page.articles:
        raise Http404
    context = {"period": period, "page": page, "before": period.before(), "after": period.after()}
    return render(request, "articles/archive_day.html", context)


@require_safe
def search_results(request: HttpRequest) -> HttpResponse:
    question = Question.read(request.GET)
    sections = listing.sections()
    try:
        page = found(question, request.GET, sections)
    except listing.CursorRefused as refused:
        raise Http404 from refused
    context = {
        "question": question,
        "query": question.text,
        "sections": sections,
        "prefix": question.address + "&",
        "page": page,
        "help": help_with(question) if question.asked and not page.articles else None,
    }
    return render(request, "articles/search.html", context)


@require_safe
def standing_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = listing.standing_page_at(slug)
    if page is None:
        raise Http404
    return render(request, "articles/standing_page.html", {"standing_page": page})


# Neither kept nor listed, and no page that the story leads to learns where its reader came from.
CONFIDENTIAL = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """A story before it is public, for whoever was given the address. One that is not open is like one never made."""
    link = preview_links.opened(token)
    page = story_page.as_if_public(link.article_id) if link else None
    if link is None or page is None:
        raise Http404
    if link.article.is_public():
        return HttpResponseRedirect(link.article.get_absolute_url(), headers=CONFIDENTIAL)
    document = story_page.document(page, "articles/story_by_link.html", preview_link=link)
    return HttpResponse(document, headers=CONFIDENTIAL)


def _section_or_404(sections: list[Section], slug: str) -> Section:
    for section in sections:
        if section.slug == slug:
            return section
    raise Http404


def _page_or_404(walk: listing.Walk, query: Mapping[str, str]) -> listing.Page:
    try:
        return listing.page(walk, query)
    except listing.CursorRefused as refused:
        raise Http404 from refused


def _period_or_404(year: int, month: int | None = None, day: int | None = None) -> listing.Period:
    try:
        return listing.Period.of(year, month, day)
    except (ValueError, OverflowError) as error:
        raise Http404 from error
