"""Where one is signed in; the pages that end what is no longer wanted."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import places, two_step


def account(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    context = {
        **admin.site.each_context(request),
        "title": _("Account"),
        "two_step_is_on": two_step.is_on(person),
        "two_step_is_required": two_step.is_required(person),
        "places": len(places.places_of(person)),
    }
    return TemplateResponse(request, "admin/account/account.html", context)


def signed_in_places(request: HttpRequest) -> HttpResponse:
    person: Any = request.user
    if request.method == "POST":
        return _end(request, person)
    context = {
        **admin.site.each_context(request),
        "title": _("Where you are signed in"),
        "places": places.places_of(person),
        "this_one": request.session.session_key,
    }
    return TemplateResponse(request, "admin/account/places.html", context)


def _end(request: HttpRequest, person: Any) -> HttpResponse:
    here = request.session.session_key
    place = request.POST.get("place", "")
    if place == "others":
        ended = places.end(user=person, but=here)
    elif place.isascii() and place.isdecimal() and len(place) < 19:  # a number of either database
        ended = places.end(user=person, but=here, only=[int(place)])
    else:
        ended = 0
    if ended:
        words = ngettext("Signed out at %(count)d other place.", "Signed out at %(count)d other places.", ended)
        messages.success(request, words % {"count": ended})
    else:
        messages.info(request, _("Nothing was ended: you are no longer signed in there."))
    return HttpResponseRedirect(reverse("admin:account_places"))
