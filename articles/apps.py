from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("newsroom")

    def ready(self) -> None:
        from articles import checks, connected, content_version, history, pagecache, places, roles, search, two_step  # noqa: F401, PLC0415  # models are not loaded before
        from articles.account import door  # noqa: PLC0415
        from articles.models.standing_page import make_standing_pages  # noqa: PLC0415

        two_step.refuse_unknown_roles()
        connected.watch()
        history.register()
        places.watch()
        door.watch()
        content_version.watch()
        pagecache.watch()
        # After those: no reader waits for a search server before a withdrawal is known everywhere.
        search.connect()
        post_migrate.connect(roles.make_groups, sender=self)
        post_migrate.connect(make_standing_pages, sender=self)
        post_migrate.connect(search.fill, sender=self)
