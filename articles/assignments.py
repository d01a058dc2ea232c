"""Who is to write what, by when."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import colleagues, deeds, history, notes, notices, roles
from articles.deeds import Deed, shown
from articles.models import Article, Assignment, Author, Byline, Section
from articles.models.assignment import AssignmentQuerySet
from articles.models.fields import within_reach

End = Assignment.End
ENDED_BY_HAND: dict[str, str] = {End.DONE: deeds.FINISHED, End.TAKEN_BACK: deeds.TAKEN_BACK}


class NotAssigned(Exception):
    """The message tells the person who tried what stands in the way."""


def assign(article: Article, *, by: Any, person: Any, deadline_at: datetime | None = None) -> Assignment:
    """Asked for twice, it is done once. Another deadline for the same person takes the place of the first."""
    if not roles.may_assign(by, article):
        raise NotAssigned(_("Your role does not allow you to assign this story."))
    _refuse_what_cannot_be(person, deadline_at)
    with transaction.atomic():
        # Of two who assign it at once the second sees what the first did.
        Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
        of_person = article.assignments.open().filter(person=person)
        current = of_person.first()
        if current is not None and current.deadline_at == deadline_at:
            return current
        _end(of_person, End.REPLACED, by=by)
        assignment = Assignment.objects.create(article=article, person=person, by=by, deadline_at=deadline_at)
        notices.about_assignment(assignment)
    return assignment


def begin(
    *,
    by: Any,
    headline: str,
    person: Any,
    section: Section | None = None,
    deadline_at: datetime | None = None,
    wanted: str = "",
    key: UUID | None = None,
) -> Article:
    """A draft that is only a headline, in somebody's hands. `wanted` becomes its first note."""
    if not by.has_perms(("articles.add_article", "articles.change_any_article")):
        raise NotAssigned(_("Your role does not allow you to plan stories for others."))
    _refuse_what_cannot_be(person, deadline_at)
    try:
        with history.recorded(by=by, comment=Deed(deeds.BEGAN)):
            article = Article(headline=headline, section=section, created_by=by, saved_by=by, form_key=key)
            article.save(force_insert=True)
            if (author := Author.objects.filter(user=person).first()) is not None:
                Byline.objects.create(article=article, author=author)
            history.record(article)
            if wanted.strip():
                notes.add(article, by=by, text=wanted)
            assign(article, by=by, person=person, deadline_at=deadline_at)
    except IntegrityError:
        if key is None or (article_of_form := Article.objects.filter(form_key=key, created_by=by).first()) is None:
            raise
        return article_of_form  # the form was sent twice
    return article


def finish(assignment: Assignment, *, by: Any) -> bool:
    """Say by hand that it is done. False: it had ended already."""
    if not roles.may_end(by, assignment):
        raise NotAssigned(_("Only who has the story in hand, or an editor of it, says that it is done."))
    return _end(Assignment.objects.filter(pk=assignment.pk), End.DONE, by=by) == 1


def take_back(assignment: Assignment, *, by: Any) -> bool:
    """The story is out of this person's hands. False: it was already."""
    if assignment.article is None or not roles.may_assign(by, assignment.article):
        raise NotAssigned(_("Your role does not allow you to assign this story."))
    return _end(Assignment.objects.filter(pk=assignment.pk), End.TAKEN_BACK, by=by) == 1


def told(article: Article, *, since: datetime | None, before: datetime | None) -> list[tuple[datetime, str]]:
    """For the history: what was assigned in that time, and how it ended if a hand ended it."""
    found = []
    for each in article.assignments.select_related("person", "by", "ended_by").order_by("pk"):
        whom = colleagues.name_of(each.person)
        due = each.deadline_at.isoformat() if each.deadline_at else ""
        found.append((each.assigned_at, Deed(deeds.ASSIGNED, whom=whom, at=due).said(_name(each.by))))
        if each.ended_at is not None and each.end in ENDED_BY_HAND:
            found.append((each.ended_at, Deed(ENDED_BY_HAND[each.end], whom=whom).said(_name(each.ended_by))))
    return [(at, said) for at, said in found if (since is None or at >= since) and (before is None or at < before)]


def _name(user: Any) -> str:
    return colleagues.name_of(user) or _("someone who has no account any more")


def hand_in(article: Article, *, by: Any) -> None:
    """The story has left its draft: whoever was to write it has done so. Part of the move's own transaction."""
    _end(article.assignments.all(), End.HANDED_IN, by=by)


def hand_over(*, source: Article, target: Article, end: End, by: Any) -> None:
    """A working copy goes: what was assigned of it has ended, and belongs to the story it came from."""
    _end(source.assignments.all(), end, by=by)
    Assignment.objects.filter(article=source).update(article=target)


def _end(assignments: AssignmentQuerySet, end: str, *, by: Any) -> int:
    return assignments.open().update(ended_at=timezone.now(), ended_by=by, end=end)


def _refuse_what_cannot_be(person: Any, deadline_at: datetime | None) -> None:
    if not colleagues.who_see_stories().filter(pk=person.pk).exists():
        raise NotAssigned(_("%(name)s may not see stories at the desk.") % {"name": colleagues.name_of(person)})
    if deadline_at is None:
        return
    within_reach(deadline_at)
    if deadline_at <= timezone.now():
        raise NotAssigned(
            _("%(when)s is past. Choose a deadline that is still to come.") % {"when": shown(deadline_at)}
        )
