"""A forgotten password: Django's own pages and tokens, in the desk's look.

Whatever address is given, the answer is the same and as fast: the account is looked for, and the mail written and sent,
after it, on a thread of its own. The links begin with SITE_ADDRESS, whatever host was asked.
"""

import logging
from threading import Timer
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views
from django.contrib.auth.forms import PasswordResetForm
from django.core.cache import cache
from django.db import connections
from django.urls import path, reverse_lazy
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)

PAUSE_SECONDS = 5 * 60  # between two mails to an address, for each process
DELAY_SECONDS = 1.0  # until the answer is surely out: the two would share one processor


class ResetForm(PasswordResetForm):
    def save(self, **options: Any) -> None:  # type: ignore[override]
        address = self.cleaned_data["email"]
        if not cache.add(f"reset-{salted_hmac('reset', address.lower()).hexdigest()}", 1, PAUSE_SECONDS):
            return
        scheme, _separator, host = settings.SITE_ADDRESS.partition("://")
        options |= {"domain_override": host, "use_https": scheme == "https", "request": None}
        options["extra_email_context"] = {"site": settings.SITE_NAME}
        later = Timer(DELAY_SECONDS, self._send, (options, translation.get_language()))
        later.name = "password-reset"
        later.start()

    def _send(self, options: dict[str, Any], language: str) -> None:
        try:
            with translation.override(language):
                super().save(**options)
        except Exception:  # a thread has nobody else to tell
            logger.exception("A mail for a forgotten password was not sent.")
        finally:
            connections.close_all()


class Ask(views.PasswordResetView):
    form_class = ResetForm
    template_name = "registration/password_reset_form.html"
    email_template_name = "registration/password_reset_email.txt"
    subject_template_name = "registration/password_reset_subject.txt"
    success_url = reverse_lazy("password_reset_done")


def _page(view: Any, title: Any) -> Any:
    """With what the desk's frame wants to know."""

    class Page(view):
        def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
            return {**admin.site.each_context(self.request), **super().get_context_data(**kwargs), "title": title}

    return never_cache(Page.as_view())


URLS = [
    path("", _page(Ask, _("Forgotten password")), name="admin_password_reset"),
    path("sent/", _page(views.PasswordResetDoneView, _("Look into your mail")), name="password_reset_done"),
    path("done/", _page(views.PasswordResetCompleteView, _("The new password is set")), name="password_reset_complete"),
    path(
        "<uidb64>/<token>/",
        _page(views.PasswordResetConfirmView, _("A new password")),
        name="password_reset_confirm",
    ),
]
