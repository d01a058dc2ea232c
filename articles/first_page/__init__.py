"""The first page of the desk: what a person needs on arriving, and nothing that is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles import on_desk, unsaved
from articles.models import StandingPage

from .timeline import DAYS_AFTER, midnight, timeline

ROWS = 6  # of a block
ROWS_TO_COME = 8
MOST_TO_CHECK = 1000  # that are counted


@dataclass(frozen=True, slots=True)
class Block:
    rows: Sequence[Any]
    is_more: bool

    def __bool__(self) -> bool:
        return bool(self.rows)


def context(request: HttpRequest) -> dict[str, Any]:
    """What templates/admin/index.html shows. Whoever may see no story gets the list of the desk's parts alone."""
    user: Any = request.user
    if not user.has_perm("articles.view_article"):
        return {}
    return {"is_newsroom": True} | _to_act_on(user) | _own(user) | _of_the_paper(user) | _of_the_week()


def _to_act_on(user: Any) -> dict[str, Any]:
    is_chief = user.has_perm("auth.change_user")
    may_write_pages = user.has_perm("articles.change_standingpage")
    return {
        "empty_pages": list(StandingPage.objects.required_but_empty()) if may_write_pages else [],
        "held_up": on_desk.held_up_notices() if is_chief else 0,
    }


def _own(user: Any) -> dict[str, Any]:
    return {
        "drafts": _first(on_desk.drafts_of(user)),
        "unsaved": list(unsaved.of(user)[:ROWS]),
        "assigned": _first(on_desk.assigned_to(user)),
        "mentions": _first(on_desk.mentions_of(user)),
    }


def _of_the_paper(user: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"review": _first(on_desk.waiting_for_review(user))}
    if user.has_perm("articles.publish_article"):
        found["copies"] = _first(on_desk.working_copies())
    if user.has_perm("articles.view_importedsource"):
        to_check = on_desk.to_check()
        count = to_check.order_by()[:MOST_TO_CHECK].count()
        found |= {"to_check": count, "to_check_first": to_check.first() if count else None}
        found["to_check_is_more"] = count == MOST_TO_CHECK
    if user.has_perm("articles.change_any_article"):
        found["found_headlines"] = on_desk.found_headlines(ROWS)
    return found


def _of_the_week() -> dict[str, Any]:
    now = timezone.now()
    coming = on_desk.coming_out(now, midnight(now, DAYS_AFTER + 1))
    out = on_desk.out_since(midnight(now), now)
    return {
        "timeline": timeline(now, out=out, coming=coming) if out or coming else None,
        "coming": _cut(coming, ROWS_TO_COME),
        "out": _cut(out, ROWS),
    }


def _first(found: QuerySet[Any]) -> Block:
    return _cut(list(found[: ROWS + 1]), ROWS)


def _cut(rows: list[Any], most: int) -> Block:
    return Block(rows[:most], len(rows) > most)
