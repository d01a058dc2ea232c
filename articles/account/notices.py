"""Which events one is told of by mail."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import NoticeKind, Person


class NoticesForm(forms.Form):
    wanted = forms.MultipleChoiceField(
        label=gettext_lazy("Tell me by mail when"),
        choices=NoticeKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def notices(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    if request.method == "POST":
        form = NoticesForm(request.POST)
        if form.is_valid():
            wanted = form.cleaned_data["wanted"]
            off = [kind for kind in NoticeKind.values if kind not in wanted]
            Person.objects.update_or_create(user=user, defaults={"notices_off": off})
            messages.success(request, _("Your choice is kept."))
            return HttpResponseRedirect(reverse("admin:account"))
    else:
        off = Person.objects.filter(user=user).values_list("notices_off", flat=True).first() or []
        form = NoticesForm(initial={"wanted": [kind for kind in NoticeKind.values if kind not in off]})
    context = {**admin.site.each_context(request), "title": _("Notices by mail"), "form": form}
    return TemplateResponse(request, "admin/account/notices.html", context)
