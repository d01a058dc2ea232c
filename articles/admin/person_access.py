"""What a chief sees and ends of a person's ways in: the second step, and the places where the person is signed in."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import places, two_step


class AccessPages:
    """For the ModelAdmin of accounts: <id>/access/ and what can be done there."""

    def get_urls(self) -> list[Any]:
        protected = self.admin_site.admin_view  # type: ignore[attr-defined]
        return [
            path("<path:object_id>/access/", protected(self.access), name="auth_user_access"),
            path("<path:object_id>/access/end/", protected(require_POST(self.end)), name="auth_user_access_end"),
            path("<path:object_id>/access/reset/", protected(require_POST(self.reset)), name="auth_user_access_reset"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def access(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self._person(request, object_id)
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "opts": User._meta,
            "title": _("Signing in"),
            "person": person,
            "is_on": two_step.is_on(person),
            "is_required": two_step.is_required(person),
            "places": places.places_of(person),
            "is_oneself": person == request.user,
        }
        return TemplateResponse(request, "admin/auth/user/access.html", context)

    def end(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self._person(request, object_id)
        if person == request.user:
            raise PermissionDenied  # the account's own page does that, and keeps this place
        places.end(user=person)
        self.log_change(request, person, _("Signed out everywhere."))  # type: ignore[attr-defined]
        messages.success(request, _("%(name)s is signed out everywhere.") % {"name": person.get_username()})
        return self._back(person)

    def reset(self, request: HttpRequest, object_id: str) -> HttpResponse:
        person = self._person(request, object_id)
        if person == request.user:
            raise PermissionDenied  # one's own is turned off with a code
        two_step.reset(user=person, by=f"account {request.user.pk}")
        self.log_change(request, person, _("Two-step sign-in reset."))  # type: ignore[attr-defined]
        words = _("The two-step sign-in of %(name)s is reset: the password alone opens the account now.")
        messages.success(request, words % {"name": person.get_username()})
        return self._back(person)

    def _person(self, request: HttpRequest, object_id: str) -> User:
        person = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):  # type: ignore[attr-defined]
            raise PermissionDenied
        return person

    def _back(self, person: User) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:auth_user_access", args=[person.pk]))
