from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("newsroom")

    def ready(self) -> None:
        from articles import history, roles  # noqa: PLC0415  # models are not loaded before

        history.register()
        post_migrate.connect(roles.make_groups, sender=self)
