"""The people of the desk: who may see stories, who edits a section, how one is named."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import Article, Author, Person, Section

FOUND = 8  # that a few letters of a name show


def who_may(permission: str) -> QuerySet[User]:
    """Everyone with an account at the desk that has this permission of stories, such as "view_article"."""
    held = Permission.objects.filter(content_type__app_label="articles", codename=permission)
    by_group = Exists(held.filter(group__user=OuterRef("pk")))
    of_their_own = Exists(held.filter(user=OuterRef("pk")))
    at_the_desk = User.objects.filter(is_active=True, is_staff=True)
    return at_the_desk.filter(Q(is_superuser=True) | by_group | of_their_own).order_by("first_name", "username")


def who_see_stories() -> QuerySet[User]:
    return who_may("view_article")


def editors_of(section: Section | None) -> QuerySet[User]:
    """Who decides on a story there: the editors of that section; where it has none, whoever is held to no section."""
    editors = who_may("publish_article")
    held_to = Person.sections.through.objects.filter(person__user=OuterRef("pk"))
    if section is not None:
        of_it = editors.filter(Exists(held_to.filter(section__in=[section.pk, section.parent_id or section.pk])))
        if of_it.exists():
            return of_it
    return editors.filter(~Exists(held_to) | Q(pk__in=who_may("withdraw_article").order_by().values("pk")))  # or chiefs


def writers_of(article: Article) -> QuerySet[User]:
    """Who wrote a story or has it in hand: began it, stands under it, is assigned to it."""
    signed = Author.objects.filter(bylines__article=article, user__isnull=False).values("user")
    assigned = article.assignments.still_valid().values("person")
    return User.objects.filter(Q(pk=article.created_by_id) | Q(pk__in=signed) | Q(pk__in=assigned))


def called(names: Iterable[str]) -> list[User]:
    """The people of these user names who may see stories, in whatever case they are written."""
    wanted = {name.casefold() for name in names}
    # In Python, and of the desk's few people: the two databases do not agree on what a letter's other case is.
    return [person for person in who_see_stories() if person.get_username().casefold() in wanted] if wanted else []


def found(letters: str) -> list[User]:
    """Those of whose names one begins with these letters."""
    begins = letters.casefold()
    people = [person for person in who_see_stories() if any(name.startswith(begins) for name in _names_of(person))]
    return sorted(people, key=lambda person: name_of(person).casefold())[:FOUND]


def _names_of(person: User) -> list[str]:
    return [name.casefold() for name in (person.get_username(), person.first_name, person.last_name)]


def name_of(user: Any) -> str:
    return str(user.get_full_name() or user.get_username()) if user is not None else ""
