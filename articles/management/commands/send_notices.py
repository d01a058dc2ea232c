from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from articles import notices
from articles.models import MailNotice


class Command(BaseCommand):
    help = (
        "Tell people by mail what time has brought: scheduled stories that are out, deadlines that have passed; and "
        "send what could not be sent before. For cron, every few minutes; safe to run twice, and twice at once."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="Say how many notices wait, and send none.")

    def handle(self, *, dry_run: bool, **options: Any) -> None:
        if dry_run:
            self.stdout.write(f"{MailNotice.objects.waiting().count()} notices wait.")
            return
        now = timezone.now()
        notices.about_what_is_out(now)
        notices.about_what_is_overdue(now)
        sent = notices.deliver()
        forgotten = notices.forget_old(now)
        self.stdout.write(f"{sent} notices sent, {MailNotice.objects.waiting().count()} wait, {forgotten} forgotten.")
