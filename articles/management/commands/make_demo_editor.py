from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.utils.crypto import get_random_string

from articles.roles import CHIEF

NAME = "redaksi"


class Command(BaseCommand):
    help = f"Make the account {NAME!r} for a demo newsroom and print its password, once. Refused when debugging is off."

    def handle(self, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("A demo account is not for a public site. Use createsuperuser there.")
        user, made = User.objects.get_or_create(username=NAME, defaults={"is_staff": True, "first_name": "Redaksi"})
        if not made:
            self.stdout.write(f"Demo editor: {NAME!r} is here already (new password: manage.py changepassword {NAME})")
            return
        password = get_random_string(12, "abcdefghijkmnpqrstuvwxyz23456789")
        user.set_password(password)
        user.save()
        user.groups.add(Group.objects.get(name=CHIEF))
        self.stdout.write(f"Demo editor: user name {NAME}, password {password} (shown this once)")
