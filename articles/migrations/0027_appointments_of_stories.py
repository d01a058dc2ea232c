from typing import Any

from django.db import migrations
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone


def make_appointments(apps: Any, schema_editor: Any) -> None:
    """Of what is scheduled, under embargo or breaking by now. What readers see already is nobody's to announce."""
    now = timezone.now()
    Appointment = apps.get_model("articles", "Appointment")
    published = apps.get_model("articles", "Article").objects.filter(status="published").order_by()
    to_come = published.filter(Q(published_at__gt=now) | Q(embargo_until__gt=now)).annotate(
        appears_at=Greatest("published_at", Coalesce("embargo_until", "published_at"))
    )
    breaking = published.filter(breaking_until__gt=now).annotate(ends_at=F("breaking_until"))
    Appointment.objects.bulk_create(
        [
            *(Appointment(article_id=pk, occasion="appears", due_at=at) for pk, at in to_come.values_list("pk", "appears_at")),
            *(Appointment(article_id=pk, occasion="breaking_ends", due_at=at) for pk, at in breaking.values_list("pk", "ends_at")),
        ]
    )


class Migration(migrations.Migration):

    dependencies = [("articles", "0026_appointments")]

    operations = [migrations.RunPython(make_appointments, migrations.RunPython.noop)]
