"""Who may do what at the desk: the roles, as code. The groups of these names are brought in line after each migrate."""

from typing import Any

from django.contrib.auth.models import Group, Permission

from articles.models import Article, DeletedDraft
from articles.workflow import Move, Status

REPORTER = "reporter"
EDITOR = "editor"
CHIEF = "chief"

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
}

PERMISSIONS = {REPORTER: WRITES, EDITOR: EDITS, CHIEF: LEADS}


def may_change(user: Any, article: Article) -> bool:
    """Write on the story as it now stands: editors on all, reporters on drafts of their own."""
    if not user.has_perm("articles.change_article"):
        return False
    return user.has_perm("articles.change_any_article") or _is_own_draft(user, article)


def may_move(user: Any, move: Move, article: Article) -> bool:
    """Make this move of the story, if its state allows the move."""
    return user.has_perm(move.permission) and may_change(user, article)


def may_delete(user: Any, article: Article) -> bool:
    """What readers have seen is withdrawn, never deleted."""
    if not user.has_perm("articles.delete_article"):
        return False
    never_seen = article.status == Status.DRAFT and article.first_published_at is None
    return never_seen and may_change(user, article)


def may_recover(user: Any, draft: DeletedDraft) -> bool:
    """See a deleted draft, and bring it back: editors all, reporters their own."""
    if not user.has_perm("articles.delete_article"):
        return False
    return may_recover_all(user) or draft.owners.filter(pk=user.pk).exists()


def may_recover_all(user: Any) -> bool:
    return user.has_perms(("articles.delete_article", "articles.change_any_article"))


def _is_own_draft(user: Any, article: Article) -> bool:
    if article.status != Status.DRAFT:
        return False
    return article.created_by_id == user.pk or article.authors.filter(user=user.pk).exists()


def make_groups(using: str = "default", **_signal: Any) -> None:
    """Bring the groups in line with PERMISSIONS. Safe to run again; other groups are left alone."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.using(using).select_related("content_type")
    }
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.using(using).get_or_create(name=role)
        group.permissions.set([known[name] for name in sorted(names) if name in known])
