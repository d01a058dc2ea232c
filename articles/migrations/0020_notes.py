from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("articles", "0019_preview_link")]

    operations = []
