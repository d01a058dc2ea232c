"""Who has given the password and not yet the second step stands at the door, and is nobody to every other page."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from articles import places, two_step
from articles.account.throttling import remember
from articles.models import Person
from articles.two_step import Step

GetResponse = Callable[[HttpRequest], HttpResponse]
View = Callable[..., HttpResponse]

# In the session. Who was let in without a second step was so under rules that may have changed since.
CODE_GIVEN = "two_step_code_given"
NOT_ASKED_UNDER = "two_step_not_asked_under"

PAGES = {Step.CODE: "admin:two_step_code", Step.SET_UP: "admin:two_step_set_up"}


class Waiting(NamedTuple):
    """Someone at the door."""

    user: User
    step: Step


def middleware(get_response: GetResponse) -> GetResponse:
    def answer(request: HttpRequest) -> HttpResponse:
        key = request.session.session_key
        # Lazy: a page for readers asks neither for the session nor for the account.
        request.user = SimpleLazyObject(partial(_let_in, request, request.user))  # type: ignore[assignment]
        response = get_response(request)
        session = request.session
        if session.accessed and key and session.session_key and session.session_key != key:
            places.follow(session, from_key=key)
        if newcomer := getattr(request, "newcomer", None):
            remember(request, response, newcomer)
        return response

    return answer


def waiting(request: HttpRequest) -> Waiting | None:
    """Who stands at the door, if anyone does."""
    if request.user.is_authenticated:  # asks for the account, which decides
        return None
    return getattr(request, "waiting", None)


def enter(request: HttpRequest, user: User) -> None:
    """The second step is done."""
    key = request.session.session_key
    request.session.cycle_key()  # whoever knew the half-open session's key knows nothing
    places.follow(request.session, from_key=key or "")
    request.session[CODE_GIVEN] = True
    request.session.pop(NOT_ASKED_UNDER, None)
    _settle(request, user)


def forget(request: HttpRequest) -> None:
    """What was asked of this session is asked again, at the next request."""
    for mark in (CODE_GIVEN, NOT_ASKED_UNDER):
        request.session.pop(mark, None)


def step_open_to(step: Step) -> Callable[[View], View]:
    """For the page of a step: the view gets the person who stands before it as `person`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if (at_the_door := waiting(request)) and at_the_door.step == step:
                return view(request, *args, person=at_the_door.user, **kwargs)
            return HttpResponseRedirect(reverse("admin:index"))

        return opened

    return decorate


def way_on(request: HttpRequest) -> str:
    """Where the person wanted to go, as far as that is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if here else reverse("admin:index")


def to_the_step(request: HttpRequest, step: Step) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse(PAGES[step])}?{urlencode({'next': way_on(request)})}")


def watch() -> None:
    """Called once, when the models are there."""
    user_logged_in.connect(_password_given, dispatch_uid="door")


def _let_in(request: HttpRequest, user: Any) -> Any:
    if not user.is_authenticated:
        return user
    step = _step_before(request, user)
    if step is None:
        places.note(request, user)
        return user
    request.waiting = Waiting(user, step)  # type: ignore[attr-defined]
    return AnonymousUser()


def _step_before(request: HttpRequest, user: User) -> Step | None:
    """Costs nothing for who is in already."""
    if request.session.get(CODE_GIVEN) or request.session.get(NOT_ASKED_UNDER) == _rules():
        return None
    step = two_step.step_for(user)
    if step is None:
        request.session[NOT_ASKED_UNDER] = _rules()
    return step


def _rules() -> str:
    return ",".join(sorted(settings.TWO_STEP_ROLES)) or "nobody"


def _password_given(request: HttpRequest, user: User, **_signal: Any) -> None:
    forget(request)
    request.session.pop(settings.DESK_LANGUAGE_SESSION_KEY, None)
    kept = Person.objects.filter(user=user).values_list("language", flat=True).first()
    if kept in dict(settings.LANGUAGES):
        request.session[settings.DESK_LANGUAGE_SESSION_KEY] = kept
    if _step_before(request, user) is None:
        _settle(request, user)


def _settle(request: HttpRequest, user: User) -> None:
    places.write(request, user)
    request.newcomer = user  # type: ignore[attr-defined]
