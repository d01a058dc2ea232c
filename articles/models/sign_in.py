from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .fields import LineField


class SignIn(models.Model):
    """A place where someone is signed in. The session itself is Django's; this says whose it is and where."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_ins")
    # Not a foreign key: a session gets a new key when its password changes, and is deleted by clearsessions.
    session_key = models.CharField(max_length=40, unique=True)
    user_agent = LineField(max_length=255, blank=True)  # as the browser named itself
    began_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField()  # to within a few minutes

    class Meta:
        verbose_name = _("sign-in")
        verbose_name_plural = _("sign-ins")

    def __str__(self) -> str:
        return f"{self.user_id} {self.began_at:%Y-%m-%d}"
