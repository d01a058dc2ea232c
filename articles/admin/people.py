from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from articles import roles
from articles.models import Person

from .article.inlines import WithoutDetours
from .person_access import AccessPages

admin.site.unregister(User)
admin.site.unregister(Group)
# Their pages show the keys of the second step to whoever may see all.
admin.site.unregister(TOTPDevice)
admin.site.unregister(StaticDevice)


class PersonForm(UserChangeForm):
    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self._stays_chief(cleaned) and roles.is_last_chief(self.instance):
            raise ValidationError(_("This is the only chief editor. Make someone else chief editor first."))
        return cleaned

    @staticmethod
    def _stays_chief(cleaned: dict[str, Any]) -> bool:
        is_chief = any(group.name == roles.CHIEF for group in cleaned.get("groups", ()))
        return bool(is_chief and cleaned.get("is_active") and cleaned.get("is_staff"))


class SectionsInline(WithoutDetours, admin.StackedInline):
    """Where an editor publishes."""

    model = Person
    fields = ("sections",)
    can_delete = False
    min_num = max_num = 1  # the box is there, with nothing to add or to remove
    verbose_name_plural = _("Sections")

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        return super().formfield_for_manytomany(db_field, request, widget=forms.CheckboxSelectMultiple, **kwargs)


class RoleFilter(admin.SimpleListFilter):
    title = _("role")
    parameter_name = "role"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, str(label)) for name, label in roles.LABELS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        return queryset.filter(groups__name=self.value()) if self.value() in roles.LABELS else queryset


@admin.register(User)
class PersonAdmin(AccessPages, UserAdmin):
    """Accounts. Rights come from roles (roles.py); nobody changes an account with more rights than one's own."""

    form = PersonForm
    inlines = (SectionsInline,)
    list_display = ("username", "first_name", "last_name", "is_active", "last_login")
    list_filter = ("is_active", RoleFilter)
    filter_horizontal = ()

    def get_fieldsets(self, request: HttpRequest, obj: User | None = None) -> Any:
        if obj is None:
            return super().get_fieldsets(request, obj)
        rights = ("is_active", "is_staff", "groups")
        return (
            (None, {"fields": ("username", "password")}),
            (_("Person"), {"fields": ("first_name", "last_name", "email")}),
            (_("Role"), {"fields": (*rights, "is_superuser") if request.user.is_superuser else rights}),
        )

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        return self.inlines if obj is not None else ()

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "groups" and not request.user.is_superuser:
            kwargs["queryset"] = Group.objects.filter(name__in=roles.PERMISSIONS)
        field: Any = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = roles.label
        return field

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        if obj is not None and roles.outranks(obj, request.user):
            return False
        return super().has_change_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        obj.is_staff = obj.is_staff or not change  # every account here is for the desk
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The groups that the form did not offer stay."""
        if "groups" in form.cleaned_data:
            hidden = form.instance.groups.exclude(pk__in=form.fields["groups"].queryset)
            form.cleaned_data["groups"] = [*form.cleaned_data["groups"], *hidden]
        super().save_related(request, form, formsets, change)
