"""The language that a person chose for the desk: on every device, from the next sign-in on."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.i18n import set_language

from articles.models import Person


def choose_language(request: HttpRequest) -> HttpResponseBase:
    chosen = request.POST.get("language", "")
    if request.method == "POST" and chosen in dict(settings.LANGUAGES) and request.user.is_authenticated:
        Person.objects.update_or_create(user=request.user, defaults={"language": chosen})
        request.session[settings.DESK_LANGUAGE_SESSION_KEY] = chosen
    # The cookie is for the page of the sign-in, where nobody is anyone yet.
    return set_language(request)
