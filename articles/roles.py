"""Who may do what at the desk: the roles, as code. The groups of these names are brought in line after each migrate."""

from typing import Any

from django.contrib.auth.models import Group, Permission, User
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from articles.models import Article, Assignment, DeletedDraft, Note, Person, Section
from articles.workflow import Move, Status

REPORTER = "reporter"
EDITOR = "editor"
CHIEF = "chief"
ARCHIVIST = "archivist"

LABELS: dict[str, Promise | str] = {
    REPORTER: pgettext_lazy("role", "Reporter"),
    EDITOR: pgettext_lazy("role", "Editor"),
    CHIEF: pgettext_lazy("role", "Chief editor"),
    ARCHIVIST: pgettext_lazy("role", "Archivist"),
}

READS_EVERYTHING = {
    f"articles.view_{noun}"
    for noun in (
        "article",
        "section",
        "tag",
        "tagalias",
        "author",
        "photo",
        "relatedlink",
        "byline",
        "pin",
        "standingpage",
    )
}
WRITES = READS_EVERYTHING | {
    "articles.add_article",
    "articles.change_article",
    "articles.delete_article",  # drafts that were never published, and only one's own (admin/article.py)
    "articles.submit_article",
    *(f"articles.{verb}_{noun}" for verb in ("add", "change", "delete") for noun in ("byline", "relatedlink")),
    "articles.add_photo",
    "articles.change_photo",
    "articles.add_tag",
}
EDITS = WRITES | {
    "articles.change_any_article",
    "articles.publish_article",
    "articles.change_tag",
    "articles.add_tagalias",
    "articles.change_tagalias",
    "articles.delete_tagalias",
    "articles.add_author",
    "articles.change_author",
    *(f"articles.{verb}_pin" for verb in ("add", "change", "delete")),
    "articles.view_importbatch",
    "articles.view_importedsource",
    "articles.change_importedsource",  # to say that it was checked
    "articles.view_legacyaddress",
}
LEADS = EDITS | {
    "articles.withdraw_article",
    "articles.add_section",
    "articles.change_section",
    "articles.delete_section",
    "articles.delete_tag",
    "articles.delete_author",
    "articles.delete_photo",
    *(f"articles.{verb}_standingpage" for verb in ("add", "change", "delete")),
    "articles.add_legacyaddress",
    "articles.change_legacyaddress",
    "articles.delete_legacyaddress",
    "auth.view_user",
    "auth.add_user",
    "auth.change_user",
    *(f"articles.{verb}_person" for verb in ("view", "add", "change")),  # the sections an editor is held to
}
# Of imports, not of the paper. All of it is in LEADS: whom a chief may not outrank, a chief may not change (outranks).
KEEPS_THE_ARCHIVE = READS_EVERYTHING | {
    "articles.change_article",  # imported stories that readers have not seen (may_change)
    *(f"articles.{verb}_{noun}" for verb in ("add", "change", "delete") for noun in ("byline", "relatedlink")),
    "articles.add_photo",
    "articles.change_photo",
    "articles.add_tag",
    "articles.view_importbatch",
    "articles.view_importedsource",
    "articles.change_importedsource",
    *(f"articles.{verb}_legacyaddress" for verb in ("view", "add", "change", "delete")),
}

PERMISSIONS = {REPORTER: WRITES, EDITOR: EDITS, CHIEF: LEADS, ARCHIVIST: KEEPS_THE_ARCHIVE}


def label(group: Group) -> str:
    """The role as people at the desk call it; other groups by their own name."""
    return str(LABELS.get(group.name, group.name))


def may_see(user: Any, article: Article) -> bool:
    """Read the story at the desk. Whoever has a role reads all: sections limit what one does, not what one knows."""
    return user.has_perm("articles.view_article")


def may_change(user: Any, article: Article) -> bool:
    """Write on the story as it now stands: editors in their sections, others on drafts of their own.

    An archivist also on what was imported and was never seen by readers.
    """
    if not user.has_perm("articles.change_article"):
        return False
    is_editor = user.has_perm("articles.change_any_article")
    if is_editor and covers(user, article.section_id):
        return True  # first: whose the draft is must be asked
    if _is_own_draft(user, article):
        return True
    return not is_editor and user.has_perm("articles.change_importedsource") and _is_unseen_import(article)


def may_move(user: Any, move: Move, article: Article) -> bool:
    """Make this move of the story, if its state allows the move. What only editors do, they do in their sections."""
    if not (user.has_perm(move.permission) and may_change(user, article)):
        return False
    if article.revises is not None and move.permission not in WRITES and not may_change(user, article.revises):
        return False  # what decides on a working copy decides on its story
    return move.permission in WRITES or covers(user, article.section_id)


