"""The pages of the two-step sign-in."""

import base64
from typing import Any, cast

import qrcode
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp.util import random_hex

from articles import two_step
from articles.account.door import enter, forget, step_open_to, waiting, way_on
from articles.two_step import Step

NEW_KEY = "two_step_new_key"  # in the session, until a code shows that the app has it


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "size": 14}
        ),
        error_messages={"required": gettext_lazy("Write the code.")},
    )

    def __init__(self, *args: Any, from_app: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["autofocus"] = True
        if from_app:
            self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def refuse(self, refusal: two_step.WrongCode | two_step.TooSoon) -> None:
        if isinstance(refusal, two_step.TooSoon):
            seconds = max(1, round((refusal.until - timezone.now()).total_seconds()))
            self.add_error("code", _wait(seconds))
        else:
            self.add_error("code", _("This code is not right, or was used before. Wait for the next one and write it."))


@step_open_to(Step.CODE)
def ask_for_code(request: HttpRequest, *, person: User) -> HttpResponse:
    """After the password."""
    with_recovery_code = "recovery" in request.GET
    form = CodeForm(request.POST or None, from_app=not with_recovery_code)
    if request.method == "POST" and form.is_valid() and _checked(form, person):
        enter(request, person)
        if 0 < (left := two_step.recovery_codes_left(person)) <= 3 and with_recovery_code:
            words = ngettext("%(count)d recovery code is left.", "%(count)d recovery codes are left.", left)
            messages.warning(request, words % {"count": left})
        return HttpResponseRedirect(way_on(request))
    context = {
        "title": _("Second step"),
        "person": person,
        "form": form,
        "with_recovery_code": with_recovery_code,
        "next": way_on(request),
    }
    return _page(request, "admin/account/code.html", context)


@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Away from the door, to sign in as another."""
    if waiting(request):
        logout(request)
    return HttpResponseRedirect(reverse("admin:login"))


def overview(request: HttpRequest) -> HttpResponse:
    context = {
        "title": _("Two-step sign-in"),
        "is_on": two_step.is_on(request.user),
        "is_required": two_step.is_required(request.user),
        "codes_left": two_step.recovery_codes_left(request.user),
    }
    return _page(request, "admin/account/two_step.html", context)


def set_up(request: HttpRequest) -> HttpResponse:
    """Binds an app: for who is signed in, and for who must before being let in."""
    at_the_door = waiting(request)
    if at_the_door is None and not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("admin:login"))
    person: Any = at_the_door.user if at_the_door else request.user
    if two_step.is_on(person):
        return HttpResponseRedirect(reverse("admin:two_step"))
    if request.method == "POST" and "begin" in request.POST:
        request.session[NEW_KEY] = random_hex(20)
        return HttpResponseRedirect(request.get_full_path())
    key = request.session.get(NEW_KEY, "")
    form = CodeForm(request.POST if request.method == "POST" and key else None, from_app=True)
    if form.is_valid() and (codes := _turned_on(request, form, person, key)):
        enter(request, person)
        return _show(request, codes, next=way_on(request))
    context = {
        "title": _("Set up two-step sign-in"),
        "person": person,
        "at_the_door": at_the_door is not None,
        "form": form,
        "next": way_on(request),
        **(_to_be_read(person, key) if key else {}),
    }
    return _page(request, "admin/account/set_up.html", context)


def new_codes(request: HttpRequest) -> HttpResponse:
    if not two_step.is_on(request.user):
        return HttpResponseRedirect(reverse("admin:two_step"))
    form = CodeForm(request.POST or None, from_app=True)
    if form.is_valid():
        try:
            codes = two_step.new_recovery_codes(by=_person(request), code=form.cleaned_data["code"])
        except (two_step.WrongCode, two_step.TooSoon) as refusal:
            form.refuse(refusal)
        else:
            return _show(request, codes, next=reverse("admin:two_step"))
    return _page(request, "admin/account/new_codes.html", {"title": _("New recovery codes"), "form": form})


def turn_off(request: HttpRequest) -> HttpResponse:
    person = _person(request)
    if not two_step.is_on(person):
        return HttpResponseRedirect(reverse("admin:two_step"))
    form = CodeForm(request.POST or None, from_app=True)
    if form.is_valid():
        try:
            two_step.turn_off(by=person, code=form.cleaned_data["code"], session_key=request.session.session_key)
        except (two_step.WrongCode, two_step.TooSoon) as refusal:
            form.refuse(refusal)
        else:
            forget(request)
            messages.success(request, _("Two-step sign-in is off. Your password is enough again."))
            return HttpResponseRedirect(reverse("admin:account"))
    context = {"title": _("Turn off two-step sign-in"), "form": form, "is_required": two_step.is_required(person)}
    return _page(request, "admin/account/turn_off.html", context)


def _person(request: HttpRequest) -> User:
    return cast(User, request.user)


def _checked(form: CodeForm, person: User) -> bool:
    try:
        two_step.check(by=person, code=form.cleaned_data["code"])
    except (two_step.WrongCode, two_step.TooSoon) as refusal:
        form.refuse(refusal)
        return False
    return True


def _turned_on(request: HttpRequest, form: CodeForm, person: User, key: str) -> list[str]:
    """The recovery codes; none when the code was wrong."""
    code, here = form.cleaned_data["code"], request.session.session_key
    try:
        codes = two_step.turn_on(by=person, key=key, code=code, session_key=here)
    except two_step.WrongCode as refusal:
        form.refuse(refusal)
        return []
    del request.session[NEW_KEY]
    return codes


def _show(request: HttpRequest, codes: list[str], *, next: str) -> HttpResponse:
    """Once: they are kept nowhere as they are."""
    context = {"title": _("Recovery codes"), "codes": codes, "next": next}
    return _page(request, "admin/account/codes.html", context)


def _to_be_read(person: User, key: str) -> dict[str, str]:
    """The key for the app: as a picture, and in letters for who cannot take one."""
    device = TOTPDevice(user=person, key=key)
    picture = _drawing(device.config_url)
    letters = base64.b32encode(device.bin_key).decode()
    return {
        "picture": f"data:image/svg+xml;base64,{base64.b64encode(picture.encode()).decode()}",
        "letters": " ".join(letters[at : at + 4] for at in range(0, len(letters), 4)),
        "otpauth": device.config_url,
    }


def _drawing(text: str) -> str:
    """The code as SVG. The drawings that qrcode makes bring lxml into every process that serves pages."""
    code = qrcode.QRCode(border=4)  # what the standard wants around it
    code.add_data(text)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, is_dark in enumerate(row) if is_dark)
    side = len(rows)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path d="{dark}"/></svg>'
    )


def _wait(seconds: int) -> str:
    if seconds < 60:
        words = ngettext("Wait %(count)d second, then try again.", "Wait %(count)d seconds, then try again.", seconds)
        return words % {"count": seconds}
    minutes = -(-seconds // 60)
    words = ngettext("Wait %(count)d minute, then try again.", "Wait %(count)d minutes, then try again.", minutes)
    return words % {"count": minutes}


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return TemplateResponse(request, template, {**admin.site.each_context(request), **context})
