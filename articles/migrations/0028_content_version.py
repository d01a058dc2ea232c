import secrets

from django.db import migrations, models


def draw_the_first_mark(apps, schema_editor):
    apps.get_model("articles", "ContentMark").objects.create(mark=secrets.randbits(63))


class Migration(migrations.Migration):

    dependencies = [("articles", "0027_appointments_of_stories")]

    operations = [
        migrations.CreateModel(
            name="ContentMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField()),
                ("withdrawals", models.PositiveBigIntegerField(default=0)),
            ],
            options={
                "verbose_name": "mark of what readers see",
                "verbose_name_plural": "marks of what readers see",
            },
        ),
        migrations.RunPython(draw_the_first_mark, migrations.RunPython.noop),
    ]