def may_revise(user: Any, article: Article) -> bool:
    """Write on a working copy of what readers see: editors in their sections, others of stories of their own."""
    if not user.has_perms(("articles.change_article", "articles.submit_article")):
        return False
    if user.has_perm("articles.change_any_article") and covers(user, article.section_id):
        return True
    return _is_own(user, article)


def may_assign(user: Any, article: Article) -> bool:
    """Put the story into somebody's hands: who changes the stories of others, where this one may be changed."""
    return user.has_perm("articles.change_any_article") and may_change(user, article)


def may_end(user: Any, assignment: Assignment) -> bool:
    """Say that what was assigned is done."""
    if assignment.article is None or not may_see(user, assignment.article):
        return False
    return assignment.person_id == user.pk or may_assign(user, assignment.article)


def may_resolve(user: Any, note: Note) -> bool:
    """Close a note: who wrote it, who is called to it, who may change its story."""
    if note.article is None or not may_see(user, note.article):
        return False
    if note.by_id == user.pk or any(person.pk == user.pk for person in note.mentioned.all()):
        return True
    return may_change(user, note.article)


def may_put_into(user: Any, article: Article, section_id: int | None) -> bool:
    """Give the story this section. What is published, scheduled or withdrawn leaves nobody's sections by their hand."""
    if section_id == article.section_id or article.status in {Status.DRAFT, Status.IN_REVIEW}:
        return True
    return covers(user, section_id)


def covers(user: Any, section_id: int | None) -> bool:
    """Whether an editor's sections have this one. A story without a section is in nobody's but of who has no limit."""
    limit = sections_of(user)
    return limit is None or section_id in limit


def sections_of(user: Any) -> frozenset[int] | None:
    """The sections an editor is held to, sub-sections too; None: everywhere. Asked once for each `user` object."""
    if not hasattr(user, "_sections_of"):
        user._sections_of = _asked_sections_of(user)
    known: frozenset[int] | None = user._sections_of
    return known


def _asked_sections_of(user: Any) -> frozenset[int] | None:
    if user.has_perm("articles.withdraw_article"):  # a chief
        return None
    chosen = set(Person.sections.through.objects.filter(person__user=user.pk).values_list("section", flat=True))
    if not chosen:
        return None
    return frozenset(Section.objects.filter(Q(pk__in=chosen) | Q(parent__in=chosen)).values_list("pk", flat=True))


def outranks(other: User, user: Any) -> bool:
    """Whether the other has a right that this one has not. Switched off accounts count as they would be switched on."""
    if user.is_superuser:
        return False
    if other.is_superuser:
        return True
    held = Permission.objects.filter(Q(group__user=other) | Q(user=other)).select_related("content_type")
    names = {f"{each.content_type.app_label}.{each.codename}" for each in held}
    return not names <= user.get_all_permissions()


def is_last_chief(person: User) -> bool:
    """Nobody else who can sign in is a chief. Ask it inside the transaction that takes the role away."""
    # Of two chiefs who take the role from each other at once, the second waits here and sees what the first did.
    Group.objects.select_for_update().get(name=CHIEF)
    chiefs = User.objects.filter(groups__name=CHIEF, is_active=True, is_staff=True)
    return chiefs.filter(pk=person.pk).exists() and not chiefs.exclude(pk=person.pk).exists()


def may_delete(user: Any, article: Article) -> bool:
    """What readers have seen is withdrawn, never deleted. Of a working copy they have seen nothing."""
    if not user.has_perm("articles.delete_article"):
        return False
    is_draft = article.status == Status.DRAFT or article.revises_id is not None
    never_seen = is_draft and article.first_published_at is None
    return never_seen and may_change(user, article)


def may_recover(user: Any, draft: DeletedDraft) -> bool:
    """See a deleted draft, and bring it back: editors all, reporters their own."""
    if not user.has_perm("articles.delete_article"):
        return False
    return may_recover_all(user) or draft.owners.filter(pk=user.pk).exists()


def may_recover_all(user: Any) -> bool:
    return user.has_perms(("articles.delete_article", "articles.change_any_article"))


def _is_own_draft(user: Any, article: Article) -> bool:
    return article.status == Status.DRAFT and _is_own(user, article)


def _is_own(user: Any, article: Article) -> bool:
    """Begun by this account, signed with its author's name, assigned; a copy is also theirs whose story it revises."""
    if article.created_by_id == user.pk or article.authors.filter(user=user.pk).exists():
        return True
    if article.assignments.to(user).exists():
        return True
    return article.revises is not None and _is_own(user, article.revises)


def _is_unseen_import(article: Article) -> bool:
    if article.was_seen() or article.is_public():
        return False
    return getattr(article, "imported_from", None) is not None


def make_groups(using: str = "default", **_signal: Any) -> None:
    """Bring the groups in line with PERMISSIONS. Safe to run again; other groups are left alone."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[name] for name in sorted(names) if name in known])
