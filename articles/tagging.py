"""Tags change their names and become one; no address and no name that ever led to a tag stops leading there."""

from collections.abc import Sequence

from django.db import transaction

from articles import content_version, search
from articles.keys import tag_key
from articles.models import Article, Tag, TagAlias, TaggedArticle


def rename(tag: Tag, *, name: str, slug: str = "") -> None:
    """Give a tag another name, and another address if one is given. The old ones go on meaning this tag.

    Raises ValidationError if another tag has the name.
    """
    old_name, old_slug = tag.name, tag.slug
    tag.name, tag.slug = name, slug or tag.slug
    tag.clean()
    with transaction.atomic():
        # What the tag is called now is no longer only its alias.
        TagAlias.objects.filter(tag=tag, key=tag_key(tag.name)).delete()
        tag.save()
        if tag_key(old_name) != tag_key(tag.name) or old_slug != tag.slug:
            _keep(old_name, old_slug, tag)


def merge(tags: Sequence[Tag], *, into: Tag) -> int:
    """Make several tags one. Their names and addresses become aliases. Returns how many stories were tagged anew."""
    merged = [tag for tag in tags if tag.pk != into.pk]
    with transaction.atomic():
        content_version.bump()
        moved = TaggedArticle.objects.filter(tag__in=merged).exclude(
            content_object__in=TaggedArticle.objects.filter(tag=into).values("content_object")
        )
        stories = {tagged.content_object_id: tagged.pk for tagged in moved.only("pk", "content_object_id")}
        count = TaggedArticle.objects.filter(pk__in=stories.values()).update(tag=into)
        for tag in merged:
            TagAlias.objects.filter(tag=tag).update(tag=into)
            name, slug, number = tag.name, tag.slug, tag.pk
            tag.delete()
            _keep(name, slug, into, former_tag_id=number)
        search.index_of(Article.objects.filter(pk__in=stories))
    return count


def _keep(name: str, slug: str, tag: Tag, *, former_tag_id: int | None = None) -> None:
    values = {"name": name, "slug": slug, "tag": tag, "former_tag_id": former_tag_id}
    TagAlias.objects.update_or_create(key=tag_key(name), defaults=values)
