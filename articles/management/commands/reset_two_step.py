from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser

from articles import two_step


class Command(BaseCommand):
    help = "Turn off the two-step sign-in of an account whose telephone and recovery codes are lost, and sign it out."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="the user name of the account")

    def handle(self, name: str, **options: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name!r}. Give the user name as it is written at the sign-in.")
        if two_step.reset(user=user, by="command line"):
            self.stdout.write(f"{name!r} signs in with the password alone, and sets two-step sign-in up again.")
        else:
            self.stdout.write(f"{name!r} had no two-step sign-in. Whatever was signed in is signed out.")
